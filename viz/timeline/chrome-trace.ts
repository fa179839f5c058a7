/**
 * A timeline in the Trace Event Format of Chrome, which Perfetto and chrome://tracing open: a process for each lane
 * without a lane above it, a thread for each lane, further threads where its spans overlap without nesting.
 */
import type { TimelineEvent, TimelineLane, TimelineSpan } from '../../sim/report/data.ts';
import { kindLabel } from './families.ts';
import { packTracks } from './layout.ts';

/** Instants and lengths in microseconds. */
interface TraceEvent {
  readonly ph: 'X' | 'i' | 'M';
  readonly name: string;
  readonly cat?: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly s?: 't';
  readonly args: Readonly<Record<string, unknown>>;
}

export interface Traced {
  readonly lanes: readonly TimelineLane[];
  readonly spans: readonly TimelineSpan[];
  readonly events: readonly TimelineEvent[];
}

/** More tracks than this no lane has: so that threads of one lane stay together. */
const TRACKS = 1000;

export function chromeTrace(story: Traced): { readonly traceEvents: readonly TraceEvent[] } {
  const roots = story.lanes.filter(({ parent }) => parent === null);
  const traceEvents: TraceEvent[] = roots.map(({ label }, i) =>
    named('process_name', i + 1, 0, label),
  );
  story.lanes.forEach((lane, index) => {
    const pid = roots.indexOf(rootOf(lane, story.lanes)) + 1;
    const first = (index + 1) * TRACKS;
    const spans = story.spans.filter((span) => span.lane === lane.id);
    const events = story.events.filter((event) => event.lane === lane.id);
    if (spans.length + events.length === 0) return;
    const tracks = packTracks(spans);
    for (let track = 0; track <= Math.max(0, ...tracks); track++) {
      traceEvents.push(named('thread_name', pid, first + track, lane.label));
      const args = { sort_index: first + track };
      traceEvents.push({ ph: 'M', name: 'thread_sort_index', pid, tid: first + track, args });
    }
    spans.forEach((span, i) => traceEvents.push(spanEvent(span, pid, first + tracks[i])));
    for (const { at, label, kind, details } of events) {
      const about = { cat: kind, args: { details: details.join('; ') } };
      traceEvents.push({ ph: 'i', name: label, ...about, pid, tid: first, ts: at * 1000, s: 't' });
    }
  });
  return { traceEvents };
}

function spanEvent(span: TimelineSpan, pid: number, tid: number): TraceEvent {
  const { from, to, kind, label, details } = span;
  const args = { kind: kindLabel(kind), details: details.join('; ') };
  const when = { ts: from * 1000, dur: (to - from) * 1000 };
  return { ph: 'X', name: label, cat: kind, pid, tid, ...when, args };
}

function named(name: string, pid: number, tid: number, label: string): TraceEvent {
  return { ph: 'M', name, pid, tid, args: { name: label } };
}

function rootOf(lane: TimelineLane, lanes: readonly TimelineLane[]): TimelineLane {
  let root = lane;
  for (let i = 0; i < lanes.length && root.parent !== null; i++) {
    const above = lanes.find(({ id }) => id === root.parent);
    if (above === undefined) return root;
    root = above;
  }
  return root;
}
