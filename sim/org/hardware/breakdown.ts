/**
 * What is wrong with a machine that failed, and whether it heals by repair: drawn by the key of the failure. Shares and
 * medians are LANL's, of the nodes of HPC clusters; the long tail is lognormal, of one spread for all reasons, chosen
 * so that the mean over all is theirs too.
 */
import { quantile, type Law } from '../../engine/laws.ts';
import { residualLife, survival } from '../../engine/lives.ts';
import type { Ms } from '../../engine/types.ts';
import { since } from '../calendar-hazards.ts';
import { alarmAfter } from '../eventlog/monitoring.ts';
import type { OrgWorld } from '../world.ts';
import type { HardwareFigures } from './parameters.ts';

export interface Breakdown {
  readonly reason: string;
  /** Until it runs again; null: it has to be rebuilt on new hardware. */
  readonly repairMs: Ms | null;
}

interface Reason {
  readonly reason: string;
  readonly share: number;
  readonly medianMs: number;
}

function reasonsOf(f: HardwareFigures): { reasons: Reason[]; total: number } {
  const named = [
    { reason: 'hardware', share: f.hardwareShare, medianMs: f.hardwareRepairMs },
    { reason: 'software', share: f.softwareShare, medianMs: f.softwareRepairMs },
    { reason: 'the network', share: f.networkShare, medianMs: f.networkRepairMs },
    { reason: 'facilities', share: f.facilitiesShare, medianMs: f.facilitiesRepairMs },
    { reason: 'people', share: f.peopleShare, medianMs: f.peopleRepairMs },
  ];
  const rest = Math.max(0, 1 - named.reduce((sum, { share }) => sum + share, 0));
  const reasons = [
    ...named,
    { reason: 'no known reason', share: rest, medianMs: f.unknownRepairMs },
  ];
  return { reasons, total: reasons.reduce((sum, { share }) => sum + share, 0) };
}

function repairLaw(f: HardwareFigures, medianMs: Ms): Law {
  const { reasons, total } = reasonsOf(f);
  const medians = reasons.reduce((sum, each) => sum + each.share * each.medianMs, 0) / total;
  // A mean below the medians leaves no spread.
  const spread = medians > 0 ? Math.max(1, f.repairMeanMs / medians) : 1;
  return { type: 'lognormal', median: medianMs, mean: medianMs * spread };
}

export function drawBreakdown(w: OrgWorld, key: string): Breakdown {
  const f = w.plan.figures.hardware;
  const { reasons, total } = reasonsOf(f);
  let u = w.draw(key, 'reason', 0) * total;
  const found = reasons.find(({ share }) => (u -= share) < 0) ?? reasons[0];
  if (w.draw(key, 'rebuild', 0) < f.rebuildShare) return { reason: found.reason, repairMs: null };
  const ms = quantile(repairLaw(f, found.medianMs), w.draw(key, 'repair', 0));
  return { reason: found.reason, repairMs: Math.max(1, Math.ceil(ms)) };
}

/**
 * When a machine that is down will have been repaired, -1 if it has to be rebuilt, as far as anybody knows who has seen it
 * down since an instant. Until its alarm is raised nobody knows which of the two; what the reason is stays open.
 */
export function redrawRepair(w: OrgWorld, path: string, downSince: Ms): Ms {
  const f = w.plan.figures.hardware;
  const { reasons } = reasonsOf(f);
  const lasted = w.now - downSince;
  const draw = (purpose: string): number => w.draw(path, purpose, since(downSince));
  const known = isDiagnosed(w, downSince);
  const laws = reasons.map(({ share, medianMs }) => ({ share, law: repairLaw(f, medianMs) }));
  const weights = laws.map(({ share, law }) => share * survival(law, lasted));
  const alive = weights.reduce((sum, each) => sum + each, 0);
  const shares = reasons.reduce((sum, { share }) => sum + share, 0);
  const rebuilt = known ? 0 : f.rebuildShare * shares;
  let u = draw('repair.hidden') * (rebuilt + (1 - f.rebuildShare) * alive) - rebuilt;
  if (u < 0) return -1;
  u /= Math.max(Number.MIN_VALUE, 1 - f.rebuildShare);
  const i = weights.findIndex((each) => (u -= each) < 0);
  const left = residualLife(laws[Math.max(0, i)].law, lasted, draw('repair.hidden.rest'));
  return w.now + Math.max(1, Math.ceil(left ?? 1));
}

/** Whether those who look after a machine that is down know what has to be done: as soon as the alarm is raised. */
export function isDiagnosed(w: OrgWorld, downSince: Ms): boolean {
  return w.now >= alarmAfter(w.plan, downSince, false).at;
}

/** Whether the end of a repair is still open: it goes on, or nobody knows yet whether there will be one. */
export function isOpen(
  w: OrgWorld,
  machine: { up: boolean; downSince: Ms; repairedAt: Ms },
): boolean {
  if (machine.up) return false;
  return (
    machine.repairedAt > w.now || (machine.repairedAt < 0 && !isDiagnosed(w, machine.downSince))
  );
}
