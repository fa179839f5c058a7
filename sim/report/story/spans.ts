/** The stretches of the timeline: the critical path, steps of the recovery, backups, times without service and data. */
import { formatDuration, formatInstant } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import type { HeardFact } from '../../measure/heard.ts';
import type { TimelineSpan } from '../data.ts';
import {
  databaseLane,
  driveLane,
  groupLane,
  INCIDENT_LANE,
  jobLane,
  PERSON_LANE,
} from './lanes.ts';
import { machineSpans } from './machines.ts';
import { only } from './record.ts';
import type { Scene } from './scene.ts';
import { isOurs } from './scene.ts';
import { bytesOf, groupName, setName } from './words.ts';

export function spansOf(scene: Scene): TimelineSpan[] {
  const spans = [
    ...criticalSpans(scene),
    ...only(scene.tape, 'step.ended').flatMap((step) => stepSpans(scene, step)),
    ...backupSpans(scene),
    ...downSpans(scene),
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

/** A step of the recovery on its group, its drive and its person; a wait before it stands apart. */
function stepSpans(scene: Scene, step: HeardFact<'step.ended'>): TimelineSpan[] {
  const { began, asked, at, group, drive, person, job } = step;
  if (job >= 0) return drive >= 0 ? [driveSpan(scene, step)] : [];
  if (step.span === null || !isOurs(scene, step.incident, at)) return [];
  const kind: string = step.span;
  const length = `${formatInstant(began)}, ${formatDuration(at - began)}`;
  const details = [step.because, length, ...(step.aborted ? ['broken off'] : [])].filter(
    (text) => text !== '',
  );
  const lanes = [
    ...(group >= 0 ? [groupLane(group)] : []),
    ...(drive >= 0 ? [driveLane(drive)] : []),
    ...(person ? [PERSON_LANE] : []),
  ];
  const what = group >= 0 && !person ? `${kind} ${groupName(scene.plan, group)}` : kind;
  const spans = lanes.map((lane) => ({ lane, from: began, to: at, kind, label: what, details }));
  const waited = began - asked;
  if (waited > 0 && lanes.length > 0) {
    const because = [`waited ${formatDuration(waited)} for what '${step.step}' needs`];
    const wait = { from: asked, to: began, kind: 'waiting', label: 'waiting', details: because };
    spans.push({ lane: lanes[0], ...wait });
  }
  return spans;
}

/** What a drive does for a backup: also for other servers, since that is what a restore may have to wait for. */
function driveSpan(scene: Scene, step: HeardFact<'step.ended'>): TimelineSpan {
  const { plan } = scene;
  const name = `${groupName(plan, step.group)} ${step.step}`;
  const details = [`job ${plan.jobs[step.job].name}`, formatDuration(step.at - step.began)];
  const lane = driveLane(step.drive);
  return { lane, from: step.began, to: step.at, kind: 'backup', label: name, details };
}

/** Backups of the affected servers, and each job's night. */
function backupSpans(scene: Scene): TimelineSpan[] {
  const { plan, tape } = scene;
  const spans: TimelineSpan[] = [];
  for (const fact of only(tape, 'backup.ended')) {
    if (!scene.servers.includes(plan.groups[fact.group].server)) continue;
    const lane = groupLane(fact.group);
    const good = fact.outcome === 'succeeded';
    const details = [
      setName(fact),
      good ? `${bytesOf(fact.imageBytes)} of databases, ${fact.logs} logs` : fact.because,
    ].filter((text) => text !== '');
    const label = good ? `${fact.backupType} backup` : `${fact.backupType} backup ${fact.outcome}`;
    spans.push({ lane, from: fact.began, to: fact.at, kind: 'backup', label, details });
    if (fact.began > fact.asked) {
      const wait = { kind: 'waiting', label: 'waiting for a drive', details: [label] };
      spans.push({ lane, from: fact.asked, to: fact.began, ...wait });
    }
  }
  for (const fact of only(tape, 'job.ended')) {
    const { name } = plan.jobs[fact.job];
    const failed = fact.failed > 0 ? [`${fact.failed} failed`] : [];
    const night = { kind: 'backup', label: name, details: [formatInstant(fact.night), ...failed] };
    spans.push({ lane: jobLane(fact.job), from: fact.began, to: fact.at, ...night });
  }
  return spans;
}

/** Without service: down. With service, or before anybody noticed, but without some of the data: impaired. */
function downSpans(scene: Scene): TimelineSpan[] {
  const { row } = scene;
  return scene.databases.flatMap((database): TimelineSpan[] => {
    const lane = databaseLane(database);
    const downs = downTimes(scene, database);
    const until = row.dataMs === null ? scene.over : row.at + row.dataMs;
    const first = downs[0]?.from ?? until;
    const latent: TimelineSpan[] =
      first > row.at
        ? [
            {
              ...{ lane, from: row.at, to: Math.min(first, until), kind: 'impaired' },
              ...{ label: 'damaged', details: ['some of the data cannot be read'] },
            },
          ]
        : [];
    return [
      ...latent,
      ...downs.map(({ from, to, because }) => ({
        ...{ lane, from, to, kind: 'down', label: 'down' },
        details: [because, formatDuration(to - from)].filter((text) => text !== ''),
      })),
    ];
  });
}

function downTimes(scene: Scene, database: number): { from: Ms; to: Ms; because: string }[] {
  const times: { from: Ms; to: Ms; because: string }[] = [];
  let since: Ms | null = null;
  let because = '';
  for (const each of scene.tape.said) {
    if (each.name === 'database.down' && each.fact.database === database) {
      since ??= each.fact.at;
      because = each.fact.because;
    }
    if (each.name === 'database.up' && each.fact.database === database) {
      const from = since ?? each.fact.downSince;
      if (since !== null || from > 0) times.push({ from, to: each.fact.at, because });
      since = null;
    }
  }
  if (since !== null) times.push({ from: since, to: scene.to, because });
  return times;
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
