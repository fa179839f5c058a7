/** A server that is built again: what sets of its files bring back, and what is done by hand. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../sim/engine/clock.ts';
import { instant } from '../../support/backup.ts';
import {
  filed,
  fileEnds,
  outcomes,
  rebuilt,
  rebuildMinutes,
  restoredSets,
  totalMinutes,
} from '../../support/files.ts';
import { SERVER, toEnd, runWhile } from '../../support/recovery.ts';
import { inspect } from '../../../sim/report/inspect/index.ts';

const TO = 'to: targets/b2d, when: Sat 12:00';
/** No mistake of whoever builds the server. */
const CALM = { horizon: '2 weeks' };
const BY_HAND = 60 + 30 + 45;
const BAD = '{ set-unreadable: 100 %, others: none }';

const minutes = (files: Readonly<Record<string, string>>, setUp = ''): number =>
  totalMinutes(rebuilt({ ...CALM, files, setUp }));

describe('a server that is built again', () => {
  it('BKP-54: a full computer set brings Windows, applications and Exchange, and no database', () => {
    const watched = rebuilt({ ...CALM, files: { all: `saves: full-computer, ${TO}` } }, true);
    expect(rebuildMinutes(watched)).toEqual([
      ['rebuild', 60],
      ['read-files', 12],
      ['set-up', 0],
    ]);
    expect(restoredSets(watched)).toMatchObject([{ outcome: 'restored', server: 0 }]);
    expect(fileEnds(watched)[0].bytes).toBe(3_466_758_939);
    expect(outcomes(watched)).toEqual(['recovered']);
    // Its databases lie on their own volumes, with all their mail.
    expect(watched.of('content.lost')).toEqual([]);
    expect(minutes({})).toBe(BY_HAND);
  });

  it('BKP-50, E-23: a Windows set is one job; the same in two jobs is none; Exchange is in neither', () => {
    const set = rebuilt({ ...CALM, files: { win: `saves: windows-set, ${TO}` } });
    expect(rebuildMinutes(set)).toEqual([['rebuild', 60], ['read-files', 8], ['set-up', 45]]); // prettier-ignore
    const parts = rebuilt({
      ...CALM,
      files: { state: `saves: system-state, ${TO}`, boot: `saves: files, size: 2 GB, ${TO}` },
    });
    expect(totalMinutes(parts)).toBe(BY_HAND);
    expect(restoredSets(parts)).toEqual([]);
  });

  it('BKP-51: System State is put back as a whole or not at all', () => {
    const state = `saves: system-state, ${TO}`;
    const both = { ...CALM, files: { state }, setUp: 'settings, virtual-servers' };
    const whole = rebuilt(both);
    expect(restoredSets(whole)).toHaveLength(1);
    // All that it carries is back; of one that cannot be read, nothing.
    expect(rebuildMinutes(whole)).toEqual([['rebuild', BY_HAND], ['read-files', 2], ['set-up', 0]]); // prettier-ignore
    const bad = rebuilt({ ...both, hazards: BAD });
    expect(rebuildMinutes(bad).at(-1)).toEqual(['set-up', 120]);
  });

  it('BKP-55: before a full computer set can be restored, Windows is installed', () => {
    const [first, second] = rebuildMinutes(
      rebuilt({ ...CALM, files: { all: `saves: full-computer, ${TO}` } }),
    );
    expect([first[0], second[0]]).toEqual(['rebuild', 'read-files']);
    expect(first[1]).toBe(60);
  });

  it('BKP-56: with an image of the partitions nobody installs Windows', () => {
    const image = { image: `saves: disk-image, ${TO}` };
    const alone = rebuildMinutes(rebuilt({ ...CALM, files: image }));
    expect(alone).toEqual([['rebuild', 0], ['read-files', 6], ['set-up', 45]]); // prettier-ignore
    const both = { ...image, all: `saves: full-computer, ${TO}` };
    const all = rebuildMinutes(rebuilt({ ...CALM, files: both }));
    expect(all.map(([, ms]) => ms)).toEqual([0, 6, 12, 0]);
  });

  it('BKP-57: page and temporary files are left out, unless somebody wants them', () => {
    const run = (more: string) =>
      fileEnds(rebuilt({ ...CALM, files: { all: `saves: full-computer, ${TO}${more}` } }))[0].bytes;
    expect(run(', exclusions: false') - run('')).toBe(2e9);
  });

  it('reads an older set where the newest cannot be read, and does by hand what is left', () => {
    const files = { all: `saves: full-computer, to: targets/b2d, when: daily 12:00, keep: 4 days` };
    const watched = rebuilt({ ...CALM, files, hazards: BAD });
    const tried = restoredSets(watched);
    expect(tried.length).toBeGreaterThan(2);
    expect(tried.every((each) => each.outcome === 'unreadable')).toBe(true);
    const ages = tried.map((each) => each.ageMs);
    expect(ages).toEqual([...ages].sort((a, b) => a - b));
    expect(rebuildMinutes(watched).at(-1)).toEqual(['set-up', 75]);
    const shown = inspect(watched.sim.world, SERVER)!;
    expect(JSON.stringify(shown)).toContain('found unreadable');
  });

  it('waits for a drive where sets are on tape, and the team is not free before', () => {
    const files = { all: 'saves: full-computer, to: libraries/lib1, when: Sat 12:00' };
    const faults = { gone: `at: week 2 Thu 19:00, fail: ${SERVER}` };
    const watched = filed({ ...CALM, files, faults }, true);
    runWhile(watched, () => watched.of('files.restored').length === 0);
    expect(watched.sim.now).toBeGreaterThan(instant(watched.plan, 2, 'Thu 19:00'));
    expect(outcomes(toEnd(watched))).toEqual(['recovered']);
  });
});

