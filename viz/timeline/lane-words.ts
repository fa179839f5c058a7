/** A lane's state in words, as the panel of the scrubber says it. */
import type {
  DatabaseCondition,
  Doing,
  LaneState,
  LogState,
  RecordedStates,
} from '../../sim/report/data.ts';
import { logsAt } from '../../sim/report/log-position.ts';
import { duration } from '../format/duration.ts';
import { count, plural } from '../format/number.ts';

export interface LaneWords {
  readonly what: string;
  /** More about it; empty when there is nothing more to say. */
  readonly more: string;
  readonly since: number | null;
  /** Nothing goes on here. */
  readonly idle: boolean;
  /** Kind of what goes on, for the colour; null when idle. */
  readonly kind: string | null;
}

const IDLE: Readonly<Record<string, string>> = {
  database: 'mounted',
  drive: 'idle',
  group: 'no work on it',
  hub: 'no mail waits',
  job: 'not running',
  person: 'free',
  volume: 'whole',
};

/** The words of one lane at an instant. */
export function laneWords(
  states: RecordedStates,
  kind: string,
  state: LaneState | undefined,
  at: number,
): LaneWords {
  const doing = state?.doing ?? [];
  const first = doing.at(-1);
  const more = [
    ...doing.map(({ because }) => because),
    ...(state?.database ? conditionWords(state.database) : []),
    ...(state?.log ? logWords(states, state.log, doing, at) : []),
  ];
  return {
    what: doing.length > 0 ? doing.map(({ label }) => label).join('; ') : idleWords(kind, state),
    more: more.filter((text) => text !== '').join(', '),
    since: first?.since ?? null,
    idle: first === undefined,
    kind: first?.kind ?? null,
  };
}

function idleWords(kind: string, state: LaneState | undefined): string {
  if (kind === 'database' && state?.database?.mounted === false) return 'not mounted yet';
  return IDLE[kind] ?? '';
}

/** What a database holds: everything, or what is in doubt or given up. */
function conditionWords(condition: DatabaseCondition): string[] {
  const { fileLost, restoring, damagedPages, inDoubt, lostMs } = condition;
  const lost = lostMs > 0 ? `${duration(lostMs)} of mail given up` : '';
  return [
    fileLost ? 'its file is lost' : '',
    restoring ? 'being restored' : '',
    damagedPages > 0 ? plural(damagedPages, 'damaged page range') : '',
    inDoubt ? 'content in doubt' : lost === '' ? 'content held' : '',
    lost,
  ];
}

function logWords(
  states: RecordedStates,
  log: LogState,
  doing: readonly Doing[],
  at: number,
): string[] {
  const { first, open, checkpoint } = logsAt(states, log, at);
  if (first === null) return [`its logs are lost, the last one was ${count(open)}`];
  const held = doing.some(({ kind }) => kind === 'backup') ? ', held by the backup' : ', at rest';
  return [
    `open log ${count(open)}`,
    `checkpoint ${count(checkpoint)}${log.checkpoint === null ? '' : held}`,
    `logs on disk from ${count(first)}`,
  ];
}
