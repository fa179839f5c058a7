/** Groups whose content goes a way that the account has not learnt: from then on it says nothing of them. */
import { originOf } from '../../../sim/org/homes.ts';
import type { Plan } from '../../../sim/org/plan.ts';
import { slips } from '../../../sim/org/recovery/slips/table.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Fact } from './checker.ts';

/** By group: what made it so first. */
export type Strayed = Map<number, string>;

function note(strayed: Strayed, group: number, why: string): void {
  if (!strayed.has(group)) strayed.set(group, why);
}

/** Without a Restore.env it was soft recovery, of files that a snapshot has brought back. */
export function strayBySnapshot(strayed: Strayed, fact: Fact, w: OrgWorld): void {
  if (fact.type !== 'replay.done') return;
  if (!w.org.recovery.environments.some((e) => e.group === fact.group))
    note(strayed, fact.group, 'snapshot put back');
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
  for (const { id } of plan.groups)
    if (w.org.store.groups[id].gaps.length > 0) note(strayed, id, 'log file lost');
  for (const { id, group } of plan.databases)
    if (w.org.store.databases[id].kills.length > 0) note(special, group, 'deleted mail');
  for (const { database, pending } of w.org.store.folders)
    if (pending.length > 0) note(strayed, plan.databases[database].group, 'folders to be refilled');
  for (const fact of facts) {
    if (fact.type === 'cause.struck' && fact.cause === 'slip' && !fact.absorbed)
      for (const id of affectedBy(plan, fact)) note(strayed, id, `slip: ${fact.because}`);
    if (fact.type !== 'database.moved') continue;
    const left = originOf(plan).databases[fact.database].group;
    for (const group of [left, fact.group]) {
      note(special, group, 'database moved');
      if (fact.by === 'restore') note(strayed, group, 'restored elsewhere');
      else if (strayed.has(left)) note(strayed, group, strayed.get(left) as string);
    }
  }
}

/** A slip costs what lies on its server, where it is named by one; and time alone, where the step is done once more. */
function affectedBy(plan: Plan, { owner, because }: Extract<Fact, { type: 'cause.struck' }>) {
  if (because.startsWith(slips['done-again'].does)) return [];
  const server = plan.servers.find(({ path }) => `${owner}/`.startsWith(`${path}/`));
  return server === undefined ? plan.groups.map(({ id }) => id) : server.groups;
}
