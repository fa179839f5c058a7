/** All runs of an experiment on this machine. */
import { availableParallelism } from 'node:os';
import type { ExposureOptions } from '../experiment/exposure/run.ts';
import { runExposure } from '../experiment/exposure/run.ts';
import type { Exposure } from '../experiment/exposure/shapes.ts';
import { model } from '../experiment/model.ts';
import { breathe } from '../experiment/pool/breathe.ts';
import { exposeOnWorkers, runOnWorkers } from '../experiment/pool/pool.ts';
import type { PoolOptions } from '../experiment/pool/pool.ts';
import type { StrategyPlan } from '../experiment/run.ts';
import { runStrategies } from '../experiment/run.ts';
import type { Pool } from '../measure/population.ts';

/** More threads than this only cost memory. */
export const MOST_WORKERS = 256;

export interface MachineOptions extends Omit<PoolOptions, 'script' | 'workers'> {
  /** Threads; as many as there are cores when absent. One is this thread itself. */
  readonly workers?: number | undefined;
}

/** The same rows for any number of workers. */
export function runOnMachine(
  strategies: readonly StrategyPlan[],
  { workers = availableParallelism(), ...options }: MachineOptions,
): Promise<Record<string, Pool>> {
  const runs = strategies.length * options.replications;
  if (Math.min(workers, runs) === 1) {
    return runStrategies(model, strategies, { ...options, breathe });
  }
  return runOnWorkers(strategies, { ...options, workers, script: built() });
}

/** The same exposure for any number of workers; `replications` are its base runs. */
export function exposeOnMachine(
  strategies: readonly StrategyPlan[],
  { workers = availableParallelism(), ...options }: MachineOptions & ExposureOptions,
): Promise<Exposure> {
  if (Math.min(workers, options.replications) <= 1) {
    return runExposure(strategies, { ...options, breathe });
  }
  return exposeOnWorkers(strategies, { ...options, workers, script: built() });
}

/** The built worker lies beside whatever was built from this file. */
const built = (): URL => new URL('./worker.js', import.meta.url);
