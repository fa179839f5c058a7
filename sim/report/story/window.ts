/** Runs one replication again with a history, and records the window of an incident out of it. */
import { History } from '../../engine/history.ts';
import { recordWindow } from '../../engine/recorder.ts';
import type { Recording } from '../../engine/recorder.ts';
import type { Model } from '../../experiment/replication.ts';
import { runReplication } from '../../experiment/replication.ts';
import type { Facts } from '../../org/facts.ts';
import type { Plan } from '../../org/plan.ts';
import type { OrgState } from '../../org/state.ts';
import type { OrganizationSim } from '../../org/wiring.ts';
import type { Tape } from './record.ts';
import { recordFacts, recordSets } from './record.ts';
import type { Window } from './scene.ts';

export interface Rerun {
  readonly seed: number;
  readonly replication: number;
  readonly window: Window;
  /** Fingerprint of the first run of this replication, or null when there was none. */
  readonly fingerprint: string | null;
  readonly pause?: () => void | Promise<void>;
}

export interface RecordedWindow {
  readonly tape: Tape;
  readonly recording: Recording<OrgState>;
}

/** Throws when a run differs from the first, or a recorded stretch from the fast one: it would tell another story. */
export async function recordIncident(
  model: Model,
  plan: Plan,
  rerun: Rerun,
): Promise<RecordedWindow> {
  const { seed, replication, window, fingerprint, pause } = rerun;
  const tape: Tape = {
    said: [],
    backups: [],
    cartridges: [],
    noticed: [],
    snapshots: [],
    written: [],
    staged: [],
  };
  let history: History<Plan, OrgState, Facts> | null = null;
  const result = await runReplication(model, plan, {
    ...{ seed, replication },
    listen: (sim) => {
      recordSets(sim, tape, window.to);
      // Every simulation of the model is one of the organization.
      history = new History(sim as OrganizationSim);
    },
    drive: (sim, until) => (history === null ? sim.runUntil(until) : history.runUntil(until)),
    ...(pause && { pause }),
  });
  demandSame(replication, fingerprint ?? result.fingerprint, result.fingerprint);
  if (history === null) throw new Error('nobody kept the history of the run');
  return { tape, recording: recordOut(history, replication, window, tape) };
}

function recordOut(
  history: History<Plan, OrgState, Facts>,
  replication: number,
  { from, to }: Window,
  tape: Tape,
): Recording<OrgState> {
  const until = Math.min(to, history.to);
  // What is said at the window's first instant belongs to it.
  const sim = history.stateAt(Math.max(history.from, from - 1));
  recordFacts(sim, tape, until);
  const recording = recordWindow(sim, until);
  demandSame(replication, history.stateAt(until).fingerprint, sim.fingerprint);
  return recording;
}

function demandSame(replication: number, first: string, second: string): void {
  if (first === second) return;
  throw new Error(
    `replication ${replication} ran differently the second time: ${first}, then ${second}`,
  );
}
