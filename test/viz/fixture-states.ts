/** States of the fixture's lanes, as a recorder would have seen them: what the spans say, and a condition each. */
import type {
  DatabaseCondition,
  Doing,
  LaneState,
  RecordedStates,
  TimelineLane,
  TimelineSpan,
} from '../../sim/report/data.ts';

type Spans = readonly TimelineSpan[];

export function statesOf(
  from: number,
  lanes: readonly TimelineLane[],
  spans: Spans,
): RecordedStates {
  const told = spans.filter(({ lane, kind }) => lane !== 'incident' && kind !== 'lost');
  const instants = [...new Set(told.flatMap((span) => [span.from, span.to]))];
  instants.sort((a, b) => a - b);
  const at = (lane: TimelineLane, t: number) => stateAt(lane, told, t);
  const changes = instants
    .filter((t) => t > from)
    .map((t) => {
      const touched = lanes.filter((lane) =>
        told.some((span) => span.lane === lane.id && (span.from === t || span.to === t)),
      );
      return { at: t, lanes: Object.fromEntries(touched.map((lane) => [lane.id, at(lane, t)])) };
    });
  const first = Object.fromEntries(lanes.map((lane) => [lane.id, at(lane, from) ?? { doing: [] }]));
  return { from, weekendShare: 0.15, checkpointDepth: 20, first, changes };
}

function stateAt({ id, kind }: TimelineLane, spans: Spans, t: number): LaneState | null {
  const doing = spans
    .filter((span) => span.lane === id && span.from <= t && span.to > t)
    .map((span, i): Doing => {
      const because = span.details[0] ?? '';
      return { id: String(i), kind: span.kind, label: span.label, because, since: span.from };
    });
  if (kind === 'database') return { doing, database: conditionOf(doing) };
  if (kind === 'group') return { doing, log: { ...LOG, checkpoint: doing.length > 0 ? 77 : null } };
  return doing.length > 0 ? { doing } : null;
}

const LOG = {
  ...{ units: 0, position: 12_345.5, logsPerUnit: 0, flushedTo: 1 },
  ...{ firstLog: 9000, circular: false },
};

function conditionOf(doing: readonly Doing[]): DatabaseCondition {
  const down = doing.some(({ kind }) => kind === 'down');
  return {
    ...{ mounted: !down, fileLost: down, restoring: false, damagedPages: 0 },
    ...{ inDoubt: down, lostMs: 0 },
  };
}
