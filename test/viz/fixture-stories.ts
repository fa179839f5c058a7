/** Stories of the fixture: a server's volume is lost, its five groups are restored through two drives by two people. */
import type {
  IncidentStory,
  StrategyResult,
  TimelineEvent,
  TimelineLane,
  TimelineSpan,
} from '../../sim/report/data.ts';
import type { SpanName, WaterfallSpan } from '../../sim/org/facts.ts';
import { HOUR, MINUTE, Random } from './fixture-random.ts';
import { STRATEGIES } from './fixture-incidents.ts';
import { statesOf } from './fixture-states.ts';

type Stretch = readonly [span: SpanName, ms: number, because: string];

function lanesOf(server: string): TimelineLane[] {
  const lanes: TimelineLane[] = [
    { id: 'incident', kind: 'incident', label: `Incident: ${server}`, parent: null },
  ];
  for (const s of [1, 2, 3, 4]) {
    const id = `exch${s}`;
    lanes.push({ id, kind: 'server', label: id, parent: null });
    for (const g of id === server ? [1, 2, 3, 4, 5] : [1]) {
      const group = `${id}/sg${g}`;
      lanes.push({ id: group, kind: 'group', label: `sg${g}`, parent: id });
      lanes.push({ id: `${group}/db1`, kind: 'database', label: 'db1', parent: group });
    }
  }
  for (const d of [1, 2]) {
    lanes.push({ id: `drive${d}`, kind: 'drive', label: `lib1, drive ${d}`, parent: null });
  }
  for (const p of [1, 2]) {
    lanes.push({ id: `person${p}`, kind: 'person', label: `team, operator ${p}`, parent: null });
  }
  lanes.push({ id: 'full', kind: 'job', label: 'full', parent: null });
  lanes.push({ id: 'nightly', kind: 'job', label: 'nightly', parent: null });
  return lanes;
}

function criticalPath(strategy: number, random: Random): Stretch[] {
  const { sets, replays } = STRATEGIES[strategy];
  const stretches: Stretch[] = [
    ['detect', 5 * MINUTE, 'monitoring polls every 5 min'],
    ['decide', 15 * MINUTE, 'the operator on duty looks before restoring'],
    ['parts', 30 * MINUTE, 'a spare disk comes from the shelf of the site'],
    ['recreate-volume', 24 * MINUTE, 'eight disks are formatted as RAID 5'],
    ['wait-drive', random.between(4, 40) * MINUTE, 'both drives restore sg1 and sg2 first'],
    ['load-tape', 4 * MINUTE, 'the cartridge of Saturday\'s full is in slot 17'],
    ['restore-image', 47 * MINUTE, '47 GiB at the 17 MB/s that the volume takes'],
  ]; // prettier-ignore
  for (let i = 1; i < sets; i++) {
    stretches.push([
      'load-tape',
      2.4 * MINUTE,
      `set ${i + 1} of ${sets} lies on another cartridge`,
    ]);
    stretches.push(['restore-logs', 6 * MINUTE, `logs of night ${i} to the temporary folder`]);
  }
  for (let i = 0; i < replays; i++) {
    const of = replays > 1 ? `night ${i + 1} of ${replays}` : 'the logs since the full';
    stretches.push(['replay', random.between(14, 22) * MINUTE, `${of}, two logs a second`]);
  }
  stretches.push(['mount', 2 * MINUTE, 'recovery ran to the last log; the database is consistent']);
  return stretches;
}

function laidOut(stretches: readonly Stretch[], t0: number): WaterfallSpan[] {
  let from = t0;
  return stretches.map(([span, length, because]) => {
    const ms = Math.round(length);
    const made = { span, from, ms, because };
    from += ms;
    return made;
  });
}

function recoverySpans(
  path: readonly WaterfallSpan[],
  server: string,
  random: Random,
): TimelineSpan[] {
  const spans: TimelineSpan[] = [];
  for (const g of [1, 2, 3, 4, 5]) {
    // The critical path is that of the last group; the others run earlier.
    const ahead = (5 - g) * 9 * MINUTE;
    for (const { span, from, ms, because } of path) {
      const lane = `${server}/sg${g}`;
      // Up to the new volume all groups share one path.
      const common = ['detect', 'decide', 'parts', 'recreate-volume'].includes(span);
      if (common && g < 5) continue;
      const start = common ? from : from - ahead;
      spans.push({
        lane,
        from: start,
        to: start + ms,
        kind: span,
        label: span,
        details: [because],
      });
      if (span === 'load-tape' || span === 'restore-image') {
        const drive = `drive${1 + (g % 2)}`;
        const label = `${lane}: ${span}`;
        spans.push({ lane: drive, from: start, to: start + ms, kind: span, label, details: [] });
      }
      const byHand = ['decide', 'recreate-volume', 'mount'].includes(span);
      if (byHand) {
        const label = `${lane}: ${span}`;
        const person = `person${1 + (g % 2)}`;
        spans.push({ lane: person, from: start, to: start + ms, kind: span, label, details: [] });
      }
    }
    const end = path[path.length - 1];
    const back = end.from + end.ms - ahead - random.between(0, 3) * MINUTE;
    const details = ['100 mailboxes: 90 standard, 10 premium'];
    spans.push({
      lane: `${server}/sg${g}/db1`, from: path[0].from, to: back, kind: 'down', label: 'down', details,
    }); // prettier-ignore
  }
  return spans;
}

