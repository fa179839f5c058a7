/**
 * The shapes that the engine shares with everything built on it. The engine knows nothing of Exchange: `Plan` is what
 * the scenario fixed (frozen, shared by every fork), `Org` is the changing state (plain objects, arrays, finite numbers).
 */

/** Milliseconds since 1970-01-01 00:00, as integers. A simulated instant, or a length of time. */
export type Ms = number;

/** Names one queued event, until it fires or is cancelled. 0 names nothing. */
export type Handle = number;

/** One kind of event: its rank among events of the same instant (lower runs first) and its only handler. */
export interface EventDefinition<W> {
  readonly rank: number;
  /**
   * Among events of one instant and rank: in the order of `a`, an integer from 0 to 2^20 - 1, instead of the order of
   * scheduling. For kinds whose `a` names an owner: then nothing can depend on who planned first.
   */
  readonly byOwner?: boolean;
  run(world: W, a: number, b: number): void;
}

/** Kinds of events by name, as a trade exports them. */
export type EventTable<W> = Readonly<Record<string, EventDefinition<W>>>;

/** Who reacts to a piece of news inside one event, in order. */
export type NewsTable<W> = Readonly<
  Record<string, readonly ((world: W, a: number, b: number) => void)[]>
>;

/** A fact as it is said on the bus: what happened, when, and the ordinal of the event that caused it. */
export type Said<Facts, K extends keyof Facts = keyof Facts> = {
  readonly [T in K]: { readonly type: T; readonly at: Ms; readonly event: number } & Facts[T];
}[K];

/** What handlers may do to the world. Everything else is closed to them. */
export interface World<Plan, Org, Facts> {
  readonly plan: Plan;
  readonly org: Org;
  readonly now: Ms;
  /** Ordinal of the event being handled, counted from 1 over the whole run. */
  readonly event: number;
  /** Queue an event. Throws for an instant in the past, a fraction of a millisecond or an unknown kind. */
  at(when: Ms, kind: string, a?: number, b?: number): Handle;
  /** Remove a queued event in O(log n). False when it has fired or was cancelled already. */
  cancel(handle: Handle): boolean;
  /** A uniform deviate in (0, 1) that depends on seed, replication and this key alone. */
  draw(owner: string, purpose: string, ordinal: number): number;
  /** Say a fact to whoever listens. Free of effects on state; nearly free when nobody listens. */
  say<K extends keyof Facts & string>(type: K, fact: Facts[K]): void;
  /** Whether anybody listens to a fact, so that a costly one need not be built. */
  hears(type: keyof Facts & string): boolean;
  /** Go by another plan from here on. It has to follow from the plan and the state: see `Model.planOf`. */
  replan(plan: Plan): void;
  /** Run the reaction list of a piece of news, in the order of the wiring. */
  tell(news: string, a: number, b: number): void;
}

/**
 * Records that nobody changes once they stand in the state. Forks and keyframes share them instead of copying them,
 * which is most of a state that keeps history.
 */
export interface Sealing<Org> {
  /** An independent state that shares its sealed records with this one and is otherwise a copy of its own. */
  copy(org: Org): Org;
  /** For development: freezes every sealed record, so that whoever changes one after all is caught in the act. */
  freeze(org: Org): void;
}

type PlanOf<W> = W extends { readonly plan: infer Plan } ? Plan : never;
type OrgOf<W> = W extends { readonly org: infer Org } ? Org : never;

/** What a model brings to the engine. */
export interface Model<W> {
  readonly events: EventTable<W>;
  readonly news: NewsTable<W>;
  /** The plan that a state goes by, where handlers change it (`World.replan`): asked when a simulation is resumed. */
  planOf?(plan: PlanOf<W>, org: OrgOf<W>): PlanOf<W>;
  /** Absent: nothing is sealed, and a fork copies everything. */
  readonly sealing?: Sealing<OrgOf<W>>;
}

/** The pending events as plain data: parallel arrays by slot, so that handles stay valid in a restored copy. */
export interface QueueImage {
  readonly capacity: number;
  /** Slots in heap order. */
  readonly heap: number[];
  readonly free: number[];
  readonly time: number[];
  /** rank * 2^44 + order of scheduling. */
  readonly order: number[];
  readonly kind: number[];
  readonly a: number[];
  readonly b: number[];
  readonly generation: number[];
  readonly nextSequence: number;
}

/** A whole simulation as JSON: resume it, keep it in a file, or fork it. */
export interface SimImage<Org> {
  readonly format: 'dialtone/snapshot/1';
  readonly model: string;
  readonly seed: number;
  /** What draws are keyed by; absent: the seed. */
  readonly luck?: number;
  readonly replication: number;
  /** Seed of the order among equals; absent or null for the order of scheduling. */
  readonly shuffleTies?: number | null;
  readonly now: Ms;
  readonly events: number;
  readonly fingerprint: string;
  readonly queue: QueueImage;
  readonly org: Org;
  readonly measures: Record<string, unknown>;
}