describe('the age of a set', () => {
  /** A set of 5 March, which leaves no room for a later one, is restored so many days later. */
  function restoredAfter(days: number, figures: string) {
    const date = new Date(Date.UTC(2007, 2, 5 + days)).toISOString().slice(0, 10);
    return rebuilt({
      horizon: `${days + 3} days`,
      capacity: '3 GB',
      jobs: '\n    full: { type: full, when: Sat 20:00 }',
      files: { win: 'saves: windows-set, to: targets/b2d, when: first Mon 12:00, keep: 20 weeks' },
      faults: { gone: `at: ${date} 08:00, fail: ${SERVER}` },
      blocks: `parameters: { recovery: { ${figures} } }\n`,
    });
  }
  const SURE = 'agedSetFaultShare: 0 %, tooOldSetFaultShare: 100 %';

  it('BKP-53: on day 60 a set is good, on day 61 a risk, and there is a warning', () => {
    const last = restoredSets(restoredAfter(60, SURE))[0];
    expect(Math.floor(last.ageMs / DAY)).toBe(60);
    expect(last).toMatchObject({ outcome: 'restored', because: '' });
    const [late] = restoredSets(restoredAfter(61, SURE));
    expect(Math.floor(late.ageMs / DAY)).toBe(61);
    expect(late.outcome).toBe('faulty');
    expect(late.because).toBe('a warning: 61 days old, over the tombstone lifetime');
    // A member server may be lucky.
    const lucky = restoredAfter(61, 'tooOldSetFaultShare: 0 %');
    expect(restoredSets(lucky)[0]).toMatchObject({ outcome: 'restored', because: late.because });
  });

  it('BKP-52: the older it is, the likelier Windows does not run with it', () => {
    const young = restoredAfter(9, 'agedSetFaultShare: 100 %');
    const old = restoredAfter(58, 'agedSetFaultShare: 100 %');
    expect(restoredSets(young)[0].outcome).toBe('restored');
    expect(restoredSets(old)[0].outcome).toBe('faulty');
    // Service packs were in the set.
    expect(totalMinutes(old)).toBe(totalMinutes(young) + 30);
  });
});
