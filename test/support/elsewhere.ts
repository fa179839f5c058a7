/** Two servers, alike but for what a test says, each with a group `sg1`; the second has room for databases of the first. */
import { faulty, volume } from './recovery.ts';
import type { Shape } from './backup.ts';
import { jobs } from './backup.ts';

export const SOURCE = 'servers/mbx1/storageGroups/sg1';
export const TARGET = 'servers/mbx2';
export const MOVED = `${SOURCE}/databases/db1`;

export interface Second {
  readonly version?: '2003' | '2007';
  /** Further keys of the second server, one a line, and of the first. */
  readonly of?: string;
  readonly ofFirst?: string;
  /** Name of its group, and its disks for databases. */
  readonly group?: string;
  readonly disks?: string;
}

/** Adds the second server to a scenario of one. */
export function withSecond(yaml: string, second: Second = {}): string {
  const { version = '2007', of = '', ofFirst = '', group = 'sg1' } = second;
  const { disks = 'raid: raid5, disks: 8 x sas-15k-146gb' } = second;
  const line = (key: string): string => (key === '' ? '' : `      ${key}\n`);
  const server = `    mbx2:
      site: hq
${line(of)}      volumes:
        database: { ${disks} }
        logs: { raid: raid1, disks: 2 x sas-15k-73gb }
      storageGroups:
        ${group}:
          logs: logs
          databases:
            own: { on: database, mailboxes: { standard: 100 }, profile: average, size: 5 GiB }
`;
  return yaml
    .replace('exchange-2007', `exchange-${version}`)
    .replace('    mbx1:\n', `    mbx1:\n${line(ofFirst)}`)
    .replace('  libraries:', `${server}  libraries:`);
}

export const DAILY: Shape = {
  jobs: jobs({ full: 'type: full, when: daily 20:00' }),
  horizon: '2 weeks',
};

/** The database volume dies; a ladder says what is done about it. */
export const lost = (ladder: string, second: Second = {}, shape: Shape = DAILY): string =>
  withSecond(
    faulty(
      { gone: `at: week 2 Thu 14:30, lose: ${volume('database')}` },
      shape,
      `recovery: { for: { database-volume: ${ladder} } }\n`,
    ),
    second,
  );
export const ELSEWHERE = `[{ run: restore-elsewhere, with: { target: ${TARGET} } }, roll-forward]`;

/** The first server dies for good, its disks do not; further faults by name. */
export const dead = (
  ladder: string,
  second: Second = {},
  more: Readonly<Record<string, string>> = {},
  shape: Shape = DAILY,
): string =>
  withSecond(
    faulty(
      { gone: 'at: week 2 Thu 14:30, fail: servers/mbx1', ...more },
      shape,
      `recovery: { for: { gone: ${ladder} } }\n`,
    ),
    second,
  );
export const BROUGHT = `[{ run: recover-elsewhere, with: { target: ${TARGET} } }, rebuild-server]`;
