/** Two servers, each with a public folder database in a storage group of its own; the first one's folders may have a replica. */
import { faulty, volume } from './recovery.ts';
import type { Shape } from './backup.ts';
import { jobs } from './backup.ts';
import { withSecond } from './elsewhere.ts';

export const FOLDERS = 'servers/mbx1/storageGroups/pub/databases/pf1';
export const REPLICA = 'servers/mbx2/storageGroups/pub/databases/pf2';

export const posts = (rest = ''): string =>
  `kind: public, on: folders, size: 2 GiB, posts: 400 messages${rest}`;

const groupOf = (name: string, line: string): string =>
  `        pub:\n          logs: logs\n          databases:\n            ${name}: { ${line} }\n`;

export interface Folders {
  /** What is said of the two databases, in place of 400 posts a day in 2 GiB. */
  readonly first?: string;
  readonly second?: string;
  readonly version?: '2003' | '2007';
}

/** Adds both to a scenario of one server. */
export function withFolders(yaml: string, folders: Folders = {}): string {
  const { first = posts(), second = posts(), version = '2007' } = folders;
  const disks = '        folders: { raid: raid1, disks: 2 x sas-15k-73gb }\n';
  return withSecond(yaml, { version })
    .replaceAll('      storageGroups:', `${disks}      storageGroups:`)
    .replace('    mbx2:\n', `${groupOf('pf1', first)}    mbx2:\n`)
    .replace('  libraries:', `${groupOf('pf2', second)}  libraries:`);
}

export const NIGHTLY: Shape = {
  jobs: jobs({ full: 'type: full, when: daily 20:00' }),
  horizon: '2 weeks',
};

export const REPLICATED = posts(`, replicas: ${REPLICA}`);

/** The volume of the folders dies on Thursday of week 2 at 14:30, by default; a ladder may say what is done about it. */
export const foldersLost = (folders: Folders = {}, rest = '', fault = ''): string =>
  withFolders(
    faulty(
      { gone: fault === '' ? `at: week 2 Thu 14:30, lose: ${volume('folders')}` : fault },
      NIGHTLY,
      rest,
    ),
    folders,
  );
