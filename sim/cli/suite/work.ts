/** One scenario of a suite, from its plans to the outcomes of its cases: in a worker thread or in the main one. */
import type { Pool } from '../../measure/population.ts';
import type { StrategyPlan } from '../../experiment/run.ts';
import { ReplicationFailed } from '../../experiment/run.ts';
import type { ExpectationResult } from '../../experiment/shapes.ts';
import { drawResamples } from '../../experiment/statistics/bootstrap.ts';
import { againstBaseline, assertedBy } from '../../experiment/suite/against.ts';
import { evaluate } from '../../experiment/suite/evaluate.ts';
import type { CaseResult, ScenarioResult } from '../../experiment/suite/shapes.ts';
import { worstIncident } from '../../experiment/suite/worst.ts';
import { quote } from '../replay.ts';
import type { Task } from './task.ts';

type Pools = Record<string, Pool>;

/** Simulates strategies on the futures of a task. */
export type Run = (strategies: readonly StrategyPlan[], task: Task) => Promise<Pools>;

/** What goes wrong in the simulator is an outcome like any other; whatever else is thrown, is thrown. */
export async function work(task: Task, run: Run): Promise<ScenarioResult> {
  try {
    return await done(task, run);
  } catch (thrown) {
    if (!(thrown instanceof ReplicationFailed)) throw thrown;
    const { strategy, replication, seed, message } = thrown;
    const which = `--strategy ${strategy} --replication ${replication} --check --seed ${seed}`;
    const replay = `dialtone run ${target(task)} ${which}`;
    return { kind: 'broken', path: task.path, name: task.name, message, replay };
  }
}

async function done(task: Task, run: Run): Promise<ScenarioResult> {
  const { path, name, digest, seed, replications, start } = task;
  const pools = await run(task.strategies, task);
  const { results, fingerprints } = evaluate(task.asked, pools, task);
  const cases = results.map((each, i) => caseOf(task, pools, each, i));
  const against = task.baseline === null ? [] : await baselineCases(task, pools, run);
  const head = { path, name, digest, seed, replications, start };
  return { kind: 'done', ...head, fingerprints, cases: [...cases, ...against] };
}

function failing({ outcome, whenUndecided }: ExpectationResult): boolean {
  return outcome === 'miss' || (outcome === 'undecided' && whenUndecided !== 'warn');
}

function caseOf(task: Task, pools: Pools, result: ExpectationResult, i: number): CaseResult {
  const { title, who } = task.cases[i];
  const fails = failing(result);
  const replay = result.outcome === 'pass' ? [] : replayOf(task, pools, result, i);
  const before = task.baseline?.before[title] ?? null;
  return { ...result, title, who, kind: 'expectation', fails, replay, before };
}

function replayOf(task: Task, pools: Pools, result: ExpectationResult, i: number): string[] {
  const each = task.asked[i];
  const names =
    each.difference === null ? each.strategies : [each.difference.of, each.difference.minus];
  const futures = `--seed ${task.seed} --replications ${task.replications}`;
  const compare = `dialtone compare ${target(task)} --strategy ${names.join(',')} ${futures}`;
  const worst = result.outcome === 'miss' ? worstIncident(pools[names[0]], each) : null;
  if (worst === null) return [compare];
  const { key, replication } = worst;
  const which = `--incident ${quote(key)} --strategy ${names[0]} --replication ${replication}`;
  return [compare, `dialtone explain ${target(task)} ${which} --seed ${task.seed}`];
}

function target({ path, flags }: Task): string {
  return [quote(path.startsWith('-') ? `./${path}` : path), ...flags].join(' ');
}

/** The same strategies as they were, on the same futures. */
async function baselineCases(task: Task, now: Pools, run: Run): Promise<CaseResult[]> {
  const { changed, known, file } = task.baseline!;
  const then = changed.length === 0 ? {} : await run(changed, task);
  const resamples = drawResamples(task.seed, task.replications);
  const results = againstBaseline(assertedBy(task.asked), { now, then, known }, resamples);
  const futures = `--seed ${task.seed} --replications ${task.replications}`;
  const replay = `dialtone test ${target(task)} --baseline ${quote(file)} ${futures}`;
  return results.map((each): CaseResult => {
    const who = each.strategy ?? '';
    const title = `${task.path} › ${each.name} (${who})`;
    const shown = each.outcome === 'pass' ? [] : [replay];
    return {
      ...each,
      title,
      who,
      kind: 'baseline',
      fails: failing(each),
      replay: shown,
      before: null,
    };
  });
}
