/**
 * Disks fail. The failures of one place in an array are a chain on the calendar: the first disk has the age that the
 * scenario gives it, and the life of each further one counts from the failure of the one before, whenever it was put in.
 * So the chain hangs on nothing that a strategy does, and every strategy meets the same failures.
 */
import { residualLife } from '../../engine/lives.ts';
import type { EventTable, Ms } from '../../engine/types.ts';
import type { Plan } from '../plan.ts';
import type { OrgWorld } from '../world.ts';
import { breakDisk, outOf } from './arrays.ts';
import { diskCatalogue } from './parameters.ts';
import type { VolumePlan } from './plan.ts';
import { rebuildEvents, rebuildMs } from './rebuilds.ts';

/** Ordinals of failures by scripted faults: beyond all lives. */
export const BY_FAULT = 1_000_000;

/**
 * Plans the failure of the disk that is in a place now, or will be as soon as there is a part. It is new, or the first one
 * at the beginning, unless an age is given.
 */
export function planFailure(w: OrgWorld, disk: number, ageMs: Ms | null = null): void {
  const law = w.plan.hazards['disk-failed'];
  if (law === undefined || law === null) return;
  const { path, volume } = w.plan.disks[disk];
  const life = w.org.hardware.diskFailures[disk] + 1;
  const age = ageMs ?? (life === 1 ? w.plan.volumes[volume].diskAgeMs : 0);
  const left = residualLife(law, age, w.draw(path, 'disk-failed', life));
  if (left === null) throw new Error(`${path}: no disk becomes ${age} ms old`);
  const at = w.now + Math.max(1, Math.ceil(left));
  if (at < w.plan.clock.end) w.at(at, 'hardware.disk', disk, 0);
}

/** Bits that are read to rebuild one disk: its mirror, or all the others. */
export function bitsOfRebuild(volume: VolumePlan): number {
  const read = volume.raid === 'raid5' ? volume.disks - 1 : 1;
  return read * diskCatalogue[volume.model].capacityBytes * 8;
}

/** Probability that the rebuild of one disk of a volume meets a sector that cannot be read; 0 where that is switched off. */
export function sectorProbability(plan: Plan, volume: number): number {
  const law = plan.hazards['sector-unreadable'];
  if (law === undefined || law === null || law.type !== 'constant') return 0;
  const bits = bitsOfRebuild(plan.volumes[volume]);
  return -Math.expm1(bits * Math.log1p(-Math.min(law.value, 0.5)));
}

/** When the rebuild after a failure that happens now would meet a sector that cannot be read. */
export function sectorAt(w: OrgWorld, disk: number, ordinal: number): Ms {
  const { path, volume } = w.plan.disks[disk];
  const wait: Ms = w.org.hardware.volumes[volume].spares > 0 ? 0 : outOf(w, volume);
  const share = w.draw(path, 'sector-unreadable.at', ordinal);
  return w.now + wait + Math.floor(share * rebuildMs(w, volume));
}

/**
 * Whether the rebuild after a failure meets a sector that cannot be read. Drawn with the failure, and planned for when
 * that rebuild is due: so it strikes under every strategy, absorbed where nothing is rebuilt after all.
 */
function drawSector(w: OrgWorld, disk: number, ordinal: number): void {
  const { path, volume } = w.plan.disks[disk];
  const probability = sectorProbability(w.plan, volume);
  if (probability === 0) return;
  if (w.hears('chance.drawn')) {
    const times = bitsOfRebuild(w.plan.volumes[volume]);
    w.say('chance.drawn', { cause: 'sector-unreadable', times });
  }
  if (w.draw(path, 'sector-unreadable', ordinal) >= probability) return;
  const at = sectorAt(w, disk, ordinal);
  if (at < w.plan.clock.end) w.at(at, 'hardware.sector', disk, ordinal);
}

/** A disk fails through one root cause: what that does to its array, and whether anybody sees it, is in arrays.ts. */
export function failDisk(w: OrgWorld, disk: number, key: string, ordinal: number): boolean {
  drawSector(w, disk, ordinal);
  return breakDisk(w, disk, key);
}

export const diskEvents: EventTable<OrgWorld> = {
  ...rebuildEvents,
  'hardware.disk': {
    rank: 10,
    run(w, disk) {
      const { diskFailures, diskFailedAt } = w.org.hardware;
      diskFailures[disk] += 1;
      const life = diskFailures[disk];
      const key = `${w.plan.disks[disk].path}:disk-failed:${life}`;
      if (failDisk(w, disk, key, life)) diskFailedAt[disk] = w.now;
      planFailure(w, disk);
    },
  },
  'hardware.sector': {
    rank: 14,
    run: (w, disk, ordinal) => w.tell('sectorUnreadable', disk, ordinal),
  },
};
