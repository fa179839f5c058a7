export interface ControllerPlan {
  readonly id: number;
  /** 'directory/domains/corp/controllers/dc1' */
  readonly path: string;
  readonly name: string;
  readonly domain: string;
  readonly site: number;
  /** Size of its copy of the directory: Ntds.dit. */
  readonly databaseBytes: number;
}
