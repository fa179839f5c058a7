import { Bus } from './bus.ts';
import { demandWord, salted } from './draw.ts';
import { EngineError, show } from './errors.ts';
import { Fingerprint } from './fingerprint.ts';
import { demandIdle, runEvents } from './loop.ts';
import { cancelKinds, pendingOf } from './pending.ts';
import type { NextEvent, PendingEvent } from './pending.ts';
import { copyPlain, demandPlain } from './plain.ts';
import { copyQueue, imageOfQueue, queueFromImage } from './queue-image.ts';
import { EventQueue } from './queue.ts';
import { registryOf } from './registry.ts';
import type { Ms, Said, SimImage, World } from './types.ts';
import type { ForkOptions, ResumeOptions, RunOptions, SimOptions } from './sim-options.ts';
import { SimWorld } from './world.ts';
import type { WorldParts } from './world.ts';

export type { ForkOptions, ResumeOptions, RunOptions, SimOptions } from './sim-options.ts';

export const SNAPSHOT_FORMAT = 'dialtone/snapshot/1';
const MAX_EVENTS_AT_ONE_INSTANT = 100000;

/** A simulation under way: a world, its pending events, and the state of what measures it. */
export class Sim<Plan, Org, Facts> {
  /** The world with its inner parts, for the recorder and tests. */
  readonly core: SimWorld<Plan, Org, Facts>;
  /** Plain state of the collectors, by name. It travels in snapshots and forks. */
  readonly measures: Record<string, unknown>;

  constructor(core: SimWorld<Plan, Org, Facts>, measures: Record<string, unknown>) {
    this.core = core;
    this.measures = measures;
  }

  get world(): World<Plan, Org, Facts> {
    return this.core;
  }

  get now(): Ms {
    return this.core.now;
  }

  /** How many events have run since the beginning, over snapshots and forks. */
  get events(): number {
    return this.core.event;
  }

  /** 16 hexadecimal digits over (time, kind, a, b) of every event so far, in order. */
  get fingerprint(): string {
    return this.core.fingerprint.hex;
  }

  /**
   * Runs all events with time <= until; then it is `until`. Throws EngineError for a time in the
   * past.
   */
  runUntil(until: Ms): void {
    this.demandAhead(until);
    runEvents(this.core, until, Infinity);
    this.arriveAt(until);
  }

  /** Runs one event. False when none is pending. */
  step(): boolean {
    return runEvents(this.core, Infinity, 1) === 1;
  }

  /** The next event, or null. */
  peek(): NextEvent | null {
    const { queue, registry } = this.core;
    const slot = queue.peekSlot();
    if (slot < 0) return null;
    const kind = registry.names[queue.kindOf(slot)];
    return { time: queue.peekTime(), kind, a: queue.aOf(slot), b: queue.bOf(slot) };
  }

  /**
   * All pending events in the order in which they would run, decoded. For debugging and digests.
   */
  pending(): PendingEvent[] {
    return pendingOf(this.core.queue, this.core.registry.names);
  }

  /** Listens to one type of fact. The answer stops listening. */
  on<K extends keyof Facts & string>(
    type: K,
    listener: (fact: Said<Facts, K>) => void,
  ): () => void {
    return this.core.bus.listen(type, listener as (fact: unknown) => void);
  }

  /** Listens to every fact. The answer stops listening. */
  onAny(listener: (fact: Said<Facts>) => void): () => void {
    return this.core.bus.listenToAll(listener as (fact: unknown) => void);
  }

  /**
   * The whole simulation as JSON, sharing nothing with it. Throws EngineError for state that is not
   * plain.
   */
  snapshot(): SimImage<Org> {
    demandIdle(this.core.phase, 'take a snapshot');
    const { core } = this;
    demandPlain(core.org, 'org');
    demandPlain(this.measures, 'measures');
    return {
      format: SNAPSHOT_FORMAT,
      model: core.registry.digest,
      seed: core.seed,
      ...(core.luck === core.seed ? {} : { luck: core.luck }),
      replication: core.replication,
      shuffleTies: core.queue.shuffle,
      now: core.now,
      events: core.event,
      fingerprint: this.fingerprint,
      queue: imageOfQueue(core.queue),
      org: copyPlain(core.org),
      measures: copyPlain(this.measures),
    };
  }

