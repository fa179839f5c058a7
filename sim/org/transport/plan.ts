export interface HubPlan {
  readonly id: number;
  /** 'hubs/hub1' */
  readonly path: string;
  readonly name: string;
  readonly site: number;
}
