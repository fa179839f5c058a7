export interface DirectoryState {
  /** Whether each domain controller answers. */
  controllers: { up: boolean }[];
}
