/** A small organization in which something happens every year, simulated once for all tests of a file. */
import type { ExperimentResult } from '../../sim/experiment/analyse.ts';
import { analyse } from '../../sim/experiment/analyse.ts';
import type { Driven, Model } from '../../sim/experiment/replication.ts';
import { runStrategies } from '../../sim/experiment/run.ts';
import type { Pool } from '../../sim/measure/population.ts';
import type { OrganizationSim } from '../../sim/org/wiring.ts';
import { createOrganization, organizationIsQuiet } from '../../sim/org/wiring.ts';
import type { Scenario } from '../../sim/scenario/index.ts';
import { formatProblem, loadScenario } from '../../sim/scenario/index.ts';

export const SMALL = `dialtone: 1
scenario: Two servers, "one" <plan> & another
seed: 11
start: 2007-03-05
horizon: 12 weeks
warmup: 3 weeks
replications: 4
organization:
  version: exchange-2007
  sites: { hq: { parts: { disk: 30 min, array: 30 min, server: 4 h } } }
  directory: { domains: { corp: { controllers: { dc1: { site: hq } } } } }
  hubs: { hub1: { site: hq } }
  classes:
    standard: { hours: Mon-Fri 07:00-18:00, restore: { database: 4 h, server: 5 h } }
    premium: { hours: daily 00:00-24:00, restore: { database: 1 h, server: 2 h } }
  servers:
    exch1..exch2:
      site: hq
      volumes:
        database: { raid: raid5, disks: 8 x sas-15k-146gb }
        logs: { raid: raid1, disks: 2 x sas-15k-73gb }
      storageGroups:
        sg1..sg2:
          logs: logs
          databases:
            db1: { on: database, mailboxes: { standard: 90, premium: 10 }, profile: average, quota: 400 MiB, size: 47 GiB }
  libraries: { lib1: { site: hq, drives: 2 x lto-3, cartridges: 40 } }
operations:
  operators: { team: { people: 2, hours: Mon-Fri 08:00-18:00, onCall: 45 min } }
backup:
  defaults: { engine: streaming, to: libraries/lib1, window: 20:00-06:00, overrun: abort, keep: 2 weeks }
strategies:
  weekly:
    backup:
      jobs:
        full: { type: full, when: Sat 20:00 }
        nightly: { type: incremental, when: [Sun 20:00, Mon-Fri 20:00] }
  daily:
    backup: { jobs: { full: { type: full, when: daily 20:00 } } }
baseline: weekly
hazards: { volume-lost: 4 /year, page-damage: 0.5 /year, job-failed: 3 %, set-unreadable: 5 %, mount-failed: 0.5 % }
expect:
  - { name: Back in a week, strategy: all, metric: recovery.data, stat: p50, atMost: 1 week }
  - { name: No job overruns, strategy: all, metric: backup.overruns, over: job, stat: probability, atMost: 1 % }
  - { name: Tail, strategy: weekly, metric: loss.messages, over: incident, stat: p95, given: exposure, atMost: 0 messages, whenUndecided: warn }
`;

/** The same for tests that run it many times: a few weeks in which something fails. */
export const SHORT = SMALL.replace('horizon: 12 weeks', 'horizon: 2 weeks')
  .replace('warmup: 3 weeks', 'warmup: 1 week')
  .replace('keep: 2 weeks', 'keep: 1 week')
  .replace('volume-lost: 4 /year', 'volume-lost: 12 /year');

export function loadSmall(text = SMALL): Scenario {
  const result = loadScenario('small.yaml', () => text);
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.scenario;
}

export const model: Model = {
  createOrganization: (plan, options) => createOrganization(plan, options),
  organizationIsQuiet: (sim: Driven) => organizationIsQuiet(sim as OrganizationSim),
};

export interface Simulated {
  readonly scenario: Scenario;
  readonly pools: Readonly<Record<string, Pool>>;
  readonly experiment: ExperimentResult;
}

export async function simulateSmall(): Promise<Simulated> {
  const scenario = loadSmall();
  const { seed, replications, strategies } = scenario;
  const pools = await runStrategies(model, strategies, { seed, replications });
  return { scenario, pools, experiment: analyse({ ...scenario, pools }) };
}
