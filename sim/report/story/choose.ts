/** Which incidents a report opens: the worst, and the median among those that lost service. */
import type { IncidentRow } from '../../experiment/shapes.ts';

export interface Chosen {
  readonly row: IncidentRow;
  readonly why: string;
}

export function chooseIncidents(incidents: readonly IncidentRow[]): Chosen[] {
  const chosen: Chosen[] = [];
  const worst = [...incidents].sort(worseFirst)[0];
  if (worst === undefined) return chosen;
  const what = worst.loss.windowMs > 0 ? 'by lost time, then by time to data' : 'by time to data';
  const served = incidents.filter((row) => row.serviceMs !== null && row.serviceMs > 0);
  served.sort((a, b) => dataOf(a) - dataOf(b) || byPlace(a, b));
  const median = served[Math.floor((served.length - 1) / 2)];
  const middle = `median of ${served.length} that lost service, by time to data`;
  const both = median === worst ? `; also the ${middle}` : '';
  chosen.push({ row: worst, why: `worst of ${incidents.length}, ${what}${both}` });
  if (median !== undefined && median !== worst) chosen.push({ row: median, why: middle });
  return chosen;
}

function worseFirst(a: IncidentRow, b: IncidentRow): number {
  return b.loss.windowMs - a.loss.windowMs || compare(dataOf(b), dataOf(a)) || byPlace(a, b);
}

/** An open incident takes longer than any closed one. */
function dataOf(row: IncidentRow): number {
  return row.dataMs ?? Number.MAX_SAFE_INTEGER;
}

function compare(a: number, b: number): number {
  return a - b;
}

function byPlace(a: IncidentRow, b: IncidentRow): number {
  return a.replication - b.replication || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}
