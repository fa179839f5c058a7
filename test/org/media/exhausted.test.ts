/** A library whose cartridges are all to be kept: what fails, who notices, and what is never overwritten. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../sim/engine/clock.ts';
import { ends, instant, jobs, scenario, setsOf } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';

const DAILY = 'type: full, when: daily 20:00, keep: 30 days';
const LIB = 'startNew: daily, noMedia: fail';

/** Six cartridges, and a new one every night. */
function exhausted(): Watched {
  const text = scenario({ horizon: '3 weeks', jobs: jobs({ full: DAILY }), cartridges: 6 });
  return watch(text.replace('cartridges: 6', `cartridges: 6, ${LIB}`));
}

describe('a library that runs out of cartridges', () => {
  const watched = exhausted();
  const { plan } = watched;
  watched.sim.runUntil(instant(plan, 2, 'Thu 12:00'));
  const kept = setsOf(watched).map(({ completedAt }) => completedAt);
  const failed = ends(watched).filter((f) => f.outcome !== 'succeeded');

  it('fails every night from then on, and says why', () => {
    expect(new Set(failed.map((f) => f.because))).toEqual(
      new Set(['NO_MEDIA: no cartridge may be written to']),
    );
    expect(ends(watched).filter((f) => f.outcome === 'succeeded')).toHaveLength(6);
    // Nothing that is to be kept was overwritten for it.
    expect(kept).toHaveLength(6);
    expect(watched.of('cartridge.taken').some((f) => f.overwritten)).toBe(false);
  });

  it('is noticed when somebody reads the log, who runs it again as vainly', () => {
    const [first] = failed;
    const seen = watched.of('job.noticed').find((f) => f.failedAt >= first.at)!;
    expect(seen.at - first.at).toBeLessThan(3 * DAY);
    expect(watched.of('job.noticed').length).toBeGreaterThan(3);
  });

  it('is run again once a day at most, however often somebody looks', () => {
    // Whoever was called by the entry of a run again had it run once more, and was called by that.
    const always = `${DAILY}, window: always`.replace('daily 20:00', 'Sat 20:00');
    const reads =
      'operations:\n  readLog: never\n  monitoring: { reads: every 15 min from 00:00 }\n';
    const text = scenario({ horizon: '3 weeks', jobs: jobs({ full: always }), cartridges: 1 })
      .replace('cartridges: 1', `cartridges: 1, ${LIB}`)
      .replace('operations:\n', reads);
    const vain = watch(text, { check: false });
    vain.sim.runUntil(instant(vain.plan, 2, 'Thu 12:00'));
    const failures = ends(vain).filter((f) => f.outcome !== 'succeeded');
    const days = (vain.sim.now - failures[0].at) / DAY;
    expect(failures.length).toBeGreaterThan(3);
    // Those of the plan, and of the same night, beside one a day.
    expect(failures.length).toBeLessThan(days + 4);
  });

  it('goes on when the oldest set is out of date, and overwrites that alone', () => {
    const text = scenario({ horizon: '6 weeks', jobs: jobs({ full: DAILY }), cartridges: 6 });
    const longer = watch(text.replace('cartridges: 6', `cartridges: 6, ${LIB}`), { check: false });
    longer.sim.runUntil(instant(longer.plan, 6, 'Thu 12:00'));
    const over = longer.of('cartridge.taken').filter((f) => f.overwritten);
    expect(over.length).toBeGreaterThan(3);
    const [oldest] = ends(longer);
    expect(over[0].at).toBeGreaterThan(oldest.at + 30 * DAY);
    expect(over[0].because).toBe('its newest set was older than it had to be kept');
  });
});
