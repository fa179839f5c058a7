/** Commands that repeat what a report speaks of. */
import { ExposureFailed } from '../experiment/exposure/failed.ts';
import type { Scenario } from '../scenario/index.ts';
import { ReplicationFailed } from '../experiment/run.ts';
import { Bug } from './failure.ts';
import type { Overriding } from './options.ts';

/** A word as the shell takes it. */
export function quote(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Options that another run needs to meet the same futures. */
function sameFutures(scenario: Scenario, { horizon }: Overriding): string {
  const days = horizon === undefined ? '' : ` --horizon ${horizon}`;
  return `--seed ${scenario.seed}${days}`;
}

export function explainCommand(
  scenario: Scenario,
  options: Overriding,
  incident: { readonly key: string; readonly replication: number },
  strategy: string,
): string {
  const { key, replication } = incident;
  const where = `--incident ${quote(key)} --strategy ${strategy} --replication ${replication}`;
  return `dialtone explain ${quote(scenario.path)} ${where} ${sameFutures(scenario, options)}`;
}

/** Runs something; a replication that breaks becomes a bug report with the command that repeats it. */
export async function watched<T>(
  scenario: Scenario,
  options: Overriding,
  action: () => Promise<T>,
): Promise<T> {
  try {
    return await action();
  } catch (thrown) {
    if (!(thrown instanceof ReplicationFailed)) throw thrown;
    const { strategy, replication } = thrown;
    if (thrown instanceof ExposureFailed) {
      const cause = thrown.exposedTo === null ? '' : ` --cause ${thrown.exposedTo}`;
      const which = `--strategy ${thrown.among.join(',')} --replication ${replication}${cause} --check`;
      const futures = sameFutures(scenario, options);
      throw new Bug(thrown, `dialtone exposure ${quote(scenario.path)} ${which} ${futures}`);
    }
    const which = `--strategy ${strategy} --replication ${replication} --check`;
    const futures = sameFutures(scenario, options);
    throw new Bug(thrown, `dialtone run ${quote(scenario.path)} ${which} ${futures}`);
  }
}
