/** Volumes are lost: by chance on the calendar, strike by strike, or by a scripted fault. */
import type { EventTable, Ms } from '../../engine/types.ts';
import { lasting } from '../calendar-hazards.ts';
import type { CauseKey } from '../causes.ts';
import type { OrgWorld } from '../world.ts';
import { destroyVolumes, inUse, remake, serves } from './volumes.ts';

/**
 * Plans the next strike on a volume, so long after the last one. A life is not restarted by a repair, so every strategy
 * meets the same strikes.
 */
export function planStrike(w: OrgWorld, volume: number, ageMs: Ms = 0): void {
  const law = w.plan.hazards['volume-lost'];
  if (law === undefined || law === null) return;
  const state = w.org.hardware.volumes[volume];
  const u = w.draw(w.plan.volumes[volume].path, 'volume-lost', state.strikes + 1);
  const at = w.now + Math.ceil(lasting(law, ageMs, u));
  if (at < w.plan.clock.end) w.at(at, 'hardware.strike', volume, 0);
}

/**
 * Loses volumes through one root cause. Those that are lost already, or hold nothing, are passed over; when none is
 * left, the cause is absorbed, and the answer is false.
 */
export function loseVolumes(
  w: OrgWorld,
  key: string,
  owner: string,
  volumes: readonly number[],
  cause: CauseKey = 'volume-lost',
): boolean {
  const served = volumes.filter((v) => serves(w, v));
  const hit = served.filter((v) => !w.org.hardware.volumes[v].lost);
  w.say('cause.struck', {
    key,
    cause,
    owner,
    absorbed: !hit.some((v) => inUse(w, v)),
    because:
      served.length === 0
        ? 'nothing lies on it'
        : hit.length === 0
          ? 'it was lost already'
          : `lost: ${hit.map((v) => w.plan.volumes[v].path).join(', ')}`,
  });
  if (hit.length === 0) return false;
  destroyVolumes(w, key, hit);
  return true;
}

export const hardwareEvents: EventTable<OrgWorld> = {
  /** A volume that held nothing but snapshots is there again, empty. */
  'hardware.remake': {
    rank: 5,
    run(w, volume, generation) {
      const v = w.org.hardware.volumes[volume];
      if (v.lost && v.generation === generation) remake(w, volume);
    },
  },
  'hardware.strike': {
    rank: 10,
    run(w, volume) {
      const state = w.org.hardware.volumes[volume];
      state.strikes += 1;
      const { path, server } = w.plan.volumes[volume];
      const whole =
        w.draw(path, 'volume-lost.whole-server', state.strikes) <
        w.plan.figures.hardware.wholeServerShare;
      const volumes = whole ? w.plan.servers[server].volumes : [volume];
      const key = `${path}:volume-lost:${state.strikes}`;
      if (loseVolumes(w, key, path, volumes)) state.struckAt = w.now;
      planStrike(w, volume);
    },
  },
};
