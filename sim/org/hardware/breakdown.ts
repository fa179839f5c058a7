/**
 * What is wrong with a machine that failed, and whether it heals by repair: drawn by the key of the failure. Shares and
 * medians are LANL's, of the nodes of HPC clusters; the long tail is lognormal, of one spread for all reasons, chosen
 * so that the mean over all is theirs too.
 */
import { quantile } from '../../engine/laws.ts';
import type { Ms } from '../../engine/types.ts';
import type { OrgWorld } from '../world.ts';

export interface Breakdown {
  readonly reason: string;
  /** Until it runs again; null: it has to be rebuilt on new hardware. */
  readonly repairMs: Ms | null;
}

export function drawBreakdown(w: OrgWorld, key: string): Breakdown {
  const f = w.plan.figures.hardware;
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
  const total = reasons.reduce((sum, { share }) => sum + share, 0);
  let u = w.draw(key, 'reason', 0) * total;
  const found = reasons.find(({ share }) => (u -= share) < 0) ?? reasons[0];
  if (w.draw(key, 'rebuild', 0) < f.rebuildShare) return { reason: found.reason, repairMs: null };
  const medians = reasons.reduce((sum, { share, medianMs }) => sum + share * medianMs, 0) / total;
  // A mean below the medians leaves no spread.
  const spread = medians > 0 ? Math.max(1, f.repairMeanMs / medians) : 1;
  const law = { median: found.medianMs, mean: found.medianMs * spread } as const;
  const ms = quantile({ type: 'lognormal', ...law }, w.draw(key, 'repair', 0));
  return { reason: found.reason, repairMs: Math.max(1, Math.ceil(ms)) };
}
