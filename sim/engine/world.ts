import type { Bus } from './bus.ts';
import { uniform } from './draw.ts';
import { EngineError, show } from './errors.ts';
import { Fingerprint } from './fingerprint.ts';
import type { EventQueue } from './queue.ts';
import type { Registry } from './registry.ts';
import { OWNERS } from './ties.ts';
import type { Handle, Ms, World } from './types.ts';

/** What a world is made of. */
export interface WorldParts<Plan, Org, Facts> {
  readonly registry: Registry<World<Plan, Org, Facts>>;
  readonly queue: EventQueue;
  readonly bus: Bus;
  readonly plan: Plan;
  readonly org: Org;
  readonly now: Ms;
  readonly event: number;
  readonly seed: number;
  /** What draws are keyed by: the seed, or what the salts of forks made of it. */
  readonly luck: number;
  readonly replication: number;
  readonly fingerprint: Fingerprint;
  readonly check: ((world: World<Plan, Org, Facts>) => void) | null;
  readonly maxEventsAtOneInstant: number;
}

/**
 * The one implementation of World. A class with all fields set in its constructor, so that handlers
 * and the loop see one shape for ever; `org` is a field that the recorder swaps for a draft and
 * back.
 */
export class SimWorld<Plan, Org, Facts> implements World<Plan, Org, Facts> {
  plan: Plan;
  org: Org;
  now: Ms;
  event: number;
  readonly seed: number;
  readonly luck: number;
  readonly replication: number;
  readonly queue: EventQueue;
  readonly bus: Bus;
  readonly registry: Registry<World<Plan, Org, Facts>>;
  readonly fingerprint: Fingerprint;
  readonly check: ((world: World<Plan, Org, Facts>) => void) | null;
  readonly maxEventsAtOneInstant: number;
  /** Events run at the present instant so far. */
  eventsAtInstant = 0;
  /** How often each kind ran in the second half of the events allowed at one instant. */
  instantTally: number[] | null = null;
  /**
   * 'running' inside an event, 'failed' for ever after a handler threw: its changes are half done.
   */
  phase: 'idle' | 'running' | 'failed' = 'idle';
  /** Tells drafts from plain values while the recorder is at work; null in the fast mode. */
  isDraft: ((value: unknown) => boolean) | null = null;

  private lastKind = '';
  private lastNumber: number | undefined = undefined;

  constructor(parts: WorldParts<Plan, Org, Facts>) {
    this.plan = parts.plan;
    this.org = parts.org;
    this.now = parts.now;
    this.event = parts.event;
    this.seed = parts.seed;
    this.luck = parts.luck;
    this.replication = parts.replication;
    this.queue = parts.queue;
    this.bus = parts.bus;
    this.registry = parts.registry;
    this.fingerprint = parts.fingerprint;
    this.check = parts.check;
    this.maxEventsAtOneInstant = parts.maxEventsAtOneInstant;
  }

  at(when: Ms, kind: string, a = 0, b = 0): Handle {
    // Most calls name the same kind as the last one.
    if (kind !== this.lastKind) {
      this.lastNumber = this.registry.numbers.get(kind);
      this.lastKind = kind;
    }
    const number = this.lastNumber;
    const fine = when >= this.now && Number.isSafeInteger(when);
    if (number === undefined || !fine || !Number.isFinite(a) || !Number.isFinite(b)) {
      return this.refuseEvent(when, kind, a, b);
    }
    const { ranks, byOwner } = this.registry;
    const owned = byOwner[number];
    if (owned && !(a >= 0 && a < OWNERS && Number.isInteger(a))) {
      return this.refuseEvent(when, kind, a, b);
    }
    // Adding zero turns -0 into 0, which is what a snapshot in a file would make of it.
    return this.queue.schedule(when + 0, ranks[number], number, a + 0, b + 0, owned ? a : -1);
  }

  cancel(handle: Handle): boolean {
    return this.queue.cancel(handle);
  }

  draw(owner: string, purpose: string, ordinal: number): number {
    return uniform(this.luck, this.replication, owner, purpose, ordinal);
  }

  say<K extends keyof Facts & string>(type: K, fact: Facts[K]): void {
    if (this.isDraft !== null) this.refuseDrafts(`say('${type}')`, fact);
    if (!this.bus.hears(type)) return;
    this.bus.say(type, { type, at: this.now, event: this.event, ...fact });
  }

  hears(type: keyof Facts & string): boolean {
    return this.bus.hears(type);
  }

  replan(plan: Plan): void {
    this.plan = plan;
  }

  tell(news: string, a: number, b: number): void {
    const reactions = this.registry.news.get(news);
    if (reactions === undefined) {
      throw new EngineError('unknown-news', `tell: no news is called ${show(news)}`);
    }
    if (!Number.isFinite(a)) this.refuseNumber(`tell(${show(news)})`, 'a', a);
    if (!Number.isFinite(b)) this.refuseNumber(`tell(${show(news)})`, 'b', b);
    for (let i = 0; i < reactions.length; i++) reactions[i](this, a, b);
  }

  private refuseEvent(when: Ms, kind: string, a: number, b: number): never {
    const call = `at(${show(kind)})`;
    if (!this.registry.numbers.has(kind)) {
      throw new EngineError('unknown-kind', `at: no kind of event is called ${show(kind)}`);
    }
    if (!Number.isSafeInteger(when)) {
      this.refuseDrafts(call, when);
      const message = `${call}: the instant must be a whole number of ms, not ${show(when)}`;
      throw new EngineError('bad-argument', message);
    }
    if (when < this.now) {
      const message = `${call}: instant ${when} is ${this.now - when} ms before now, ${this.now}`;
      throw new EngineError('time-in-the-past', message);
    }
    if (!Number.isFinite(a)) this.refuseNumber(call, 'a', a);
    if (Number.isFinite(b)) {
      const message = `${call}: a must name an owner, 0 to ${OWNERS - 1}, not ${show(a)}`;
      throw new EngineError('bad-argument', message);
    }
    return this.refuseNumber(call, 'b', b);
  }

  private refuseNumber(call: string, name: string, value: unknown): never {
    this.refuseDrafts(`${call}: ${name}`, value);
    const message = `${call}: ${name} must be a finite number, not ${show(value)}`;
    throw new EngineError('bad-argument', message);
  }

  /**
   * A draft that outlives its event would throw much later, where nobody can tell whence it came.
   */
  private refuseDrafts(path: string, value: unknown): void {
    if (this.isDraft === null || typeof value !== 'object' || value === null) return;
    if (this.isDraft(value)) {
      const message = `${path} is a live part of the state: pass an id or copied values`;
      throw new EngineError('draft-leaked', message);
    }
    for (const [key, below] of Object.entries(value)) this.refuseDrafts(`${path}.${key}`, below);
  }
}
