/** The runs of an experiment on several threads: the same rows, in the same order, as one thread gives. */
import type { ReplicationResult } from '../../measure/index.ts';
import type { Pool } from '../../measure/population.ts';
import type { ExposedReplication } from '../exposure/expose.ts';
import { ExposureFailed } from '../exposure/failed.ts';
import { ExposureGathering } from '../exposure/gather.ts';
import type { ExposureOptions } from '../exposure/run.ts';
import { settingsOf } from '../exposure/run.ts';
import type { Exposure } from '../exposure/shapes.ts';
import { Gathering } from '../gather.ts';
import type { RunOptions, StrategyPlan } from '../run.ts';
import { ReplicationFailed } from '../run.ts';
import type { CrewOptions, Work } from './crew.ts';
import { Crew } from './crew.ts';

export type PoolOptions = RunOptions & CrewOptions;

export async function runOnWorkers(
  strategies: readonly StrategyPlan[],
  options: PoolOptions,
): Promise<Record<string, Pool>> {
  const gathering = new Gathering(strategies, options, options.progress);
  const nameAt = (run: number): string => strategies[gathering.placeOf(run).strategy].name;
  const work: Work = {
    total: gathering.total,
    get ended() {
      return gathering.ended;
    },
    settings: settingsOf(strategies, { ...options, causes: [] }),
    taskOf: (run) => ({ kind: 'year', ...gathering.placeOf(run) }),
    take: (run, result) => gathering.add(run, result as ReplicationResult),
    placeOf: (run) =>
      `strategy '${nameAt(run)}', replication ${gathering.placeOf(run).replication}`,
    failureOf: (run, error) => {
      const { replication } = gathering.placeOf(run);
      return new ReplicationFailed(nameAt(run), replication, options.seed, error);
    },
  };
  await new Crew(work, options).work();
  return gathering.pools();
}

/** Base runs of an exposure, one to a thread at a time. */
export async function exposeOnWorkers(
  strategies: readonly StrategyPlan[],
  options: ExposureOptions & CrewOptions,
): Promise<Exposure> {
  const settings = settingsOf(strategies, options);
  const gathering = new ExposureGathering(settings, options, options.progress);
  const work: Work = {
    total: gathering.total,
    get ended() {
      return gathering.ended;
    },
    settings,
    taskOf: (run) => ({ kind: 'exposure', replication: gathering.replicationOf(run) }),
    take: (run, result) => gathering.add(run, result as ExposedReplication),
    placeOf: (run) => `the exposure of replication ${gathering.replicationOf(run)}`,
    failureOf: (run, error, place) => {
      const { strategy = settings.names[0], exposedTo = null } = place ?? {};
      const replication = gathering.replicationOf(run);
      const among = settings.names;
      const { seed } = options;
      return new ExposureFailed({ strategy, among, replication, seed, exposedTo }, error);
    },
  };
  if (work.total > 0) await new Crew(work, options).work();
  return gathering.exposure();
}
