/**
 * What parts databases of one group: each comes back by the sets that it can follow, and none gives up mail for another one that
 * has lost more, since a restore may select one database alone (RST-64).
 */
import type { OrgWorld } from '../../world.ts';
import type { RestoreVars } from '../state.ts';
import { chainFrom, newestImage } from './chain.ts';
import { waysBack } from './rungs.ts';
import { onlyPagesAtStake } from './standing.ts';
import { stopsBefore } from './stop-before.ts';

/** A database as if it were restored alone, from the beginning. */
export type Alone = Pick<
  RestoreVars,
  'incident' | 'group' | 'databases' | 'imageRead' | 'ruledOut'
>;

/**
 * How a database comes back alone: from which image, by which sets, and whether it rolls forward then. What one cannot follow
 * any more, since it was repaired or restored meanwhile, the databases beside it can; those for which this is the
 * same are restored together.
 */
export function wayBack(w: OrgWorld, v: Alone): string {
  const image = newestImage(w, v.group, v.databases);
  if (image === undefined) return lies(w, v, false);
  const [toEnd, toLastSet] = [true, false].map((useDisk) => chainFrom(w, v, image, useDisk));
  const ways = [toEnd, toLastSet].map(({ logs, toEnd, stopBefore }) =>
    [image.id, ...logs.map(({ id }) => id), toEnd, stopBefore].join(),
  );
  const isWhole = toEnd.toEnd && toEnd.stopBefore < 0;
  return [...ways, stopsAt(w, v), lies(w, v, isWhole)].join(' or ');
}

/** Logs that have deleted mail of one database are none to stop before for another one (RST-02). */
function stopsAt(w: OrgWorld, v: Alone): string {
  const bound = waysBack(w, v).includes('stop-before') ? stopsBefore(w, v) : null;
  return bound === null ? '' : `${bound.segment}/${bound.firstLog}`;
}

/**
 * Of a file that lies there with a few damaged pages: that it does. It is kept or repaired where sets lead to no such end (RST-01,
 * RST-34), and they are read once for all where they do.
 */
function lies(w: OrgWorld, v: Alone, isWhole: boolean): string {
  const rollsForward = isWhole && waysBack(w, v)[0] === 'roll-forward';
  if (rollsForward && !w.plan.recovery.preserveDamaged) return '';
  return onlyPagesAtStake(w, v) ? 'its file lives' : '';
}
