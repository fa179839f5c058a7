/** What ladders of a scenario may be for beside a fault, and which of them hold for something finer that has none. */

/** What can be lost, in place of a cause: finer than the cause, which may take either or both. */
export const LOST = ['database-volume', 'log-volume', 'database-file', 'log-folder'] as const;

/** Causes that end in a recovery of this version; a lost volume is told apart by what lay on it. */
export const RECOVERED = [
  'page-damage',
  'sector-unreadable',
  'server-failed',
  'logical-corruption',
] as const;

/**
 * What a ladder is taken from that a scenario gives to something coarser, the nearest first: the cause that loses a
 * thing, or the kind of volume that it is like.
 */
const COARSER: Readonly<Record<string, readonly string[]>> = {
  'database-volume': ['volume-lost'],
  'log-volume': ['volume-lost'],
  'database-file': ['operator-destroys', 'database-volume', 'volume-lost'],
  'log-folder': ['operator-destroys', 'log-volume', 'volume-lost'],
  'sector-unreadable': ['page-damage'],
};

/** The key of what a scenario gives that holds for another key as well; null where that has its own or the default. */
export function givenFor(key: string, given: Readonly<Record<string, unknown>>): string | null {
  if (Object.hasOwn(given, key)) return null;
  return COARSER[key]?.find((each) => Object.hasOwn(given, each)) ?? null;
}
