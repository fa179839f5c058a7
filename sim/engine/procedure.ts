/**
 * Everything that takes steps: a definition (data with the few functions that are its own) and an instance in the
 * state. The engine knows steps, needs, lengths of time, what is given back, and what enabled what.
 */
import type { Need, ResourceState } from './resources.ts';
import type { TrailRecord } from './trail.ts';
import type { Handle, Ms, World } from './types.ts';

/** One running procedure. `vars` is whatever its own steps need, as plain data. */
export interface Procedure<V = unknown> {
  readonly id: number;
  readonly name: string;
  step: string;
  /** Counts steps, so that a timer of an earlier step is told from the present one's. */
  serial: number;
  asked: Ms;
  /** -1 while it waits for what it needs. */
  began: Ms;
  timer: Handle;
  holds: { pool: number; unit: number }[];
  /** Trail on which its steps are recorded, or -1. */
  trail: number;
  /** Record that enabled the present step. */
  by: number;
  freedBy: number;
  waitBecause: string;
  readonly vars: V;
}

export interface ProcedureState extends ResourceState {
  list: (Procedure | null)[];
  trails: (TrailRecord[] | null)[];
}

/** What an organization must have so that procedures can run in it. */
export interface WithProcedures {
  procedures: ProcedureState;
}

// The engine is generic: any plan, any facts.
export type ProcedureWorld = World<any, any, any>;

export interface StepDefinition<W, V> {
  /** Units to hold before the step begins; none, and it begins at once. */
  needs?(w: W, p: Procedure<V>): readonly Need[];
  priority?(w: W, p: Procedure<V>): number;
  begin?(w: W, p: Procedure<V>): void;
  /** Length of the step; absent and not `waits`: none. */
  lasts?(w: W, p: Procedure<V>): Ms;
  /** Ended by an event 'procedure.wake' that `begin` arranges (a flow of bytes, say). */
  readonly waits?: true;
  end?(w: W, p: Procedure<V>): void;
  /** Pools whose units are given back when the step has ended. */
  gives?(w: W, p: Procedure<V>): readonly number[];
  /** Next step; 'done' ends the procedure and gives everything back. */
  readonly then: string | ((w: W, p: Procedure<V>) => string);
  readonly span?: string | ((w: W, p: Procedure<V>) => string);
  readonly waitSpan?: string;
  because?(w: W, p: Procedure<V>): string;
}

/** For the timeline: what a step was about; asked only when somebody listens. */
export interface StepTags {
  readonly job: number;
  readonly group: number;
  readonly database: number;
  readonly drive: number;
  readonly person: boolean;
}

/** A step with every field there, in one order: so the engine meets one shape of step, whoever defined it. */
export type Step<W, V> = {
  readonly [K in keyof Required<StepDefinition<W, V>>]: StepDefinition<W, V>[K];
} & {
  readonly name: string;
  /** The step that always follows; null where that is the end, or `then` decides. */
  next: Step<W, V> | null;
};

export interface ProcedureDefinition<W, V> {
  readonly name: string;
  readonly first: string;
  readonly steps: Readonly<Record<string, Step<W, V>>>;
  tags(w: W, p: Procedure<V>): StepTags;
  /** Cleans up when it is aborted, before what it holds is given back. */
  onAbort?(w: W, p: Procedure<V>, because: string): void;
  /** Step to continue with after an abort (give the tape back, say); absent: it just ends. */
  readonly afterAbort?: (w: W, p: Procedure<V>) => string;
  onDone?(w: W, p: Procedure<V>): void;
}

/** A definition as data; the type parameters are the world and the procedure's own variables. */
export function defineProcedure<W, V>(
  name: string,
  definition: Omit<ProcedureDefinition<W, V>, 'name' | 'steps'> & {
    readonly steps: Readonly<Record<string, StepDefinition<W, V>>>;
  },
): ProcedureDefinition<W, V> {
  const steps: Record<string, Step<W, V>> = {};
  for (const [step, s] of Object.entries(definition.steps)) {
    if (typeof s.then === 'string' && s.then !== 'done' && !(s.then in definition.steps)) {
      throw new Error(`procedure ${name}: step ${step} is followed by unknown step ${s.then}`);
    }
    steps[step] = completed(step, s);
  }
  for (const s of Object.values(steps)) {
    if (typeof s.then === 'string' && s.then !== 'done') s.next = steps[s.then];
  }
  const { first, tags, onAbort, afterAbort, onDone } = definition;
  // Every field there, in one order, as with steps.
  return { name, first, steps, tags, onAbort, afterAbort, onDone } as ProcedureDefinition<W, V>;
}

function completed<W, V>(name: string, s: StepDefinition<W, V>): Step<W, V> {
  return {
    name,
    next: null,
    needs: s.needs,
    priority: s.priority,
    begin: s.begin,
    lasts: s.lasts,
    waits: s.waits,
    end: s.end,
    gives: s.gives,
    then: s.then,
    span: s.span,
    waitSpan: s.waitSpan,
    because: s.because,
  };
}
