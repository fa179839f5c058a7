/** How long arrays last: simulated against closed forms of the same rules, whose wrong figures the same test rejects. */
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { smallYaml, watch } from '../../support/organization.ts';

const PART_H = 6;
/** 146 GB at 20 MB/s. */
const REBUILD_H = 146e9 / 20e6 / 3600;

interface Shape {
  readonly raid: string;
  readonly disks: number;
  /** Groups of it that lose data independently of each other, and disks of one. */
  readonly groups: number;
  readonly together: number;
  readonly lifeH: number;
}

const SHAPES: readonly Shape[] = [
  { raid: 'raid5', disks: 8, groups: 1, together: 8, lifeH: 500 },
  { raid: 'raid10', disks: 8, groups: 4, together: 2, lifeH: 150 },
  { raid: 'raid1', disks: 2, groups: 1, together: 2, lifeH: 80 },
];

const yaml = (shape: Shape, weeks: number): string =>
  smallYaml({
    horizon: `${weeks} weeks`,
    jobs: '\n    full: { type: full, when: first Sat 20:00 }',
    rest: `hazards: { disk-failed: { exponential: { mean: ${shape.lifeH} h } }, others: none }\n`,
  })
    .replace('raid: raid5, disks: 8', `raid: ${shape.raid}, disks: ${shape.disks}`)
    .replace('disk: 30 min', `disk: ${PART_H} h`);

/**
 * Mean time to data loss of disks of which no two may be out together, exactly: a part takes `PART_H`, a rebuild
 * `REBUILD_H`; the disk on which it rebuilds may fail as well, and then it begins anew.
 */
function meanTimeToLoss(disks: number, lifeH: number): number {
  const [partH, rebuildH, partners] = [PART_H, REBUILD_H, disks - 1];
  const lose = partners / lifeH;
  const again = 1 / lifeH;
  const both = lose + again;
  const waits = Math.exp(-lose * partH);
  const rebuilds = Math.exp(-both * rebuildH);
  // Of one turn of waiting and rebuilding: its end, and how long it lasts on average.
  const toLoss = 1 - waits + waits * (1 - rebuilds) * (lose / both);
  const toAgain = waits * (1 - rebuilds) * (again / both);
  const turnH = (1 - waits) / lose + (waits * (1 - rebuilds)) / both;
  const loss = toLoss / (1 - toAgain);
  const windowH = turnH / (1 - toAgain);
  return (lifeH / disks + windowH) / loss;
}

/** Losses of the volume, and the hours over which it was whole. */
function watchLosses(
  shape: Shape,
  weeks: number,
  replication: number,
): { losses: number; hours: number } {
  const { sim, plan } = watch(yaml(shape, weeks), { check: false, replication });
  const volume = plan.volumes.findIndex((v) => v.name === 'database');
  let [losses, hours, since] = [0, 0, plan.clock.start];
  sim.runUntil(since);
  let lost = false;
  while (sim.now < plan.clock.end && sim.step()) {
    const now = sim.world.org.hardware.volumes[volume].lost;
    if (now === lost) continue;
    lost = now;
    if (now) {
      losses += 1;
      hours += (sim.now - since) / HOUR;
    } else since = sim.now;
  }
  if (!lost) hours += (plan.clock.end - since) / HOUR;
  return { losses, hours };
}

describe('the mean time to data loss, with exponential lives', () => {
  it.each(SHAPES)('of $raid lies in its 99 % interval, and no rate that is 10 % wrong', (shape) => {
    const { losses, hours } = watchLosses(shape, 2600, 1);
    // Losses are as good as a Poisson stream: their relative error is 1 / sqrt(n).
    expect(losses).toBeGreaterThan(600);
    const off = (lifeH: number): number => {
      const expected = meanTimeToLoss(shape.together, lifeH) / shape.groups;
      return Math.abs(Math.log(hours / losses / expected)) * Math.sqrt(losses);
    };
    expect(off(shape.lifeH)).toBeLessThan(2.58);
    for (const wrong of [0.9, 1.1]) expect(off(shape.lifeH * wrong)).toBeGreaterThan(2.58);
  });
});
