/** Rare branches by the facts that tell of them: how often a campaign has been in each. */
import type { OrgWorld } from '../../sim/org/world.ts';
import type { Fact } from './checkers/checker.ts';
import type { Mark } from './feature.ts';
import { features } from './generate.ts';
import { generalMarks } from './marks-table.ts';
import { backupMarks } from './marks/backups.ts';
import { incidentMarks } from './marks/incidents.ts';
import { restoreMarks } from './marks/restores.ts';

export type Marks = Record<string, number>;

export const allMarks: readonly Mark[] = [
  ...features.flatMap(({ marks }) => marks ?? []),
  ...generalMarks,
  ...incidentMarks,
  ...restoreMarks,
  ...backupMarks,
];

const byType = new Map<string, Mark[]>();
for (const each of allMarks) byType.set(each.of, [...(byType.get(each.of) ?? []), each]);

export function countMarks(fact: Fact, w: OrgWorld, into: Marks): void {
  for (const { name, when } of byType.get(fact.type) ?? []) {
    const isMet = when as ((f: Fact, world: OrgWorld) => boolean) | undefined;
    if (isMet === undefined || isMet(fact, w)) into[name] = (into[name] ?? 0) + 1;
  }
}

export function addMarks(into: Marks, more: Marks): void {
  for (const [name, count] of Object.entries(more)) into[name] = (into[name] ?? 0) + count;
}
