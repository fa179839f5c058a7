/** Which cases a scenario has, what they need simulated, and what identifies a whole suite. */
import type { Expectation, Scenario } from '../../scenario/index.ts';
import type { Problem } from '../../scenario/problem.ts';
import { canonicalJson, sha256 } from '../../scenario/sha256.ts';
import type { SuiteCase } from './shapes.ts';

/** A file of the suite: a scenario with the cases that are asked of it, or its mistakes. */
export type SuiteFile =
  | { readonly path: string; readonly scenario: Scenario; readonly cases: readonly SuiteCase[] }
  | { readonly path: string; readonly scenario: null; readonly problems: readonly Problem[] };

/** One case per expectation and strategy, a difference being one; in the order in which they are written. */
export function casesIn({ path, expectations }: Scenario): SuiteCase[] {
  return expectations.flatMap(({ name, difference, strategies }, expectation) =>
    (difference === null ? strategies : [null]).map((strategy) => {
      const who = strategy ?? `${difference?.of} - ${difference?.minus}`;
      return { title: `${path} › ${name} (${who})`, expectation, strategy, who };
    }),
  );
}

/** The expectation of one case alone. */
export function askedBy(scenario: Scenario, { expectation, strategy }: SuiteCase): Expectation {
  const each = scenario.expectations[expectation];
  return strategy === null ? each : { ...each, strategies: [strategy] };
}

/** Strategies that the cases speak of, in the scenario's order: nobody asks about the others. */
export function strategiesFor(scenario: Scenario, cases: readonly SuiteCase[]): string[] {
  const wanted = new Set<string>();
  for (const each of cases) {
    const { difference } = scenario.expectations[each.expectation];
    if (each.strategy !== null) wanted.add(each.strategy);
    if (difference !== null) wanted.add(difference.of).add(difference.minus);
  }
  return scenario.strategies.map(({ name }) => name).filter((name) => wanted.has(name));
}

/**
 * What all shards of one run have in common: every scenario with its seed and figures, every case that was selected,
 * and the baseline.
 */
export function suiteDigest(files: readonly SuiteFile[], baseline: string | null): string {
  const all = files.map((file) =>
    file.scenario === null
      ? { path: file.path, problems: file.problems }
      : {
          path: file.path,
          digest: file.scenario.digest,
          seed: file.scenario.seed,
          replications: file.scenario.replications,
          cases: file.cases.map(({ title }) => title),
        },
  );
  return sha256(canonicalJson({ files: all, baseline }));
}
