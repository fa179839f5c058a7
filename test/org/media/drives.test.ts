/** Drives that fail, and what wears: cartridges by passes, drives by hours. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, YEAR } from '../../../sim/engine/clock.ts';
import { ends, groups, instant, runTo, scenario, setsOf } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { rowsOf, toEnd, volume } from '../../support/recovery.ts';

const BIG = groups({ sg1: { db1: { size: '100 GiB' } }, sg2: { db1: { size: '100 GiB' } } });
const FULLS = '\n    full: { type: full, when: Sat 20:00 }';

/** Only drives fail, so often that some are struck at work. */
const FAILING = 'hazards: { drive-failed: 60 /year, others: none }\n';

const failing = (drives: string, replication: number, rest = FAILING): Watched =>
  toEnd(
    watch(
      scenario({
        groups: BIG,
        jobs: '\n    full: { type: full, when: daily 20:00 }',
        drives,
        rest,
        horizon: '12 weeks',
      }),
      {
        replication,
      },
    ),
  );

describe('a drive that fails', () => {
  it('costs the backup under way, which runs again at once with the next free drive', () => {
    const watched = failing('2 x lto-3', 1, FAILING.replace('60', '600'));
    const broken = ends(watched).filter((f) => f.because.endsWith('failed'));
    expect(broken.length).toBeGreaterThan(3);
    for (const fact of broken) {
      expect(fact.outcome).toBe('failed');
      const again = ends(watched).find(
        (f) => f.group === fact.group && f.night === fact.night && f.at > fact.at,
      );
      const strike = watched.of('cause.struck').findLast((f) => f.at <= fact.at)!;
      expect(strike.cause).toBe('drive-failed');
      if (again === undefined) continue;
      // On another drive, unless that one was struck as well.
      const other = watched
        .of('step.ended')
        .find((x) => x.step === 'open' && x.group === fact.group && x.began >= fact.at)!;
      if (other.began < strike.at + 30 * MINUTE)
        expect(watched.plan.drives[other.drive].path).not.toBe(strike.owner);
      // Noticed at once: nobody runs it a second time in the morning.
      expect(
        watched.of('job.noticed').some((f) => f.at === fact.at && f.group === fact.group),
      ).toBe(true);
    }
    const nights = new Set(ends(watched).map((f) => `${f.group} ${f.night}`));
    expect(ends(watched).length).toBe(nights.size + broken.length);
  });

  it('is back when its parts have come, and nobody gets it before', () => {
    const watched = failing('1 x lto-3', 2);
    const down: [number, number][] = [];
    for (const f of watched.of('cause.struck')) {
      if (!f.because.startsWith('it had')) down.push([f.at, f.at + 30 * MINUTE]);
    }
    const replaced = watched.of('drive.replaced').map((f) => f.at);
    expect(replaced.slice(0, 5)).toEqual(down.slice(0, 5).map(([, until]) => until));
    const loads = watched.of('step.ended').filter((s) => s.step === 'open' && !s.aborted);
    for (const [from, to] of down) {
      expect(loads.filter((s) => s.began >= from && s.began < to)).toEqual([]);
    }
    expect(
      watched.of('cause.struck').some((f) => f.because === 'it had failed already' && f.absorbed),
    ).toBe(watched.of('cause.struck').length > replaced.length + 1);
  });

  it('hurts nobody while it gives back the cartridge of a restore that goes on without it', () => {
    const rest = `hazards: none\nfaults: { gone: { at: week 2 Thu 10:00, lose: ${volume('database')} } }\n`;
    const watched = watch(scenario({ rest }));
    const { sim } = watched;
    const returning = (): boolean =>
      sim.world.org.procedures.list.some((p) => p?.name === 'media.return' && p.trail >= 0);
    while (!returning()) sim.step();
    sim.world.at(sim.now + MINUTE / 2, 'media.drive-strike', 0, 0);
    toEnd(watched);
    const [, struck] = watched.of('cause.struck');
    expect(struck).toMatchObject({ cause: 'drive-failed', absorbed: true });
    expect(watched.of('incident.closed')).toMatchObject([
      { causes: ['faults/gone:volume-lost:1'] },
    ]);
  });

  it('makes a restore begin the set again on another drive, and lengthens the incident', () => {
    const rest = `${FAILING.replace('60', '9000')}faults: { gone: { at: week 3 Thu 14:30, lose: ${volume('database')} } }\n`;
    let struck = 0;
    for (let replication = 0; replication < 4; replication++) {
      const watched = toEnd(
        watch(scenario({ groups: BIG, drives: '3 x lto-3', rest, horizon: '6 weeks' }), {
          replication,
        }),
      );
      const [incident] = watched.of('incident.closed');
      const hits = incident.causes.filter((key) => key.includes(':drive-failed:'));
      struck += hits.length;
      const total = incident.waterfall.reduce((sum, span) => sum + span.ms, 0);
      expect(total).toBe(Math.max(...incident.databases.map((d) => d.dataMs)));
      expect(rowsOf(watched).every((r) => r.lostMessages === 0)).toBe(true);
      for (const key of hits) {
        expect(watched.of('cause.struck').find((f) => f.key === key)?.absorbed).toBe(false);
      }
    }
    expect(struck).toBeGreaterThan(1);
  });

  it('strikes by its rate, whatever the plan does with it', () => {
    let strikes = 0;
    let years = 0;
    for (let replication = 0; replication < 10; replication++) {
      const watched = failing('3 x lto-3', replication);
      strikes += watched.of('cause.struck').length;
      years += (3 * (watched.plan.clock.end - watched.plan.clock.start)) / YEAR;
    }
    expect(Math.abs(strikes - 60 * years)).toBeLessThan(4 * Math.sqrt(60 * years));
  });
});

