/** The logs that `inspect` shows: what stands in them, and in which order. */
import { describe, expect, it } from 'vitest';
import { inspect } from '../../sim/report/inspect/index.ts';
import { emptyJournal, keepJournal } from '../../sim/report/inspect/logs.ts';
import { instant } from '../support/backup.ts';
import { ALWAYS_FAILS, lookAfter } from '../support/noticing.ts';

const NIGHTLY = 'backup/jobs/nightly';

/** Rows of the log at a path on a Friday noon. */
function read(path: string, rest: string, jobs?: string): readonly (readonly string[])[] {
  const watched = lookAfter({ rest, ...(jobs === undefined ? {} : { jobs }) });
  const at = instant(watched.plan, 1, 'Fri 12:00');
  const journal = emptyJournal();
  keepJournal(watched.sim, path, at, journal);
  watched.sim.runUntil(at);
  return inspect(watched.sim.world, path, journal)!.sections[0].table!.rows;
}

describe('logs', () => {
  it('MON-07: each run appends to the log of its job, the newest at the bottom', () => {
    const rows = read(NIGHTLY, 'hazards: none\n');
    const started = rows.map(([from]) => from.slice(4));
    expect(started.length).toBeGreaterThan(9);
    expect(started).toEqual([...started].sort());
    expect(rows.at(-1)!.slice(2)).toEqual([
      ...['servers/mbx1/storageGroups/sg1', 'full', 'Completed', ''],
    ]);
  });

  it('MON-06: a summary says that something went wrong, a detailed log what', () => {
    const summary = '\n    nightly: { type: full, when: daily 20:00, logging: summary }';
    const rows = read(NIGHTLY, ALWAYS_FAILS, summary);
    const failed = rows.filter((row) => row[4] === 'Failed');
    expect(failed[0][5]).toBe('errors occurred: see a detailed log');
    expect(failed.at(-1)![5]).toBe('the job failed');
  });

  it('MON-02: neither the status nor the backup log need show what the application log does', () => {
    const rest = `${ALWAYS_FAILS}parameters: { backup: { onlyInEventsShare: 100 % } }\n`;
    expect(read(NIGHTLY, rest).at(-1)!.slice(4)).toEqual(['Completed', '']);
    const rows = read('servers/mbx1/log', rest);
    const dates = rows.map((row) => row[1].slice(4));
    expect(dates).toEqual([...dates].sort().reverse());
    const errors = rows.filter((row) => row[0] === 'Error').map((row) => row.slice(2, 4));
    expect(errors).toContainEqual(['ESE', '217']);
  });
});
