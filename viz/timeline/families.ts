/**
 * What kinds of spans there are, and which belong together. There are more kinds than colours that anyone can tell
 * apart, so colour tells the family and hatching tells waiting and loss; the words tell the rest.
 */

export interface Family {
  readonly key: string;
  readonly name: string;
  readonly className: string;
  readonly hatched: boolean;
  /** A span of this kind in words. */
  label(kind: string): string;
}

const WORDS: Readonly<Record<string, string>> = {
  detect: 'Detect',
  decide: 'Decide',
  call: 'Call somebody in',
  travel: 'Wait for a courier',
  parts: 'Wait for parts',
  'rebuild-server': 'Rebuild the server',
  'rebuild-array': 'Rebuild the array',
  'recreate-volume': 'Recreate the volume',
  'wait-person': 'Wait for a person',
  'wait-drive': 'Wait for a drive',
  'wait-window': 'Wait for the window',
  'wait-recovery': 'Wait for another recovery',
  waiting: 'Waiting',
  'load-tape': 'Load the tape',
  catalogue: 'Build the catalogue',
  'restore-image': 'Restore the image',
  'restore-logs': 'Restore the logs',
  replay: 'Replay',
  repair: 'Repair',
  merge: 'Merge',
  backfill: 'Fill from replicas',
  mount: 'Mount',
  down: 'Down',
  backup: 'Backup',
  impaired: 'Impaired',
  lost: 'Lost',
};

const MEMBERS: readonly (readonly [key: string, name: string, kinds: readonly string[]])[] = [
  ['down', 'Down', ['down']],
  ['impaired', 'Impaired', ['impaired']],
  ['lost', 'Content lost', ['lost']],
  ['people', 'Notice, decide, call', ['detect', 'decide', 'call']],
  [
    'waiting',
    'Waiting',
    ['waiting', 'travel', 'wait-person', 'wait-drive', 'wait-window', 'wait-recovery'],
  ],
  [
    'hardware',
    'Parts and volumes',
    ['parts', 'recreate-volume', 'rebuild-server', 'rebuild-array'],
  ],
  [
    'restore',
    'Restore from tape',
    ['load-tape', 'catalogue', 'restore-image', 'restore-logs', 'merge', 'backfill'],
  ],
  ['replay', 'Replay and mount', ['replay', 'mount', 'repair']],
  ['backup', 'Backup', ['backup']],
  ['other', 'Other', []],
];

/** `wait-drive` in words; a kind that nobody has named is shown as it is. */
export function kindLabel(kind: string): string {
  return Object.hasOwn(WORDS, kind) ? WORDS[kind] : kind;
}

/** All families, in the order of the legend. */
export const families: readonly Family[] = MEMBERS.map(([key, name]) => ({
  key,
  name,
  className: `family-${key}`,
  hatched: key === 'waiting' || key === 'lost',
  label: kindLabel,
}));

const OTHER = families[families.length - 1];
const BY_KIND = new Map(
  MEMBERS.flatMap(([, , kinds], i) => kinds.map((kind) => [kind, families[i]] as const)),
);

/** The family of a kind. */
export function familyOf(kind: string): Family {
  return BY_KIND.get(kind) ?? OTHER;
}
