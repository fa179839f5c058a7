/** Simulates one scenario with every checker watching, through its weeks of trouble and a calm after them. */
import { DAY } from '../../sim/engine/clock.ts';
import { deepFreeze } from '../../sim/engine/freeze.ts';
import { messageOf } from '../../sim/engine/errors.ts';
import { resumeSim } from '../../sim/engine/sim.ts';
import type { Plan } from '../../sim/org/plan.ts';
import type { OrgWorld } from '../../sim/org/world.ts';
import {
  checkOrganization,
  createOrganization,
  organizationModel,
  type OrganizationSim,
} from '../../sim/org/wiring.ts';
import { formatProblem, loadScenario } from '../../sim/scenario/index.ts';
import { withBlanks } from './blanks.ts';
import { Account } from './checkers/account.ts';
import { calm } from './checkers/calm.ts';
import type { Checker, Fact, Failure, Tell } from './checkers/checker.ts';
import { checkpoint } from './checkers/checkpoint.ts';
import { media } from './checkers/media.ts';
import { folders } from './checkers/folders.ts';
import { recount } from './checkers/recount.ts';
import { recoverable } from './checkers/recoverable.ts';
import { replay } from './checkers/replay.ts';
import { checkResources } from './checkers/resources.ts';
import { checkSameness, type Start } from './checkers/sameness.ts';
import { truncation } from './checkers/truncation.ts';
import { countMarks, type Marks } from './marks.ts';

/** After the first failures of a checker nothing more is learnt from it. */
const MOST_FAILURES = 3;
/** Repairs may take weeks, one after another; then so long until every job had its turn again. */
const PATIENCE = 60 * DAY;
const SETTLING = 12 * DAY;
const PROOF = 10 * DAY;

export interface Verdict {
  readonly failures: readonly Failure[];
  readonly marks: Marks;
  readonly events: number;
}

export interface JudgeOptions {
  /** Also compare with runs that must be the same: four more runs. */
  readonly sameness: boolean;
}

export function judge(text: string, { sameness }: JudgeOptions): Verdict {
  const failures: Failure[] = [];
  const tellOf =
    (checker: string): Tell =>
    (at, message) => {
      if (failures.filter((f) => f.checker === checker).length < MOST_FAILURES)
        failures.push({ checker, at, message });
    };
  const marks: Marks = {};
  const loaded = loadScenario('fuzz.yaml', () => text);
  if (!loaded.ok) {
    for (const problem of loaded.problems) tellOf('language')(0, formatProblem(problem));
    return { failures, marks, events: 0 };
  }
  const { scenario } = loaded;
  const plan = deepFreeze(scenario.strategies[0].plan);
  const start: Start = (shuffleTies) =>
    createOrganization(plan, { seed: scenario.seed, replication: 0, shuffleTies });
  const account = new Account(plan);
  const supply = media(tellOf('media'));
  const tail = calm(plan, supply, tellOf('calm'));
  const checkers: readonly Checker[] = [
    recount(account, tellOf('recount')),
    recoverable(account, tellOf('recoverable')),
    truncation(account, tellOf('truncation')),
    replay(account, tellOf('replay')),
    checkpoint(account, tellOf('checkpoint')),
    supply,
    folders(plan, tellOf('folders')),
    tail,
  ];
  let sim = watch(start(null), plan, account, checkers, marks);
  let events = 0;
  try {
    sim.runUntil(plan.clock.end);
    const peaceful = withBlanks(sim.snapshot(), plan);
    sim = watch(peaceful.resume(), peaceful.plan, account, checkers, marks);
    waitUntilQuiet(sim, plan);
    sim.runUntil(sim.now + SETTLING);
    // What had been planned before may have hung since.
    waitUntilQuiet(sim, plan);
    tail.begin(sim.world);
    sim.runUntil(sim.now + PROOF);
    rest(sim, plan);
    for (const checker of checkers) checker.end?.(sim.world);
    checkResources(sim.world, sim.pending(), tellOf('resources'));
    ({ events } = sim);
    if (sameness && failures.length === 0) checkSameness(start, tellOf);
  } catch (thrown) {
    const message = messageOf(thrown);
    tellOf(message.includes('ledger of') ? 'ledger' : 'exception')(sim.now, message);
  }
  return { failures, marks, events };
}

/**
 * Until all is up, and what scripts have in store for the next backups of groups has struck as well. A controller that is down
 * beside another one is no incident, and its repair may take as long as any; nor is a backup that hangs, which somebody must
 * happen to see where nobody reads logs (TRN-15).
 */
function waitUntilQuiet(sim: OrganizationSim, plan: Plan): void {
  const latest = sim.now + PATIENCE;
  const isQuiet = (): boolean => {
    const { directory, backup, procedures } = sim.world.org;
    const isWhole =
      directory.controllers.every(({ up }) => up) &&
      procedures.list.every((p) => p?.step !== 'hang');
    return isBack(sim, plan) && isWhole && backup.groups.every(({ doomed }) => doomed.length === 0);
  };
  while (sim.now < latest && !isQuiet()) sim.runUntil(sim.now + DAY);
}

const isBack = (sim: OrganizationSim, plan: Plan): boolean =>
  sim.world.org.recovery.incidents.every((i) => i === null) &&
  plan.databases.every((d) => !d.mounted || sim.world.org.store.databases[d.id].mounted);

/**
 * Until nothing runs and all is up, as between two backups; two days at most, or a week where what a plan of its own accord
 * leads to, such as a log volume that fills, is just being seen to.
 */
function rest(sim: OrganizationSim, plan: Plan): void {
  const [soon, latest] = [sim.now + 2 * DAY, sim.now + 7 * DAY];
  const isIdle = (): boolean => sim.world.org.procedures.list.every((p) => p === null);
  const isDone = (): boolean => isBack(sim, plan) && (isIdle() || sim.now >= soon);
  while (sim.now < latest && !isDone()) sim.runUntil(sim.now + DAY / 24);
}

/** The same simulation, audited after every event, with account, checkers and marks listening. */
function watch(
  from: OrganizationSim,
  plan: Plan,
  account: Account,
  checkers: readonly Checker[],
  marks: Marks,
): OrganizationSim {
  let heard: Fact[] = [];
  const check = (w: OrgWorld): void => {
    checkOrganization(w);
    if (heard.length === 0) return;
    const facts = heard;
    heard = [];
    account.after(facts, w);
    for (const checker of checkers) checker.after?.(facts, w);
  };
  const sim = resumeSim({ model: organizationModel, plan, image: from.snapshot(), check });
  sim.onAny((said) => {
    const fact = said as Fact;
    heard.push(fact);
    account.hear(fact, sim.world);
    for (const checker of checkers) checker.hear?.(fact, sim.world);
    countMarks(fact, sim.world, marks);
  });
  return sim;
}
