/** Disks that fail into a rebuild, and rebuilds that meet a bad sector: weighed, against luck at exaggerated rates. */
import { beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { ownersAmong } from '../../../sim/experiment/exposure/owners.ts';
import { forkPrecursor } from '../../../sim/experiment/exposure/precursor.ts';
import { rareOf } from '../../../sim/experiment/exposure/rare.ts';
import type { Visit } from '../../../sim/experiment/exposure/visits.ts';
import { worldsOf } from '../../../sim/experiment/exposure/worlds.ts';
import { createOrganization } from '../../../sim/org/wiring.ts';
import { planOf, smallYaml } from '../../support/organization.ts';
import { expectAlike, meanOf } from './alike.ts';
import type { Mean } from './alike.ts';

/** Rebuilds of 20 hours, a third of the array in use: 1 failure in 40 meets another, 1 rebuild in 13 a bad sector. */
const text = (disks: string): string =>
  smallYaml({
    horizon: '52 weeks',
    jobs: '\n    full: { type: full, when: Sat 20:00 }',
    groups: `
        sg1:
          logs: logs
          databases:
            db1: { on: database, mailboxes: { standard: 100 }, profile: average, quota: 4000 MiB, size: 300 GiB }`,
    rest: `hazards: { disk-failed: ${disks}, sector-unreadable: 0.000000000001 %, others: none }\nparameters: { hardware: { rebuildBytesPerSecond: 2 MB/s } }\n`,
  });
const plan = planOf(text('1.5 /year'));
const disks = ownersAmong([plan], 'disk-failed').filter(({ path }) => path.includes('/database/'));

/** By year: failures of disks that were in their place, arrays that they lost, and sectors that hit the file. */
interface Tally {
  strikes: number;
  lost: number;
  sectors: number;
}

function yearOf(replication: number): Tally {
  const tally = { strikes: 0, lost: 0, sectors: 0 };
  const sim = createOrganization(plan, { seed: 3, replication });
  sim.on('cause.struck', ({ cause, owner, absorbed, because }) => {
    if (!owner.includes('/database/')) return;
    if (cause === 'sector-unreadable' && !absorbed) tally.sectors += 1;
    if (cause !== 'disk-failed' || /already|no disk was/.test(because)) return;
    tally.strikes += 1;
    if (because.includes('another disk was out')) tally.lost += 1;
  });
  sim.runUntil(plan.clock.end);
  return tally;
}

describe('what a failed disk meets comes as often as by chance', () => {
  let years: readonly Tally[];
  /** By visit: the probability that the array is lost, and that the file is damaged. */
  const weighed: Record<'rebuilding' | 'bad-sector', number[]> = {
    rebuilding: [],
    'bad-sector': [],
  };
  beforeAll(() => {
    years = Array.from({ length: 1000 }, (_, replication) => yearOf(replication));
    // In the base run itself nothing strikes: it is met by the rates of `plan`.
    const base = createOrganization(planOf(text('0.000001 /year')), { seed: 3, replication: 0 });
    const [owner] = disks;
    const settings = { seed: 3, names: ['only'], plans: [plan], causes: [], check: false };
    for (let index = 0; index < 1200; index++) {
      const visit = { replication: 0, cause: 'disk-failed', index, owner, hour: 0, at: 0 } as const;
      const asked: Visit = { ...visit, salt: 1000 + index };
      const rare = rareOf([plan], asked, 3);
      base.runUntil(base.now + 5 * HOUR);
      const at = base.now + (rare?.beforeMs ?? 0);
      const precursor =
        rare?.hidden === 'rebuilding'
          ? forkPrecursor(settings, [base], { ...asked, at }, rare)
          : null;
      if (rare !== null) base.runUntil(at);
      const worlds =
        rare === null ? [] : worldsOf(settings, [base], { ...asked, at }, rare, precursor);
      for (const hidden of ['rebuilding', 'bad-sector'] as const) {
        const met = worlds.filter((world) => world.hidden === hidden && world.outcomes[0] !== null);
        weighed[hidden].push(met.reduce((sum, { weight }) => sum + weight, 0));
      }
    }
  }, 240_000);

  /** A ratio of sums over years, by its linearized spread. */
  function shareOfStrikes(count: (year: Tally) => number): Mean {
    const sum = (of: (year: Tally) => number): number =>
      years.reduce((total, year) => total + of(year), 0);
    const strikes = sum(({ strikes: n }) => n);
    const share = sum(count) / strikes;
    const rest = sum((year) => (count(year) - share * year.strikes) ** 2);
    return { mean: share, error: Math.sqrt(rest) / strikes };
  }

  it('rebuilding: another disk of the array is out, and the array is lost', () => {
    const luck = shareOfStrikes(({ lost }) => lost);
    expect(luck.error / luck.mean).toBeLessThan(0.1);
    expectAlike(meanOf(weighed.rebuilding), luck);
  });

  it('bad-sector: the rebuild meets one, and pages of the file are damaged', () => {
    const luck = shareOfStrikes(({ sectors }) => sectors);
    expect(luck.error / luck.mean).toBeLessThan(0.1);
    expectAlike(meanOf(weighed['bad-sector']), luck);
  });
});
