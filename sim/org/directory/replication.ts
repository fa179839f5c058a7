/** Controllers of one domain tell each other what changes: over which line, and how long that takes (AD-03, AD-14). */
import { DAY } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import type { OrgWorld } from '../world.ts';

/** Inside a site the network, between sites the best way over links; where no link is written, a figure. */
function bytesPerSecond(w: OrgWorld, from: number, to: number): number {
  const { networkBytesPerSecond, siteLinkBytesPerSecond } = w.plan.figures.hardware;
  if (from === to) return networkBytesPerSecond;
  return w.plan.siteRates[from]?.[to] ?? siteLinkBytesPerSecond;
}

/** How long it takes until a controller has so much from the partner with the best line; Infinity without one that answers. */
export function replicationMs(w: OrgWorld, controller: number, bytes: number): Ms {
  const { site, domain } = w.plan.controllers[controller];
  const { replicatedShare } = w.plan.figures.operations;
  let best = Infinity;
  for (const partner of w.plan.controllers) {
    const { id } = partner;
    if (id === controller || partner.domain !== domain) continue;
    if (!w.org.directory.controllers[id].up) continue;
    const share = partner.site === site ? 1 : replicatedShare;
    best = Math.min(best, (bytes * share * 1000) / bytesPerSecond(w, site, partner.site));
  }
  return Math.ceil(best);
}

/** What was written to the directory of a controller's domain since an instant. */
export function changedBytes(w: OrgWorld, controller: number, since: Ms): number {
  const { directoryChangeBytesPerDay } = w.plan.figures.operations;
  const changed = (directoryChangeBytesPerDay * (w.now - since)) / DAY;
  return Math.min(Math.round(changed), w.plan.controllers[controller].databaseBytes);
}
