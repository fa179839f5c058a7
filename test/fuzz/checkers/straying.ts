/**
 * Groups about which less can be said than about others: whose content goes a way that the account has not learnt; where
 * somebody had to choose; and where somebody was careless.
 */
import { originOf } from '../../../sim/org/homes.ts';
import { slips, type SlipName } from '../../../sim/org/recovery/slips/table.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Fact } from './checker.ts';

/** By group: what made it so first. */
export type Strayed = Map<number, string>;

function note(strayed: Strayed, group: number, why: string): void {
  if (!strayed.has(group)) strayed.set(group, why);
}

/** Slips by which sets or logs are left out that somebody had; all others cost time, or pages. */
const COSTLY: readonly SlipName[] = [
  ...(['last-set-too-early', 'sets-in-wrong-order', 'mounted-between-sets'] as const),
  ...(['logs-not-copied', 'mounted-before-restore'] as const),
];

/** Whether somebody is at work on databases of a group. */
const isBeingRecovered = (w: OrgWorld, group: number): boolean =>
  w.org.recovery.incidents.some(
    (i) => i?.noticed && i.databases.some((d) => w.plan.databases[d.database].group === group),
  );

/** Notes by whose slip the present recoveries of a group may give up what somebody had; until the last of them is through. */
export function noteCareless(careless: Strayed, facts: readonly Fact[], w: OrgWorld): void {
  for (const fact of facts) {
    if (fact.type === 'incident.closed')
      for (const { database } of fact.databases) {
        const { group } = w.plan.databases[database];
        if (!isBeingRecovered(w, group)) careless.delete(group);
      }
    if (fact.type === 'recovery.weighed') note(careless, fact.group, 'weighed');
    if (fact.type !== 'cause.struck' || fact.cause !== 'slip' || fact.absorbed) continue;
    const name = COSTLY.find((each) => fact.because.startsWith(slips[each].does));
    if (name === undefined) continue;
    for (const { id, path } of w.plan.groups)
      if (`${fact.owner}/`.startsWith(`${path}/`)) note(careless, id, name);
  }
}

/**
 * Public folders are to get from replicas what they lack; and what makes a group special: mail that was deleted by way of its
 * logs, a database that left it or came.
 */
export function noteStraying(
  strayed: Strayed,
  special: Strayed,
  facts: readonly Fact[],
  w: OrgWorld,
): void {
  const { plan } = w;
  for (const { id, group } of plan.databases)
    if (w.org.store.databases[id].kills.length > 0) note(special, group, 'deleted mail');
  for (const fact of facts) {
    if (fact.type !== 'database.moved') continue;
    const left = originOf(plan).databases[fact.database].group;
    for (const group of [left, fact.group]) {
      note(special, group, 'database moved');
      if (strayed.has(left)) note(strayed, group, strayed.get(left) as string);
    }
  }
}
