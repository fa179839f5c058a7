import { runExposure } from '../../sim/experiment/exposure/run.ts';
import { BASE_RUNS } from '../../sim/experiment/exposure/settings.ts';
import { measureApart, mediansOf } from './bench.ts';
import type { Bench, Measured } from './bench.ts';
import { load } from './flagship.ts';

const ROUNDS = 3;
const WARM_RUNS = 1;
const MEASURED_RUNS = 4;

/** Seconds of processor time of one base run of the flagship: all causes, all strategies. */
async function secondsOfBaseRun(): Promise<number> {
  const { strategies } = load(4);
  await runExposure(strategies, { seed: 2007, replications: WARM_RUNS });
  const before = process.cpuUsage();
  await runExposure(strategies, { seed: 2007, first: WARM_RUNS, replications: MEASURED_RUNS });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6 / MEASURED_RUNS;
}

/** All causes over 168 hours under three strategies: a minute on two cores. */
export const exposure: Bench = {
  name: 'exposure',
  async run() {
    const { each } = await mediansOf(ROUNDS, { each: () => measureApart('exposure', 'base-run') });
    const results: Measured[] = [
      {
        ...{ name: 'exposure-on-two-cores', value: (each * BASE_RUNS) / 2, unit: 's' },
        ...{ ratioTo: {}, atMost: { itself: 60 } },
      },
    ];
    return results;
  },
  apart: secondsOfBaseRun,
};
