import { show } from '../engine/errors.ts';
import { analyse } from '../experiment/analyse.ts';
import { BASE_RUNS } from '../experiment/exposure/settings.ts';
import type { Progress } from '../experiment/run.ts';
import { resultsOf } from '../report/results.ts';
import type { Results } from '../report/results.ts';
import { redrawn } from '../scenario/index.ts';
import { limits } from '../scenario/limits.ts';
import { demandFunction, demandOptions, demandWhole } from './demand.ts';
import type { Scenario } from './load.ts';
import { demandLoaded } from './loaded.ts';
import { exposeOnMachine, MOST_WORKERS, runOnMachine } from './run.ts';

export interface CompareOptions {
  /** Replications of each strategy, in place of the scenario's. */
  readonly replications?: number;
  /** Base runs into which every cause is injected, 36 when absent; 0 asks by years alone. */
  readonly exposure?: number;
  /** 0 to 4,294,967,295, in place of the scenario's. */
  readonly seed?: number;
  /** Threads; all cores when absent. Decides how long it takes, and nothing else. */
  readonly workers?: number;
  /** Ends the comparison: it rejects with the signal's reason (an AbortError), and no worker stays behind. */
  readonly signal?: AbortSignal;
  /** Hears of every run that has ended. What it throws ends the comparison. */
  readonly onProgress?: (progress: Progress) => void;
  /** Hears of a worker that died and whose run another one took over; the results do not show it. */
  readonly onNotice?: (text: string) => void;
}

const OPTIONS = ['replications', 'exposure', 'seed', 'workers', 'signal', 'onProgress', 'onNotice'];

/**
 * Simulates every strategy of a scenario on the same futures and compares them. The answer is what `dialtone compare
 * --json` writes: with two spaces and a line break at the end, the same bytes. Writes no file and nothing on the terminal.
 *
 * Rejects with TypeError or RangeError for a wrong call, with the signal's reason when that is aborted, and with
 * `ReplicationFailed` when the simulator broke a promise of its own.
 */
export async function compare(scenario: Scenario, options: CompareOptions = {}): Promise<Results> {
  const given = demandLoaded('compare', scenario);
  demandOptions('compare', options, OPTIONS);
  const {
    replications,
    exposure = BASE_RUNS,
    seed,
    workers,
    signal,
    onProgress,
    onNotice,
  } = options;
  demandWhole('compare: replications', replications, 1, limits.replications);
  demandWhole('compare: exposure', exposure, 0, limits.replications);
  demandWhole('compare: seed', seed, 0, 4_294_967_295);
  demandWhole('compare: workers', workers, 1, MOST_WORKERS);
  demandFunction('compare: onProgress', onProgress);
  demandFunction('compare: onNotice', onNotice);
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError(`compare: signal must be an AbortSignal, not ${show(signal)}`);
  }
  signal?.throwIfAborted();
  const asked = redrawn(given, { seed, replications });
  const common = {
    ...{ seed: asked.seed, workers },
    ...(signal && { signal }),
    ...(onProgress && { progress: onProgress }),
    ...(onNotice && { notice: onNotice }),
  };
  const { strategies } = asked;
  const pools = await runOnMachine(strategies, { ...common, replications: asked.replications });
  const injected =
    exposure === 0
      ? null
      : await exposeOnMachine(strategies, { ...common, replications: exposure });
  const found = injected !== null && injected.injections.length > 0 ? injected : null;
  const head = { ...asked, scenario: asked };
  return resultsOf(head, analyse({ ...asked, pools, exposure: found }));
}