function backupSpans(t0: number, strategy: number): TimelineSpan[] {
  const spans: TimelineSpan[] = [];
  const midnight = t0 - (t0 % (24 * HOUR));
  for (const night of [-2, -1]) {
    let at = midnight + night * 24 * HOUR + 20 * HOUR;
    for (const s of [1, 2, 3, 4]) {
      const length = (STRATEGIES[strategy].night / 8) * (1 + s * 0.02);
      const details = ['asked 20:00', 'succeeded'];
      const shared = { from: at, to: at + length, kind: 'backup', details };
      spans.push({
        ...shared,
        lane: `exch${s}/sg1`,
        label: strategy === 1 ? 'full' : 'incremental',
      });
      spans.push({ ...shared, lane: `drive${1 + (s % 2)}`, label: `exch${s}/sg1` });
      spans.push({ ...shared, lane: strategy === 1 ? 'full' : 'nightly', label: `exch${s}/sg1` });
      at += s % 2 === 0 ? length : 0;
    }
  }
  return spans;
}

function eventsOf(path: readonly WaterfallSpan[], server: string): TimelineEvent[] {
  const t0 = path[0].from;
  const events: TimelineEvent[] = [
    { lane: server, at: t0, kind: 'cause.struck', label: 'volume-lost', details: ['the database volume is lost'] },
    { lane: 'incident', at: t0, kind: 'incident.opened', label: 'incident opened', details: ['five databases are down'] },
    { lane: 'incident', at: t0 + 5 * MINUTE, kind: 'incident.noticed', label: 'noticed', details: ['by monitoring'] },
  ]; // prettier-ignore
  for (const { span, from, ms } of path) {
    if (span !== 'replay') continue;
    const details = ['the logs are consistent'];
    events.push({
      lane: `${server}/sg5`,
      at: from + ms,
      kind: 'replay.done',
      label: 'replayed',
      details,
    });
  }
  const end = path[path.length - 1];
  const closed = { kind: 'incident.closed', label: 'closed', details: ['all data is back'] };
  events.push({ lane: 'incident', at: end.from + end.ms, ...closed });
  return events;
}

function storyOf(path: readonly WaterfallSpan[], lost: boolean): IncidentStory['story'] {
  const t0 = path[0].from;
  const before = {
    at: t0 - 18.3 * HOUR,
    text: 'The last set before the failure was closed.',
    because: null,
  };
  const steps = path.map((each) => ({
    at: each.from,
    text: `${each.span} began.`,
    because: each.because,
  }));
  const end = path[path.length - 1].from + path[path.length - 1].ms;
  const text = lost
    ? 'Data is back; what was written since is lost.'
    : 'Data is back; nothing is lost.';
  const because = lost
    ? 'the log volume was lost too, and one set could not be read'
    : 'the logs survived on their own volume';
  return [before, ...steps, { at: end, text, because }];
}

/** The worst (rank 0) or the median incident of a strategy, told. */
export function makeStory(result: StrategyResult, rank: 0 | 1, why: string): IncidentStory {
  const strategy = STRATEGIES.findIndex((each) => each.name === result.name);
  const sorted = result.incidents
    .filter((each) => each.dataMs !== null && each.scope === 'server')
    .toSorted((a, b) => b.loss.windowMs - a.loss.windowMs || (b.dataMs ?? 0) - (a.dataMs ?? 0));
  const row = sorted[rank === 0 ? 0 : Math.floor(sorted.length / 2)];
  const server = /exch\d/.exec(row.key)?.[0] ?? 'exch1';
  const random = new Random(7 + rank);
  const waterfall = laidOut(criticalPath(strategy, random), row.at);
  const dataMs = waterfall.reduce((sum, span) => sum + span.ms, 0);
  const spans = [...backupSpans(row.at, strategy), ...recoverySpans(waterfall, server, random)];
  if (row.loss.windowMs > 0) {
    const lost = {
      from: row.at - Math.min(row.loss.windowMs, 30 * HOUR),
      to: row.at,
      kind: 'lost',
    };
    const details = ['mail received in this time is gone', 'no readable set reaches it'];
    spans.push({ ...lost, lane: `${server}/sg5/db1`, label: 'content lost', details });
  }
  const from = row.at - 44 * HOUR;
  const lanes = lanesOf(server);
  return {
    strategy: result.name,
    row: { ...row, dataMs, serviceMs: dataMs, waterfall, closedAt: row.at + dataMs },
    why,
    from,
    to: row.at + dataMs + 2 * HOUR,
    lanes,
    spans,
    states: statesOf(from, lanes, spans),
    events: eventsOf(waterfall, server),
    story: storyOf(waterfall, row.loss.windowMs > 0),
    command: `dialtone explain scenarios/weekly-or-daily.yaml --incident '${row.key}' --strategy ${result.name} --replication ${row.replication}`,
  };
}