  /**
   * An independent simulation at the same instant, with the same plan and no listeners. Handles
   * taken before name the same events in both.
   */
  fork(options: ForkOptions = {}): Sim<Plan, Org, Facts> {
    demandIdle(this.core.phase, 'fork');
    const { core } = this;
    const { replication = core.replication, shuffleTies = core.queue.shuffle, salt } = options;
    demandWord('replication', replication);
    if (salt !== undefined) demandWord('salt', salt);
    demandShuffle(shuffleTies);
    const parts: WorldParts<Plan, Org, Facts> = {
      ...core,
      replication,
      luck: salt === undefined ? core.luck : salted(core.luck, salt),
      queue: copyQueue(core.queue, shuffleTies),
      bus: new Bus(),
      org: core.registry.copyOrg(core.org),
      fingerprint: Fingerprint.parse(this.fingerprint),
    };
    return new Sim(new SimWorld(parts), copyPlain(this.measures));
  }

  /**
   * Cancels every pending event of these kinds, and answers how many: what was bound to happen by chance will not. Whoever
   * calls it must know that no handle to such an event is kept in the state. Throws EngineError for an unknown kind.
   */
  forget(kinds: readonly string[]): number {
    demandIdle(this.core.phase, 'forget events');
    const { queue, registry } = this.core;
    const numbers = kinds.map((kind) => {
      const number = registry.numbers.get(kind);
      if (number !== undefined) return number;
      throw new EngineError('unknown-kind', `forget: no kind of event is called ${show(kind)}`);
    });
    return cancelKinds(queue, new Set(numbers));
  }

  /** Refuses an instant that cannot be run to. */
  demandAhead(until: Ms): void {
    if (Number.isSafeInteger(until) && until >= this.core.now) return;
    const message = `cannot run until ${show(until)}: it is ${this.core.now}, and time is whole ms`;
    throw new EngineError('bad-argument', message);
  }

  /** Moves the clock on when no event is left before an instant. */
  arriveAt(until: Ms): void {
    if (until === this.core.now) return;
    this.core.now = until;
    this.core.eventsAtInstant = 0;
  }
}

/**
 * A new simulation with nothing pending: the caller schedules the first events through its world.
 */
export function createSim<Plan, Org, Facts>(
  options: SimOptions<Plan, Org, Facts>,
): Sim<Plan, Org, Facts> {
  const { model, plan, org, now, seed, replication, shuffleTies = null } = options;
  demandWord('seed', seed);
  demandWord('replication', replication);
  demandShuffle(shuffleTies);
  if (!Number.isSafeInteger(now)) {
    throw new EngineError('bad-argument', `now must be a whole number of ms, not ${show(now)}`);
  }
  demandPlain(org, 'org');
  const core = new SimWorld({
    ...loopParts(options),
    registry: registryOf(model),
    queue: new EventQueue(shuffleTies),
    plan,
    org,
    now,
    event: 0,
    seed,
    luck: seed,
    replication,
    fingerprint: new Fingerprint(),
  });
  return new Sim(core, {});
}

/**
 * Continues from an image. Throws EngineError by name for another format, another model or a
 * damaged queue.
 */
export function resumeSim<Plan, Org, Facts>(
  options: ResumeOptions<Plan, Org, Facts>,
): Sim<Plan, Org, Facts> {
  const { image, plan, shuffleTies = image.shuffleTies ?? null } = options;
  const registry = registryOf(options.model);
  demandSame('format', image.format, SNAPSHOT_FORMAT);
  demandSame('model', image.model, registry.digest);
  demandWord('seed', image.seed);
  demandWord('luck', image.luck ?? image.seed);
  demandWord('replication', image.replication);
  demandShuffle(shuffleTies);
  const org = copyPlain(image.org);
  const core = new SimWorld({
    ...loopParts(options),
    registry,
    queue: queueFromImage(image.queue, shuffleTies),
    plan: registry.planOf(plan, org),
    org,
    now: image.now,
    event: image.events,
    seed: image.seed,
    luck: image.luck ?? image.seed,
    replication: image.replication,
    fingerprint: Fingerprint.parse(image.fingerprint),
  });
  return new Sim(core, copyPlain(image.measures));
}

function loopParts<Plan, Org, Facts>(options: RunOptions<Plan, Org, Facts>) {
  const { check = null, maxEventsAtOneInstant = MAX_EVENTS_AT_ONE_INSTANT } = options;
  return { check, maxEventsAtOneInstant, bus: new Bus() };
}

function demandShuffle(shuffle: number | null): void {
  if (shuffle !== null) demandWord('shuffleTies', shuffle);
}

function demandSame(name: string, actual: string, expected: string): void {
  if (actual === expected) return;
  const message = `the snapshot's ${name} is ${show(actual)}, this simulator's ${show(expected)}`;
  throw new EngineError('bad-image', message);
}
