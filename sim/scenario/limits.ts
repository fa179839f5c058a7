/** A scenario may come from a stranger: past these it is refused with a plain error, never a hang or a crash. */
export const limits = {
  /** Characters of one file. */
  fileBytes: 1_048_576,
  aliases: 100,
  /** Maps and lists after ranges and aliases are expanded. */
  objects: 100_000,
  /** Single values after expansion. */
  values: 1_000_000,
  depth: 64,
  /** Members of one range. */
  range: 10_000,
  extends: 20,
  years: 100,
  replications: 1_000_000,
  strategies: 100,
  /** Maps and lists of all strategies together. */
  together: 500_000,
  disks: 100_000,
  linkedSites: 300,
  jobs: 200,
  faults: 200,
  expectations: 1000,
} as const;
