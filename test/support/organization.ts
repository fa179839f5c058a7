/** Small organizations for tests: a scenario in YAML becomes a running simulation with its facts in a list. */
import { formatProblem, loadScenario } from '../../sim/scenario/index.ts';
import type { Said } from '../../sim/engine/types.ts';
import type { Facts } from '../../sim/org/facts.ts';
import type { Plan } from '../../sim/org/plan.ts';
import { createOrganization, type OrganizationSim } from '../../sim/org/wiring.ts';

/** One server, one group with one database of 10 GiB, one drive, hazards off; blocks may be replaced. */
export interface Small {
  readonly groups?: string;
  readonly jobs?: string;
  readonly rest?: string;
  readonly horizon?: string;
}

export const DEFAULT_GROUPS = `
        sg1:
          logs: logs
          databases:
            db1: { on: database, mailboxes: { standard: 100 }, profile: average, quota: 400 MiB, size: 10 GiB }`;

export const DEFAULT_JOBS = `
    full: { type: full, when: Sat 20:00 }
    nightly: { type: incremental, when: [Sun 20:00, Mon-Fri 20:00] }`;

export function smallYaml(small: Small = {}): string {
  return `dialtone: 1
scenario: a small organization
seed: 1
start: 2007-03-05
warmup: 2 weeks
horizon: ${small.horizon ?? '4 weeks'}
replications: 1
organization:
  version: exchange-2007
  sites: { hq: { parts: { disk: 30 min, array: 30 min, server: 4 h } } }
  directory: { domains: { corp: { controllers: { dc1: { site: hq } } } } }
  hubs: { hub1: { site: hq } }
  classes:
    standard: { hours: Mon-Fri 07:00-18:00, restore: { database: 4 h, server: 5 h } }
  servers:
    mbx1:
      site: hq
      volumes:
        database: { raid: raid5, disks: 8 x sas-15k-146gb }
        logs: { raid: raid1, disks: 2 x sas-15k-73gb }
      storageGroups:${small.groups ?? DEFAULT_GROUPS}
  libraries: { lib1: { site: hq, drives: 1 x lto-3, cartridges: 40 } }
operations:
  operators: { team: { people: 2, hours: Mon-Fri 08:00-18:00, onCall: 45 min } }
backup:
  defaults: { engine: streaming, to: libraries/lib1, window: 20:00-06:00, overrun: abort, keep: 3 weeks }
  jobs:${small.jobs ?? DEFAULT_JOBS}
strategies:
  only: {}
baseline: only
${small.rest ?? 'hazards: none\n'}`;
}

/** The plan of the first strategy of a scenario text. Throws with every problem if it is refused. */
export function planOf(yaml: string): Plan {
  const loaded = loadScenario('test.yaml', () => yaml);
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.scenario.strategies[0].plan;
}

export interface Watched {
  readonly sim: OrganizationSim;
  readonly plan: Plan;
  readonly facts: Said<Facts>[];
  /** The facts of one type, in order. */
  of<K extends keyof Facts>(type: K): Extract<Said<Facts>, { type: K }>[];
}

/** A running organization under --check, whose facts are kept. */
export function watch(
  yaml: string,
  options: { replication?: number; check?: boolean; shuffleTies?: number } = {},
): Watched {
  const plan = planOf(yaml);
  const sim = createOrganization(plan, {
    seed: 1,
    replication: options.replication ?? 0,
    check: options.check ?? true,
    shuffleTies: options.shuffleTies ?? null,
  });
  const facts: Said<Facts>[] = [];
  sim.onAny((fact) => facts.push(fact as Said<Facts>));
  return {
    sim,
    plan,
    facts,
    of: (type) => facts.filter((f) => f.type === type) as never,
  };
}
