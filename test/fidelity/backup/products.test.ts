/** Products that copy databases past Exchange: what their sets are worth, and when that shows. */
import { describe, expect, it } from 'vitest';
import { formatProblem, loadScenario } from '../../../sim/scenario/index.ts';
import { hiddenSets } from '../../../sim/report/inspect/tapes.ts';
import {
  ends,
  firstLog,
  headerOf,
  jobs,
  openLogOf,
  scenario,
  setsOf,
} from '../../support/backup.ts';
import { lookAfter } from '../../support/noticing.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty, LOST, rowsOf, steps, toEnd } from '../../support/recovery.ts';

const DAILY = 'type: full, when: daily 20:00';
const product = (engine: string): string => jobs({ full: `${DAILY}, engine: ${engine}` });
const share = (of: string): string => `parameters: { backup: { outsideFaultShare: ${of} } }\n`;

/** The database volume is lost on Thursday of week 2. */
const lost = (engine: string, faults = '0 %', more = ''): Watched =>
  toEnd(watch(faulty(LOST, { horizon: '3 weeks', jobs: product(engine) + more }, share(faults))));

describe('a product outside of streaming and VSS', () => {
  const driver = lost('filter-driver');

  it('BKP-71: marks no header and deletes no log, for Exchange does not know of it', () => {
    expect(ends(driver).every((f) => f.outcome === 'succeeded')).toBe(true);
    expect(setsOf(driver).length).toBeGreaterThan(5);
    expect(headerOf(driver, 0)).toMatchObject({ fullHigh: -1, fullKind: '' });
    expect(firstLog(driver)).toBe(1);
    expect(openLogOf(driver)).toBeGreaterThan(1000);
    const entries = driver.of('event.logged').map((e) => e.source);
    expect(entries).not.toContain('NTBackup');
    expect(entries).not.toContain('ESE');
  });

  it('BKP-71: restores what it copied where that fits together, and logs roll it forward', () => {
    const [row] = rowsOf(driver);
    expect([row.outcome, row.lostMessages]).toEqual(['recovered', 0]);
    expect(driver.of('set.inconsistent')).toEqual([]);
    expect(steps(driver, 'image')).toHaveLength(1);
  });

  it('BKP-71: has sets that do not start, which a restore finds at their end; an older one serves', () => {
    const half = lost('filter-driver', '50 %');
    const found = half.of('set.inconsistent');
    expect(found.length).toBeGreaterThan(0);
    expect(steps(half, 'image')).toHaveLength(found.length + 1);
    expect(rowsOf(half)[0].outcome).toBe('recovered');
    expect(rowsOf(half)[0].dataMs).toBeGreaterThan(rowsOf(driver)[0].dataMs);
    const { world } = half.sim;
    const all = hiddenSets(world, setsOf(half).map(({ id }) => id)).fields ?? [];
    expect(all.map(([, text]) => text)).toContain('its files do not fit together');
    // Streaming has none of that.
    expect(lost('streaming', '100 %').of('set.inconsistent')).toEqual([]);
  }); // prettier-ignore

  it('ESE-20: what lies in memory is restored in no case, and that is found out when it is needed', () => {
    const watched = lost('memory');
    expect(ends(watched).every((f) => f.outcome === 'succeeded')).toBe(true);
    const tried = watched.of('set.inconsistent');
    expect(tried.length).toBeGreaterThan(1);
    expect(tried.every((f) => f.by === 'a restore')).toBe(true);
    expect(rowsOf(watched)[0].outcome).toBe('declared-lost');
    // A full of another kind is older, and saves what is on it.
    const beside = jobs({ sound: 'type: copy, when: Mon 12:00, engine: streaming' });
    expect(rowsOf(lost('memory', '0 %', beside))[0].outcome).toBe('recovered');
  });

  it('ESE-20, BKP-71: a restore drill finds out before it is needed', () => {
    const run = (engine: string, faults: string): Watched =>
      toEnd(
        lookAfter({
          rest: `hazards: none\n${share(faults)}`,
          jobs: product(engine),
          operations: ['drills: { weekly: { when: Wed 09:00 } }'],
        }),
      );
    const drills = (of: Watched) =>
      of.of('drill.ended').filter((f) => f.at >= of.plan.clock.start).map((f) => f.outcome); // prettier-ignore
    const memory = run('memory', '0 %');
    expect(new Set(drills(memory))).toEqual(new Set(['unreadable-set']));
    expect(memory.of('set.inconsistent').every((f) => f.by === 'a drill')).toBe(true);
    expect(new Set(drills(run('filter-driver', '0 %')))).toEqual(new Set(['restored']));
    expect(drills(run('filter-driver', '100 %'))).toContain('unreadable-set');
  });

  it('BKP-71, ESE-20: is warned of when a scenario loads, and makes no full to build on', () => {
    const load = (more: string) =>
      loadScenario('a.yaml', () => scenario({ horizon: '1 week', jobs: more }));
    const warnings = (engine: string): string => {
      const loaded = load(product(engine));
      return loaded.ok ? loaded.warnings.map(formatProblem).join('\n') : '';
    };
    expect(warnings('filter-driver')).toContain('(BKP-71)');
    expect(warnings('memory')).toContain('(ESE-20)');
    expect(warnings('memory')).toContain('nothing else can be restored without one');
    expect(warnings('streaming')).not.toContain('ESE-20');
    const logs = load(product('filter-driver') + jobs({ log: 'type: incremental, when: daily 12:00' }));
    expect(logs.ok ? '' : logs.problems.map(formatProblem).join()).toContain('BKP-06');
    const own = load(jobs({ log: `type: incremental, when: daily 12:00, engine: memory` }));
    expect(own.ok ? '' : own.problems.map(formatProblem).join()).toContain('BKP-07');
  }); // prettier-ignore
});
