import type { FactGroup } from './table.ts';
import type { Title } from './titles.ts';

export interface GroupCoverage {
  readonly group: string;
  readonly title: string;
  readonly total: number;
  readonly tested: readonly string[];
  readonly open: readonly string[];
  readonly outOfScope: readonly string[];
  /** Of parts that are not modelled yet. */
  readonly waiting: readonly string[];
}

export interface Coverage {
  readonly groups: readonly GroupCoverage[];
  /** Claimed facts that no test names. */
  readonly missing: readonly string[];
  /** What cannot be: ids that the table does not know, facts both left out and shown or claimed. */
  readonly errors: readonly string[];
}

export interface Scope {
  readonly outOfScope: Readonly<Record<string, string>>;
  readonly waiting: Readonly<Record<string, string>>;
  readonly claimed: readonly string[];
}

export function coverage(
  table: readonly FactGroup[],
  titles: readonly Title[],
  scope: Scope,
): Coverage {
  const known = new Set(table.flatMap((group) => group.facts.map((fact) => fact.id)));
  const tested = new Set(titles.flatMap((title) => title.ids));
  const left = new Set(Object.keys(scope.outOfScope));
  const waits = new Set(Object.keys(scope.waiting));
  return {
    groups: table.map(({ group, title, facts }) => {
      const ids = facts.map((fact) => fact.id);
      return {
        group,
        title,
        total: ids.length,
        tested: ids.filter((id) => tested.has(id)),
        open: ids.filter((id) => !tested.has(id) && !left.has(id) && !waits.has(id)),
        outOfScope: ids.filter((id) => left.has(id) && !tested.has(id)),
        waiting: ids.filter((id) => waits.has(id) && !tested.has(id)),
      };
    }),
    missing: scope.claimed.filter((id) => !tested.has(id)),
    errors: [
      ...titles.flatMap(({ file, line, ids }) =>
        ids.filter((id) => !known.has(id)).map((id) => `${file}:${line}: no fact ${id}`),
      ),
      ...titles.flatMap(({ file, line, ids }) =>
        ids.filter((id) => left.has(id)).map((id) => `${file}:${line}: ${id} is out of scope`),
      ),
      ...titles.flatMap(({ file, line, ids }) =>
        ids.filter((id) => waits.has(id)).map((id) => `${file}:${line}: ${id} waits for its part`),
      ),
      ...[...left, ...waits].filter((id) => !known.has(id)).map((id) => `scope.ts: no fact ${id}`),
      ...scope.claimed.filter((id) => !known.has(id)).map((id) => `scope.ts: no fact ${id}`),
      ...scope.claimed
        .filter((id) => left.has(id) || waits.has(id))
        .map((id) => `scope.ts: ${id} twice`),
    ],
  };
}

/** The figures alone, for `--json`. */
export function countsOf({ groups }: Coverage) {
  return {
    groups: Object.fromEntries(
      groups.map(({ group, total, tested, outOfScope, waiting }) => [
        group,
        {
          total,
          tested: tested.length,
          outOfScope: outOfScope.length,
          waiting: waiting.length,
        },
      ]),
    ),
  };
}
