/** A database of Exchange 2003 is a pair of files, two halves of one unit (ESE-36). */
import { describe, expect, it } from 'vitest';
import { edbBytes, filesOf } from '../../../sim/org/store/halves.ts';
import { inspect } from '../../../sim/report/inspect/index.ts';
import { formatProblem, loadScenario } from '../../../sim/scenario/index.ts';
import { ends, groups, instant, runUntil, setsOf } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import {
  DATABASE,
  faulty,
  rowsOf,
  runToEnv,
  runWhile,
  steps,
  toEnd,
} from '../../support/recovery.ts';

const TWO = groups({ sg1: { db1: {}, db2: {} } });
const AT = 'at: week 2 Thu 14:30';

const yaml = (fault: string, version = '2003', rest = ''): string =>
  faulty({ gone: fault }, { groups: TWO }, rest).replace('exchange-2007', `exchange-${version}`);
const lost = (fault: string): Watched => watch(yaml(fault), { check: true });

const field = (watched: Watched, name: string): string | undefined =>
  inspect(watched.sim.world, DATABASE)!.sections[0].fields!.find((f) => f[0].trim() === name)?.[1];

describe('a database of Exchange 2003', () => {
  it.each(['stm', 'edb'])(
    'ESE-36: is lost with its .%s alone, and comes back with both files',
    (half) => {
      const watched = lost(`${AT}, lose: ${DATABASE}/${half}`);
      const at = instant(watched.plan, 2, 'Thu 14:30');
      runUntil(watched, at);
      // It alone goes down: the other one of its group has both of its files.
      expect(watched.of('database.down').map((f) => [f.database, f.because])).toEqual([
        [0, `an operator destroyed ${DATABASE}/${half}`],
      ]);
      expect(watched.sim.world.org.store.databases[0]).toMatchObject({
        fileLost: true,
        halfLost: half,
      });
      // The header is in the .edb: without it nothing is left to look at.
      expect(field(watched, 'Streaming File')).toBe(
        half === 'stm' ? 'Yes, and it is gone' : undefined,
      );
      const env = runToEnv(watched);
      expect(env.files.map((f) => f.from)).toEqual([`${DATABASE}/edb`, `${DATABASE}/stm`]);
      toEnd(watched);
      const [image] = steps(watched, 'image');
      const [other] = steps(toEnd(lost(`${AT}, lose: ${DATABASE}`)), 'image');
      expect(image.at - image.began).toBe(other.at - other.began);
      expect(rowsOf(watched)).toMatchObject([
        { database: 0, lostMessages: 0, outcome: 'recovered' },
      ]);
      expect(watched.sim.world.org.store.databases[0]).toMatchObject({
        halfLost: '',
        mounted: true,
      });
      expect(field(watched, 'Streaming File')).toBe('Yes');
    },
  );

  it('ESE-36: is copied with both files, the .edb first, and a bad page is met in either', () => {
    const watched = lost(`at: week 2 Sat 20:06, delete: ${DATABASE}/stm`);
    runUntil(watched, instant(watched.plan, 2, 'Sat 12:00'));
    const full = setsOf(watched).find((set) => set.type === 'full')!;
    const bytes = watched.plan.databases.reduce((sum, d) => sum + d.sizeBytes, 0);
    expect(full.parts.reduce((sum, part) => sum + part.imageBytes, 0)).toBe(bytes);
    expect(edbBytes(watched.plan, 0) / watched.plan.databases[0].sizeBytes).toBeCloseTo(0.7, 6);
    // Whichever file goes while it is copied takes the copy along.
    runUntil(watched, instant(watched.plan, 2, 'Sun 12:00'));
    const broken = ends(watched, 'full').find((f) => f.outcome === 'failed')!;
    expect(broken.because).toBe(`${DATABASE} was destroyed`);
    // Damage is where it is: most of the places of a file are in the .edb.
    const met = new Set<string>();
    for (let r = 0; r < 12 && met.size < 2; r++) {
      const fault = `${AT}, corrupt: { database: ${DATABASE}, pages: 5 }`;
      const noticed = 'parameters: { store: { userNoticesMs: 4 weeks } }\n';
      const worn = watch(yaml(fault, '2003', noticed), { check: false, replication: r });
      runUntil(worn, instant(worn.plan, 2, 'Sun 12:00'));
      const because = ends(worn, 'full').find((f) => f.because.includes('-1018'))?.because ?? '';
      const [hole] = worn.sim.world.org.store.databases[0].holes;
      if (because === '') continue;
      const half = hole.place < 0.7 ? 'edb' : 'stm';
      expect(because).toBe(`-1018: a damaged page in ${DATABASE}/${half}`);
      met.add(half);
    }
    expect(met.size).toBe(2);
  });

  it('ESE-36: is one file in 2007, where half of it is refused', () => {
    const loaded = loadScenario('test.yaml', () => yaml(`${AT}, lose: ${DATABASE}/stm`, '2007'));
    const problems = loaded.ok ? [] : loaded.problems.map(formatProblem);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^test\.yaml:\d+:\d+: error: faults\/gone\/lose: /);
    expect(problems[0]).toContain(
      'a database of exchange-2007 is one file: only 2003 has .edb and .stm',
    );
    expect(loadScenario('test.yaml', () => yaml(`${AT}, delete: ${DATABASE}/edb`, '2007')).ok).toBe(
      false,
    );
    expect(loadScenario('test.yaml', () => yaml(`${AT}, delete: ${DATABASE}/edb`)).ok).toBe(true);
    const newer = watch(yaml(`${AT}, lose: ${DATABASE}`, '2007'), { check: false });
    expect(filesOf(newer.plan, 0)).toEqual([DATABASE]);
    expect(field(newer, 'Streaming File')).toBeUndefined();
    runWhile(newer, () => steps(newer, 'image').length === 0);
    expect(newer.sim.world.org.recovery.environments[0].files.map((f) => f.from)).toEqual([
      DATABASE,
    ]);
  });

  it('ESE-36: loses either of the two to operators, each as often', () => {
    const counts = { edb: 0, stm: 0, other: 0 };
    for (let replication = 0; replication < 6; replication++) {
      const hazards = 'hazards: { operator-destroys: 20 /year, others: none }\n';
      const text = yaml(AT).replace(/hazards: none\n[^]*$/, hazards);
      const watched = watch(text.replace('horizon: 4 weeks', 'horizon: 52 weeks'), {
        ...{ check: false, replication },
      });
      toEnd(watched);
      for (const { because } of watched.of('cause.struck')) {
        const [, half = 'other'] = /databases\/db\d\/(edb|stm)$/.exec(because) ?? [];
        if (because.includes('databases/')) counts[half as keyof typeof counts]++;
      }
    }
    // About 60 in all: within four standard deviations of a half each.
    expect(counts.other).toBe(0);
    expect(counts.stm / (counts.edb + counts.stm)).toBeGreaterThan(0.25);
    expect(counts.stm / (counts.edb + counts.stm)).toBeLessThan(0.75);
  });
});
