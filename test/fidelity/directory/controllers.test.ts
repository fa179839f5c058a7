/** Domain controllers that fail, and what Exchange feels of it (AD-01 to AD-04). */
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { openLog } from '../../../sim/org/store/stream.ts';
import { instant, runUntil } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty, rowsOf, steps, toEnd } from '../../support/recovery.ts';

const dc = (name: string): string => `directory/domains/corp/controllers/${name}`;
const HEALS =
  'rebuildShare: 0 %, repairMeanMs: 0 min, hardwareShare: 100 %, softwareShare: 0 %, networkShare: 0 %, facilitiesShare: 0 %, peopleShare: 0 %';
const REBUILT = 'rebuildShare: 100 %';

/** Controllers that fail on Thursday of week 2 at 14:30, of one or two. */
function failing(controllers: string, failed: string, figures: string): Watched {
  const rest = `parameters: { hardware: { ${figures} } }\n`;
  const yaml = faulty({ gone: `at: week 2 Thu 14:30, fail: ${failed}` }, {}, rest);
  return watch(yaml.replace('{ dc1: { site: hq } }', controllers), { check: true });
}

const ONE = '{ dc1: { site: hq } }';
const TWO = '{ dc1..dc2: { site: hq } }';
const at = (watched: Watched): number => instant(watched.plan, 2, 'Thu 14:30');
const minutesDown = (watched: Watched): number[] =>
  watched.of('controller.up').map((f) => (f.at - f.downSince) / MINUTE);

describe('domain controllers', () => {
  it('AD-01: without one that answers nobody logs on and no mail is delivered, until one does', () => {
    const watched = failing(ONE, dc('dc1'), HEALS);
    runUntil(watched, at(watched) + 60 * MINUTE);
    const { world } = watched.sim;
    expect(world.org.store.databases.every((d) => !d.mounted)).toBe(true);
    const before = openLog(world, 0);
    runUntil(watched, at(watched) + 68 * MINUTE - 1);
    expect(openLog(world, 0)).toBe(before);
    runUntil(watched, at(watched) + 68 * MINUTE);
    // Back in the same instant, with the mail that waited: nothing was to be replayed or mounted by hand.
    expect(world.org.store.databases.every((d) => d.mounted)).toBe(true);
    expect(openLog(world, 0)).toBeGreaterThan(before);
    expect(steps(watched)).toEqual([]);
    expect(watched.of('incident.closed')).toMatchObject([
      { key: 'faults/gone:controller-failed:1', scope: 'directory', cause: 'controller-failed' },
    ]);
    expect(rowsOf(watched)).toMatchObject([
      { serviceMs: 68 * MINUTE, dataMs: 68 * MINUTE, lostMessages: 0 },
    ]);
    expect(watched.of('incident.closed')[0].waterfall).toMatchObject([
      { span: 'detect', ms: 5 * MINUTE },
      { span: 'repair', ms: 63 * MINUTE },
    ]);
  });

  it('AD-02: of two, one can fail and nobody feels it', () => {
    const alone = toEnd(failing(ONE, dc('dc1'), HEALS));
    expect(alone.of('database.down')).toHaveLength(1);
    const watched = toEnd(failing(TWO, dc('dc1'), HEALS));
    expect(watched.of('cause.struck')).toMatchObject([{ absorbed: true, owner: dc('dc1') }]);
    expect(watched.of('database.down')).toEqual([]);
    expect(watched.of('incident.opened')).toEqual([]);
    expect(minutesDown(watched)).toEqual([68]);
    const both = toEnd(failing(TWO, `[${dc('dc1')}, ${dc('dc2')}]`, HEALS));
    expect(both.of('cause.struck').map((f) => f.absorbed)).toEqual([true, false]);
    expect(both.of('database.down')).toHaveLength(1);
  });

  it('AD-03: beside a surviving one, a new one is built and replicates', () => {
    const watched = toEnd(failing(TWO, dc('dc1'), REBUILT));
    // Noticed, decided, a server by contract, Windows, service packs, promoted.
    expect(minutesDown(watched)).toEqual([5 + 15 + 240 + 60 + 30 + 60]);
    expect(watched.of('database.down')).toEqual([]);
  });

  it('AD-04: when all are lost, the directory is restored from a backup, which takes longer', () => {
    const watched = toEnd(failing(TWO, `[${dc('dc1')}, ${dc('dc2')}]`, REBUILT));
    expect(minutesDown(watched)).toEqual([470, 470]);
    const only = toEnd(failing(ONE, dc('dc1'), REBUILT));
    expect(minutesDown(only)).toEqual([470]);
    expect(rowsOf(only)[0].serviceMs).toBe(470 * MINUTE);
  });
});
