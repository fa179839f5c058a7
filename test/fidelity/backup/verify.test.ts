/** `verify` of streaming jobs: it was made for files, and proves nothing of databases that go on changing. */
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../../sim/scenario/index.ts';
import { ends, groups, jobs, runTo, scenario, type Shape } from '../../support/backup.ts';
import { faulty, LOST, rowsOf, toEnd } from '../../support/recovery.ts';
import { watch, type Watched } from '../../support/organization.ts';

const FULL = 'type: full, when: daily 20:00';
const NIGHTS = { horizon: '1 week' };
const full = (more = ''): string => jobs({ full: FULL + more });
const run = (more: string, shape: Shape = {}): Watched =>
  runTo({ ...NIGHTS, jobs: full(more), ...shape });
const VERIFIED = ', verify: true';

describe('verify', () => {
  const [plain, verified] = [ends(run('')), ends(run(VERIFIED))];

  it('TAPE-11: reads each set again, which takes as long as writing it, and holds the drive', () => {
    const took = (of: typeof plain): number => of[0].at - of[0].began;
    const { imageBytes, logs } = verified[0];
    const readMs = ((imageBytes + logs * 2 ** 20) / 26_874_100) * 1000;
    expect(verified[0].verifyMs).toBeCloseTo(readMs, -1);
    expect(took(verified) - took(plain)).toBe(verified[0].verifyMs);
    expect(took(verified) / took(plain)).toBeGreaterThan(1.7);
    expect(plain[0].verifyMs).toBe(0);
    // The copy itself is none the worse.
    expect(verified.map((f) => [f.outcome, f.imageBytes, f.lowLog, f.highLog])).toEqual(
      plain.map((f) => [f.outcome, f.imageBytes, f.lowLog, f.highLog]),
    );
  });

  it('TAPE-11: makes a night run out of its window, and whoever waits for the drive has no backup', () => {
    const two = groups({ sg1: { db1: {} }, sg2: { db1: {} } });
    const night = (more: string) =>
      ends(run(`, window: 20:00-20:20${more}`, { groups: two })).filter((f) => f.night > 0);
    expect(night('').every((f) => f.outcome === 'succeeded' && !f.overran)).toBe(true);
    const late = night(VERIFIED);
    expect(late.filter((f) => f.group === 0).every((f) => f.outcome === 'succeeded')).toBe(true);
    expect(late.filter((f) => f.group === 1).every((f) => f.overran)).toBe(true);
  });

  it('what is on file when the window ends stays, and is read no further', () => {
    const [first] = ends(run(`, window: 20:00-20:12${VERIFIED}`));
    expect([first.outcome, first.overran, first.differences]).toEqual(['succeeded', true, null]);
  });

  it('BKP-76: finds every file of a database different, night after night', () => {
    expect(verified.map((f) => f.differences)).toEqual(verified.map(() => 1));
    expect(plain.map((f) => f.differences)).toEqual(plain.map(() => null));
    const logs = jobs({ full: FULL, log: 'type: incremental, when: daily 12:00, verify: true' });
    expect(ends(runTo({ ...NIGHTS, jobs: logs }), 'log').at(-1)!.differences).toBe(0);
    const old = scenario({ ...NIGHTS, jobs: full(VERIFIED) }).replace(
      'exchange-2007',
      'exchange-2003',
    );
    const [pair] = ends(toEnd(watch(old, { check: false })));
    expect(pair.differences).toBe(2);
  });

  it('E-09, TAPE-11: a bad medium does not show among them: the restore finds it, verified or not', () => {
    const bad = (more: string): Watched => {
      const yaml = faulty(LOST, { horizon: '3 weeks', jobs: full(more) }, 'parameters: { media: { badAtOnceShare: 100 % } }\n');
      return toEnd(watch(yaml.replace('hazards: none', 'hazards: { set-unreadable: 100 %, others: none }'), { check: false }));
    }; // prettier-ignore
    const [trusted, read] = [bad(''), bad(VERIFIED)];
    expect(ends(read).every((f) => f.outcome === 'succeeded')).toBe(true);
    expect(new Set(ends(read).map((f) => f.differences))).toEqual(new Set([1]));
    for (const watched of [trusted, read]) {
      expect(watched.of('set.unreadable').length).toBeGreaterThan(1);
      expect(rowsOf(watched)[0].outcome).toBe('declared-lost');
    }
  });

  it('TAPE-11: a scenario that asks for it is warned, one that has it from its defaults is not', () => {
    const warned = (text: string): string[] => {
      const loaded = loadScenario('a.yaml', () => text);
      if (!loaded.ok) throw new Error(loaded.problems.map((p) => p.message).join());
      return loaded.warnings.map((p) => p.message).filter((m) => m.includes('TAPE-11'));
    };
    expect(warned(scenario({ ...NIGHTS, jobs: full(VERIFIED) }))).toHaveLength(1);
    const defaults = scenario({ ...NIGHTS, jobs: full() }).replace('keep: 3 weeks', 'keep: 3 weeks, verify: true');
    expect(warned(defaults)).toEqual([]);
    const interleaved = scenario({ ...NIGHTS, jobs: full(`${VERIFIED}, multiplex: 2`) });
    const refused = loadScenario('a.yaml', () => interleaved);
    expect(refused.ok ? '' : refused.problems[0].message).toContain('interleaved');
  }); // prettier-ignore
});
