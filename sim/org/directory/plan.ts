export interface ControllerPlan {
  readonly id: number;
  /** 'directory/domains/corp/controllers/dc1' */
  readonly path: string;
  readonly name: string;
  readonly domain: string;
  readonly site: number;
}
