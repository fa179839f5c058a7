/** The stretches of the timeline: the critical path, what the recorded states say of every lane, and what is lost. */
import { formatDuration } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import type { HeardFact } from '../../measure/heard.ts';
import type { Doing, LaneState, RecordedStates, TimelineSpan } from '../data.ts';
import { databaseLane, groupLane, INCIDENT_LANE } from './lanes.ts';
import { machineSpans } from './machines.ts';
import { only } from './record.ts';
import type { Scene } from './scene.ts';
import { isOurs } from './scene.ts';
import { bytesOf, setName } from './words.ts';

export function spansOf(scene: Scene, states: RecordedStates): TimelineSpan[] {
  const spans = [
    ...criticalSpans(scene),
    ...stateSpans(scene, states),
    ...machineSpans(scene),
    ...lossSpans(scene),
  ];
  return spans
    .filter((span) => span.to > scene.from && span.from < scene.to && span.to > span.from)
    .map((span) => ({
      ...span,
      from: Math.max(span.from, scene.from),
      to: Math.min(span.to, scene.to),
    }));
}

function criticalSpans({ row }: Scene): TimelineSpan[] {
  return row.waterfall.map(({ span, from, ms, because }) => ({
    ...{ lane: INCIDENT_LANE, from, to: from + ms, kind: span, label: span },
    details: [because, `${formatDuration(ms)} of the critical path`].filter((text) => text !== ''),
  }));
}

/** What a lane does in the recorded states, from the instant at which it is seen first to the one at which it is gone. */
function stateSpans(scene: Scene, states: RecordedStates): TimelineSpan[] {
  const spans: TimelineSpan[] = [];
  const open = new Map<string, Map<string, { from: Ms; doing: Doing }>>();
  const see = (lane: string, state: LaneState | null, at: Ms): void => {
    const now = open.get(lane) ?? new Map<string, { from: Ms; doing: Doing }>();
    open.set(lane, now);
    const seen = new Set<string>();
    for (const doing of state?.doing ?? []) {
      const name = `${doing.id} ${doing.since} ${doing.label}`;
      seen.add(name);
      // The words of a step may grow while it goes on: the last ones tell most.
      now.set(name, { from: now.get(name)?.from ?? at, doing });
    }
    for (const [name, { from, doing }] of now) {
      if (seen.has(name)) continue;
      now.delete(name);
      spans.push(spanOf(scene, lane, doing, from, at));
    }
  };
  for (const [lane, state] of Object.entries(states.first)) see(lane, state, scene.from);
  for (const { at, lanes } of states.changes) {
    for (const [lane, state] of Object.entries(lanes)) see(lane, state, at);
  }
  for (const lane of open.keys()) see(lane, null, scene.to);
  return spans;
}

function spanOf(scene: Scene, lane: string, doing: Doing, from: Ms, to: Ms): TimelineSpan {
  const { kind, because } = doing;
  const backup = only(scene.tape, 'backup.ended').find(
    (fact) => kind === 'backup' && groupLane(fact.group) === lane && fact.at === to,
  );
  const failed = backup !== undefined && backup.outcome !== 'succeeded';
  const details = [because, ...endOf(scene, lane, doing, to), ...(backup ? wordsOf(backup) : [])];
  const label = failed ? `${doing.label} ${backup.outcome}` : doing.label;
  return { lane, from, to, kind, label, details: details.filter((text) => text !== '') };
}

function wordsOf(fact: HeardFact<'backup.ended'>): string[] {
  if (fact.outcome !== 'succeeded') return [setName(fact), fact.because];
  const { differences, verifyMs } = fact;
  const copied = [setName(fact), `${bytesOf(fact.imageBytes)} of databases, ${fact.logs} logs`];
  if (differences === null) return copied;
  const differ = `${differences} differ, as files in use do`;
  return [...copied, `read again for ${formatDuration(verifyMs)}: ${differ}`];
}

/** Why a database went down; that a step was broken off. */
function endOf({ tape }: Scene, lane: string, { kind, since }: Doing, to: Ms): string[] {
  if (kind === 'down') {
    const fact = only(tape, 'database.down').find(
      (each) => databaseLane(each.database) === lane && each.at === since,
    );
    return fact === undefined ? [] : [fact.because];
  }
  const broken = only(tape, 'step.ended').some(
    (each) => each.aborted && each.at === to && groupLane(each.group) === lane,
  );
  return broken ? ['broken off'] : [];
}

/** The stretches of time whose content is gone. */
function lossSpans(scene: Scene): TimelineSpan[] {
  return only(scene.tape, 'content.lost')
    .filter((fact) => isOurs(scene, fact.incident, fact.at))
    .map((fact) => ({
      lane: databaseLane(fact.database),
      ...{
        from: fact.from,
        to: fact.to,
        kind: 'lost',
        label: fact.contentClass === 0 ? 'lost: received' : 'lost: sent',
      },
      details: [
        `${Math.round(fact.messages)} ${fact.contentClass === 0 ? 'received' : 'sent'} messages created then are lost`,
        `${bytesOf(fact.bytes)}, ${formatDuration(fact.to - fact.from)}`,
      ],
    }));
}
