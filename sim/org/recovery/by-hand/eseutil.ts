/**
 * Soft recovery by hand: which mistake is made in a run of `eseutil /r`, how long the run takes, and what is seen afterwards.
 * Whatever went wrong is found out by a mount, or a look at the header, and then it is run once more.
 */
import type { StepDefinition } from '../../../engine/procedure.ts';
import type { Ms } from '../../../engine/types.ts';
import { handsPool } from '../../pools.ts';
import { checkpointDepth } from '../../store/checkpoint.ts';
import type { OrgWorld } from '../../world.ts';
import { hands, type MountVars } from '../restore/hands.ts';
import { slips, type SlipName } from '../slips/table.ts';
import { slipAt, type Slipped } from '../slips/chance.ts';

export interface EseutilVars extends MountVars {
  /** Group whose logs are replayed, and in whose name mistakes are scripted. */
  readonly from: number;
  /** The mistake in the present run, or null. */
  slipped: Slipped | null;
  /** Whether a log that the run needs is not there, or of no use: then those who restore go on with its databases. */
  broken: boolean;
}

/** Mistakes that make no difference where the files lie at the place that their logs name, with their own checkpoint. */
const OUT_OF_PLACE: readonly SlipName[] = [
  'recovery-without-d',
  'checkpoint-not-hidden',
  'attached-dirty',
];

const NEEDS_NO_PATHS: readonly SlipName[] = ['recovery-in-wrong-folder', 'checkpoint-not-hidden'];

/** Switches beside `/r Enn /i`: paths of logs and checkpoint where they are written (REC-09, REC-11). */
export const pathSwitches = (w: OrgWorld, folder: string): string =>
  w.plan.recovery.eseutil === 'with-paths' ? ` /l${folder} /s${folder}` : '';

/** Draws the mistake of a run: `outOfPlace`: in a folder of its own; `missing`: a database of the logs is not there. */
export function beginRun(
  w: OrgWorld,
  v: EseutilVars,
  how: { readonly outOfPlace: boolean; readonly missing: boolean },
): void {
  const paths = w.plan.recovery.eseutil === 'with-paths';
  v.slipped = slipAt(w, {
    ...{ incident: v.incident, group: v.from, step: 'eseutil' },
    possible: (name) => {
      if (name === 'missing-not-ignored') return how.missing;
      if (name === 'path-mistyped') return paths;
      // With /l and /s it does not matter where it is run, and which checkpoint file lies there (REC-09, REC-11).
      if (NEEDS_NO_PATHS.includes(name) && paths) return false;
      return how.outOfPlace || !OUT_OF_PLACE.includes(name);
    },
  });
}

/** How long a run takes that would replay so many logs. */
export function runMs(w: OrgWorld, v: EseutilVars, logs: number): Ms {
  const { replayLogsPerSecond } = w.plan.figures.store;
  const { stepMs } = w.plan.figures.operations;
  const replay = (n: number): Ms => Math.ceil((n / replayLogsPerSecond) * 1000);
  switch (v.slipped?.name) {
    case undefined:
    // It reads every log, and finds no file to apply it to.
    case 'recovery-without-d':
      return replay(logs);
    case 'checkpoint-not-hidden':
      return replay(Math.min(logs, checkpointDepth(w) + 1));
    case 'attached-dirty':
      return 0;
    default:
      return stepMs;
  }
}

/** What is told of a run: the command, or what was wrong with it. */
export const runText = (command: string, { slipped }: EseutilVars): string =>
  slipped === null ? command : slips[slipped.name].does;

/** Mistakes that leave files of no use: changed by later logs without the earlier ones, they are fetched once more (REC-10). */
const SPOILS: readonly SlipName[] = ['checkpoint-not-hidden'];

/** After a run that went wrong: somebody sees it at the mount or in the header (RST-36), and runs it again. */
export function findOut<V extends EseutilVars>(): StepDefinition<OrgWorld, V> {
  return {
    needs: hands,
    lasts: (w) => w.plan.figures.operations.mountMs + w.plan.figures.operations.stepMs,
    gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
    span: 'mount',
    waitSpan: 'wait-person',
    because: (_w, p) => (p.vars.slipped === null ? '' : slips[p.vars.slipped.name].sees),
    then: (_w, p) => {
      const again = p.vars.slipped !== null && SPOILS.includes(p.vars.slipped.name);
      p.vars.slipped = null;
      return again ? 'fetch' : 'run';
    },
  };
}
