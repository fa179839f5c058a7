/** Spare parts for what an incident has broken, and the volumes that are built on them. */
import type { Ms } from '../../../engine/types.ts';
import { causeOf } from '../../causes.ts';
import { remake } from '../../hardware/volumes.ts';
import type { OrgWorld } from '../../world.ts';
import { toRebuild } from './machines.ts';
import type { IncidentState } from '../state.ts';

/** Volumes of an incident that are still to be made anew; others were before it grew. */
export const toRecreate = (w: OrgWorld, incident: IncidentState): number[] =>
  incident.volumes.filter((v) => w.org.hardware.volumes[v].lost);

/** One volume after another is built and formatted. */
export const recreateMs = (w: OrgWorld, volumes: readonly number[]): Ms =>
  volumes.length * w.plan.figures.operations.recreateVolumeMs;

export const recreating = (w: OrgWorld, volumes: readonly number[]): string =>
  `building and formatting ${volumes.map((v) => w.plan.volumes[v].name).join(', then ')}`;

/** They are there again, on the parts that were ordered for them. */
export function recreate(w: OrgWorld, incident: IncidentState, volumes: readonly number[]): void {
  for (const v of volumes) remake(w, v);
  incident.parts = incident.parts.filter(({ what }) => what !== 'array');
}

/** Spare parts are on their way from the end of the `decide` that found out about them, whatever strikes meanwhile. */
export function orderParts(w: OrgWorld, incident: IncidentState): void {
  // What an operator destroyed is not broken.
  const broken = toRecreate(w, incident).filter(
    (v) => causeOf(w.org.hardware.volumes[v].lostBy) !== 'operator-destroys',
  );
  const needed = [
    ...broken.map((v) => ({ what: 'array', id: v, server: w.plan.volumes[v].server }) as const),
    ...toRebuild(w, incident).map((s) => ({ what: 'server', id: s, server: s }) as const),
  ];
  incident.parts = needed.map(({ what, id, server }) => {
    const ordered = incident.parts.find((part) => part.what === what && part.id === id);
    const { partsMs } = w.plan.sites[w.plan.servers[server].site];
    return ordered ?? { what, id, arrivesAt: w.now + partsMs[what] };
  });
}

/** Until the last part has arrived. */
export function partsMs(w: OrgWorld, { parts }: IncidentState): Ms {
  return Math.max(0, ...parts.map(({ arrivesAt }) => arrivesAt - w.now));
}
