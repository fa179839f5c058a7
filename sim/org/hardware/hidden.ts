/** What nobody knows of machines, drawn anew: when they will fail, how long repairs last, which sectors are bad. */
import type { Ms } from '../../engine/types.ts';
import { since, waited } from '../calendar-hazards.ts';
import type { OrgWorld } from '../world.ts';
import { outOf } from './arrays.ts';
import { isOpen, redrawRepair } from './breakdown.ts';
import { planFailure, sectorProbability } from './disks.ts';
import { rebuildMs } from './rebuilds.ts';
import { planServerFailure } from './servers.ts';
import { planStrike } from './strikes.ts';

/** Kinds of events that wait for something nobody knows of. */
export const hiddenInHardware = [
  'hardware.strike',
  'hardware.disk',
  'hardware.sector',
  'hardware.server',
] as const;

/** Strikes count from `ordinal` on; those of the past that nobody saw leave no trace. */
export function redrawHardware(w: OrgWorld, ordinal: number): void {
  const { volumes, diskFailures, diskFailedAt, servers } = w.org.hardware;
  volumes.forEach((v, id) => {
    v.strikes = ordinal;
    planStrike(w, id, waited(w, v.struckAt));
  });
  w.plan.disks.forEach(({ id, volume }) => {
    diskFailures[id] = ordinal;
    const first = diskFailedAt[id] < 0 ? w.plan.volumes[volume].diskAgeMs : 0;
    planFailure(w, id, first + waited(w, diskFailedAt[id]));
  });
  redrawSectors(w, ordinal);
  servers.forEach((s, id) => {
    const { path } = w.plan.servers[id];
    s.strikes = ordinal;
    if (isOpen(w, s)) s.repairedAt = redrawRepair(w, path, s.downSince);
    planServerFailure(w, id, waited(w, s.struckAt));
  });
}

/** Sectors that a rebuild may still meet: where it goes on, or waits for its part. */
function redrawSectors(w: OrgWorld, ordinal: number): void {
  w.org.hardware.volumes.forEach(({ broken }, volume) => {
    for (const b of broken) {
      const from = b.rebuilding ? b.rebuildingSince : b.failedAt + outOf(w, volume);
      const sector = drawSector(w, volume, b.disk, from);
      if (sector === null || sector.at <= w.now || sector.at >= w.plan.clock.end) continue;
      if (sector.u < sector.probability) w.at(sector.at, 'hardware.sector', b.disk, ordinal);
    }
  });
}

/** A sector that a rebuild has met, perhaps: where on the volume (0 to 1), and a deviate that decides. */
export interface PerhapsSector {
  readonly disk: number;
  readonly at: Ms;
  readonly place: number;
  readonly probability: number;
  readonly u: number;
}

function drawSector(w: OrgWorld, volume: number, disk: number, from: Ms): PerhapsSector | null {
  const probability = sectorProbability(w.plan, volume);
  if (probability === 0) return null;
  const { path } = w.plan.disks[disk];
  const draw = (purpose: string): number =>
    w.draw(path, `sector-unreadable.hidden${purpose}`, since(from));
  const at = from + Math.floor(draw('.at') * rebuildMs(w, volume));
  return { disk, at, place: draw('.place'), probability, u: draw('') };
}

/** Sectors that the rebuilds of a volume may have met by now, those of the past included. */
export function perhapsMet(w: OrgWorld, volume: number): PerhapsSector[] {
  const { broken, rebuilt } = w.org.hardware.volumes[volume];
  const under = broken.filter((b) => b.rebuilding);
  const all = [
    ...rebuilt,
    ...under.map((b) => ({ disk: b.disk, from: b.rebuildingSince, to: w.now })),
  ];
  return all.flatMap(({ disk, from, to }) => {
    const sector = drawSector(w, volume, disk, from);
    return sector !== null && sector.at <= to ? [sector] : [];
  });
}
