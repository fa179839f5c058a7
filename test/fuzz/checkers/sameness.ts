/**
 * Verifies that one scenario is one simulation: run twice, recorded for some days, forked in the middle, gone on from a
 * file, and with ties shuffled it comes to the same state (and, ties apart, fingerprint); and that worlds forked with what is
 * hidden drawn anew leave their origin alone, balance their books and come to rest within 60 days of what is met last.
 * Does not verify that hidden draws follow their laws (test/org/hidden does).
 */
import { DAY } from '../../../sim/engine/clock.ts';
import { sameState, stateDigest } from '../../../sim/engine/digest.ts';
import { messageOf } from '../../../sim/engine/errors.ts';
import { recordWindow } from '../../../sim/engine/recorder.ts';
import { resumeSim } from '../../../sim/engine/sim.ts';
import {
  checkOrganization,
  organizationModel,
  type OrganizationSim,
} from '../../../sim/org/wiring.ts';
import { forkHidden } from '../../../sim/org/wiring/hidden.ts';
import type { Tell } from './checker.ts';

const SALT = 97;
/** So often worlds of another order of ties are compared: what differs may be forgotten later. */
const LOOK = DAY / 2;
/** By then users have met all that lies hidden. */
const YEAR = 365 * DAY;

const stateOf = (sim: OrganizationSim): string => stateDigest(sim.world.org, sim.pending());

/** Starts the simulation; `shuffleTies`: events of one instant and rank in another order. */
export type Start = (shuffleTies: number | null) => OrganizationSim;

export function checkSameness(start: Start, tellOf: (name: string) => Tell): void {
  const straight = start(null);
  const { plan } = straight.world;
  const { end, warmupStart } = plan.clock;
  const middle = warmupStart + Math.floor((end - warmupStart) * 0.61);
  straight.runUntil(middle);
  const forked = straight.fork();
  const image = JSON.parse(JSON.stringify(straight.snapshot())) as ReturnType<
    typeof straight.snapshot
  >;
  const resumed = resumeSim({ model: organizationModel, plan, image });
  const recorded = straight.fork();
  const hidden = [forkHidden(straight, 1), forkHidden(straight, 2)];
  const again = forkHidden(straight, 1);
  straight.runUntil(end);
  const tell = tellOf('sameness');
  const compare = (what: string, sim: OrganizationSim): void => {
    sim.runUntil(end);
    if (sim.fingerprint !== straight.fingerprint) tell(sim.now, `${what}: another fingerprint`);
    if (stateOf(sim) !== stateOf(straight)) tell(sim.now, `${what}: another state`);
  };
  compare('run twice', start(null));
  compareTies(start, tell);
  compare('forked', forked);
  compare('gone on from a file', resumed);
  recordWindow(recorded, middle + 3 * DAY);
  compare('recorded', recorded);
  checkHidden(hidden, again, tellOf('hidden'));
}

function compareTies(start: Start, tell: Tell): void {
  const [straight, shuffled] = [start(null), start(SALT)];
  const { warmupStart, end } = straight.world.plan.clock;
  for (let at = warmupStart; at < end; at += LOOK) {
    for (const sim of [straight, shuffled]) sim.runUntil(at + LOOK);
    const [one, other] = [straight, shuffled].map((sim) => [sim.world.org, sim.pending()] as const);
    if (sameState(one, other)) continue;
    tell(at + LOOK, 'ties shuffled: another state');
    return;
  }
}

function checkHidden(hidden: readonly OrganizationSim[], again: OrganizationSim, tell: Tell): void {
  for (const [i, fork] of hidden.entries()) {
    try {
      const { end } = fork.world.plan.clock;
      let latest = end + 60 * DAY;
      if (i === 0) {
        again.runUntil(fork.now + 5 * DAY);
        fork.runUntil(again.now);
        if (stateOf(fork) !== stateOf(again)) tell(fork.now, 'one salt, two forks');
      }
      const { recovery } = fork.world.org;
      const isOpen = (): boolean => recovery.incidents.some((each) => each !== null);
      while (fork.now < latest && (fork.now < end || isOpen())) {
        checkOrganization(fork.world);
        fork.runUntil(fork.now + DAY);
        // What is wrong with a file that nobody backs up may be met late: from then on it has to end.
        const isLatent = recovery.incidents.some(
          (each) => each?.noticed === false && each.main >= 0,
        );
        if (isLatent && fork.now < end + YEAR) latest = fork.now + 60 * DAY;
      }
      if (isOpen()) tell(fork.now, 'an incident of a hidden fork does not end');
    } catch (thrown) {
      tell(fork.now, messageOf(thrown));
    }
  }
}
