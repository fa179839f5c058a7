/** Groups whose content goes a way that the account has not learnt: from then on it says nothing of them. */
import { originOf } from '../../../sim/org/homes.ts';
import type { Plan } from '../../../sim/org/plan.ts';
import { slips } from '../../../sim/org/recovery/slips/table.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Fact } from './checker.ts';

export type Strayed = Set<number>;

/** Without a Restore.env it was soft recovery, of files that a snapshot has brought back. */
export function strayBySnapshot(strayed: Strayed, fact: Fact, w: OrgWorld): void {
  if (fact.type !== 'replay.done') return;
  if (!w.org.recovery.environments.some((e) => e.group === fact.group)) strayed.add(fact.group);
}

/**
 * A log file is lost, somebody slipped, a database was restored elsewhere, or public folders are to get from replicas what they
 * lack; and what makes a group special: mail that was deleted by way of its logs, a database that left it or came.
 */
export function noteStraying(
  strayed: Strayed,
  special: Strayed,
  facts: readonly Fact[],
  w: OrgWorld,
): void {
  const { plan } = w;
  for (const { id } of plan.groups) if (w.org.store.groups[id].gaps.length > 0) strayed.add(id);
  for (const { id, group } of plan.databases)
    if (w.org.store.databases[id].kills.length > 0) special.add(group);
  for (const { database, pending } of w.org.store.folders)
    if (pending.length > 0) strayed.add(plan.databases[database].group);
  for (const fact of facts) {
    if (fact.type === 'cause.struck' && fact.cause === 'slip' && !fact.absorbed)
      for (const id of affectedBy(plan, fact)) strayed.add(id);
    if (fact.type !== 'database.moved') continue;
    const left = originOf(plan).databases[fact.database].group;
    for (const group of [left, fact.group]) {
      special.add(group);
      if (fact.by === 'restore' || strayed.has(left)) strayed.add(group);
    }
  }
}

/** A slip costs what lies on its server, where it is named by one; and time alone, where the step is done once more. */
function affectedBy(plan: Plan, { owner, because }: Extract<Fact, { type: 'cause.struck' }>) {
  if (because.startsWith(slips['done-again'].does)) return [];
  const server = plan.servers.find(({ path }) => `${owner}/`.startsWith(`${path}/`));
  return server === undefined ? plan.groups.map(({ id }) => id) : server.groups;
}