describe('wear', () => {
  const GIB = 1024 * 1024 * 1024;
  const passes = (watched: Watched): number =>
    watched.sim.world.org.media.cartridges.reduce((sum, c) => sum + c.passes, 0);

  const written = (watched: Watched): number =>
    ends(watched).reduce((sum, f) => sum + f.imageBytes + f.logs * 1_048_576, 0);

  it('TAPE-20: a full pass is the capacity once, written or read', () => {
    const watched = runTo({ groups: BIG, jobs: FULLS });
    expect(passes(watched)).toBeCloseTo(written(watched) / 400e9, 9);
    const gone = `hazards: none\nfaults: { gone: { at: week 2 Thu 14:30, lose: ${volume('database')} } }\n`;
    const restored = runTo({ groups: BIG, jobs: FULLS, rest: gone });
    const logs = setsOf(restored).length;
    expect(logs).toBeGreaterThan(0);
    // 100 GiB twice, and the few logs of their fulls, were read for the restore.
    const read = passes(restored) - written(restored) / 400e9;
    expect(read).toBeGreaterThan((200 * GIB) / 400e9);
    expect(read).toBeLessThan((210 * GIB) / 400e9);
  });

  it('X-20: a source too slow for the drive wears the tape twice as much', () => {
    const slow = 'hazards: none\nparameters: { backup: { sourceBytesPerSecond: 20 MB/s } }\n';
    const watched = runTo({ groups: BIG, jobs: FULLS, rest: slow });
    expect(passes(watched)).toBeCloseTo((2 * written(watched)) / 400e9, 9);
  });

  it('TAPE-20: a cartridge at its limit gives way to a blank before it is written again', () => {
    const rest = 'hazards: none\nparameters: { media: { retireAfterPasses: 1 } }\n';
    const shape = {
      groups: BIG,
      jobs: '\n    full: { type: full, when: daily 20:00, keep: 8 days }',
      rest,
      horizon: '16 weeks',
    };
    const watched = runTo(shape);
    const replaced = watched.of('cartridge.replaced');
    expect(replaced.length).toBeGreaterThan(2);
    expect(replaced.every((f) => f.because === 'it had reached its limit')).toBe(true);
    const kept = watch(scenario(shape).replace('cartridges: 40', 'cartridges: 40, retire: never'));
    toEnd(kept);
    expect(kept.of('cartridge.replaced')).toEqual([]);
    expect(passes(kept)).toBeGreaterThan(passes(watched));
  });

  it('TAPE-20: past the limit four times as many sets cannot be read', () => {
    const bad = (retireAfterPasses: number): number => {
      const rest = `parameters: { media: { retireAfterPasses: ${retireAfterPasses}, unreadablePastRetirement: 40 % } }
hazards: { set-unreadable: 10 %, others: none }\n`;
      const drills = scenario({
        groups: BIG,
        jobs: '\n    full: { type: full, when: daily 20:00 }',
        rest,
        horizon: '30 weeks',
      })
        .replace(
          'onCall: 45 min } }',
          'onCall: 45 min } }\n  drills: { daily: { when: daily 10:00 } }',
        )
        .replace('cartridges: 40', 'cartridges: 40, retire: never');
      const watched = toEnd(watch(drills, { check: false }));
      const read = watched.of('drill.ended').filter((f) => f.at > watched.plan.clock.start);
      expect(read.length).toBeGreaterThan(200);
      return read.filter((f) => f.outcome === 'unreadable-set').length / read.length;
    };
    const [fresh, worn] = [bad(1000), bad(1)];
    expect(fresh).toBeLessThan(0.17);
    expect(fresh).toBeGreaterThan(0.04);
    // Those of the first weeks lie on cartridges that have not reached the limit yet.
    expect(worn).toBeGreaterThan(2 * fresh);
  });

  it('TAPE-19: a drive is cleaned every 250 hours of running tape, before anybody else gets it', () => {
    const rest = 'hazards: none\nparameters: { media: { cleanEveryMs: 10 h } }\n';
    const watched = runTo({
      groups: BIG,
      jobs: '\n    full: { type: full, when: daily 20:00 }',
      rest,
    });
    const cleanings = watched
      .of('step.ended')
      .filter((s) => s.definition === 'media.clean' && s.step === 'clean');
    const running = ends(watched).reduce((sum, f) => sum + f.copyMs, 0);
    expect(cleanings.length).toBeGreaterThan(3);
    // Never in the middle of a set: at most one group's copy more than 10 h.
    expect(cleanings.length).toBeLessThanOrEqual(running / (10 * HOUR));
    expect(cleanings.length).toBeGreaterThanOrEqual(Math.floor(running / (11.2 * HOUR)));
    for (const c of cleanings) expect(c.at - c.began).toBe(3 * MINUTE);
    const never = runTo({ groups: BIG, jobs: FULLS });
    expect(never.of('step.ended').some((s) => s.definition === 'media.clean')).toBe(false);
    expect(instant(never.plan, 1, 'Mon 00:00') % DAY).toBe(0);
  });
});
