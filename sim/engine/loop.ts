import { formatInstant } from './clock.ts';
import { EngineError, messageOf, show } from './errors.ts';
import type { Ms } from './types.ts';
import type { SimWorld } from './world.ts';

/**
 * Runs the events up to and including the instant `until`, at most `limit` of them, and answers how
 * many it ran. An error from a handler or checker comes out with the event it happened in, and ends
 * the simulation for good.
 */
export function runEvents<Plan, Org, Facts>(
  world: SimWorld<Plan, Org, Facts>,
  until: Ms,
  limit: number,
): number {
  demandIdle(world.phase, 'run events');
  const { queue, fingerprint, check } = world;
  const { handlers } = world.registry;
  world.phase = 'running';
  let count = 0;
  let kind = -1;
  let a = 0;
  let b = 0;
  try {
    while (count < limit) {
      const time = queue.peekTime();
      if (time > until || time === Infinity) break;
      const slot = queue.pop();
      kind = queue.kindOf(slot);
      a = queue.aOf(slot);
      b = queue.bOf(slot);
      world.event++;
      count++;
      if (time !== world.now) {
        world.now = time;
        world.eventsAtInstant = 1;
      } else if (++world.eventsAtInstant * 2 > world.maxEventsAtOneInstant) {
        tallyInstant(world, kind);
      }
      fingerprint.absorb(time, kind, a, b);
      handlers[kind](world, a, b);
      if (check !== null) check(world);
    }
  } catch (thrown) {
    world.phase = 'failed';
    throw inEvent(world, kind, a, b, thrown);
  }
  world.phase = 'idle';
  return count;
}

/** Refuses what must not happen inside an event, nor after one that failed. */
export function demandIdle(phase: 'idle' | 'running' | 'failed', what: string): void {
  if (phase === 'idle') return;
  const why = phase === 'running' ? 'inside an event' : 'after an event that failed';
  throw new EngineError('busy', `cannot ${what} ${why}`);
}

/**
 * The first half of the allowance goes uncounted, so that ordinary instants cost nothing; the
 * second tells the culprit.
 */
function tallyInstant<Plan, Org, Facts>(world: SimWorld<Plan, Org, Facts>, kind: number): void {
  const most = world.maxEventsAtOneInstant;
  const { names } = world.registry;
  if (world.instantTally === null || world.eventsAtInstant * 2 - 2 <= most) {
    world.instantTally = new Array<number>(names.length).fill(0);
  }
  const tally = world.instantTally;
  tally[kind]++;
  if (world.eventsAtInstant <= most) return;
  const culprit = tally.indexOf(Math.max(...tally));
  const when = formatInstant(world.now);
  const message = `more than ${most} events at ${when}, mostly '${names[culprit]}'`;
  throw new EngineError('too-many-at-one-instant', message);
}

/** An error said together with the event it came from; the code of an EngineError is kept. */
function inEvent<Plan, Org, Facts>(
  world: SimWorld<Plan, Org, Facts>,
  kind: number,
  a: number,
  b: number,
  thrown: unknown,
): EngineError {
  const code = thrown instanceof EngineError ? thrown.code : 'event-failed';
  const name = show(world.registry.names[kind]);
  const where = `event ${world.event}, ${name} (a ${a}, b ${b}) at ${formatInstant(world.now)}`;
  return new EngineError(code, `${where}: ${messageOf(thrown)}`, thrown);
}
