import type { Scenario } from './scenario.ts';
import { canonicalJson, sha256 } from './sha256.ts';

/** What a digest is made of. */
export type Digested = Pick<
  Scenario,
  | 'name'
  | 'seed'
  | 'replications'
  | 'baseline'
  | 'expectations'
  | 'prices'
  | 'strategies'
  | 'notModelled'
>;

/** Covers what the simulation reads, so neither comments nor the order of keys nor another spelling change it. */
export function digestOf(scenario: Digested): string {
  const { name, seed, replications, baseline, expectations, prices } = scenario;
  const plans = Object.fromEntries(
    scenario.strategies.map(({ name: strategy, label, plan }) => [strategy, { label, plan }]),
  );
  const asked = expectations.map(({ file: _file, line: _line, column: _column, ...rest }) => rest);
  const noted = scenario.notModelled.map(({ path }) => path).sort();
  const core = { name, seed, replications, baseline, prices };
  return sha256(canonicalJson({ ...core, expectations: asked, plans, noted }));
}

/** The same scenario with another seed or number of replications, as if it had been written so. */
export function redrawn(
  scenario: Scenario,
  other: { readonly seed?: number | undefined; readonly replications?: number | undefined },
): Scenario {
  const { seed = scenario.seed, replications = scenario.replications } = other;
  const changed = { ...scenario, seed, replications };
  return { ...changed, digest: digestOf(changed) };
}
