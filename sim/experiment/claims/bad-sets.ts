/** What one bad set costs: STR-04, STR-05 and the golden case X-24, from worlds in which just that set is bad. */
import { WEEK } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import type { DatabaseRow, IncidentRecord } from '../../measure/index.ts';
import type { BackupType } from '../../org/backup/plan.ts';
import type { Plan } from '../../org/plan.ts';
import type { Exposure, Injection } from '../exposure/shapes.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import { backupWindowMs } from '../window.ts';
import { differenceFigure, plainFigure } from './figures.ts';
import { alwaysSo, pairDirection } from './judging.ts';
import type { ClaimAnswer, ClaimFigure } from './shapes.ts';
import { answer } from './texts.ts';

/** One group that met a bad set, beside the same incident with that set readable. */
export interface BadCase {
  readonly replication: number;
  /** Of the failure; 0 is Monday. */
  readonly weekday: number;
  /** When the set was due, and when the failure was. */
  readonly night: Ms;
  readonly at: Ms;
  /** When the last full before it was due that could be restored instead; null where there is none. */
  readonly earlier: Ms | null;
  /** The database of the group that lost most. */
  readonly bad: DatabaseRow;
  readonly soundMs: Ms;
}

/** The worlds that say something about a set, and how many more met it that do not. */
export interface BadWorlds {
  readonly cases: readonly BadCase[];
  /** A file that still lives is repaired, or kept as it is, rather than thrown away: what it loses says nothing about sets. */
  readonly living: number;
  /** With all sets readable as much is lost: nothing since before the set, or within a cycle of the plan, was of use. */
  readonly lostAnyway: number;
}

/** Pages are damaged, or mail is deleted: then nothing forces anybody to go back to a set. */
const FILES_LIVE: readonly Injection['cause'][] = ['page-damage', 'logical-corruption'];

const KEY = /^(.*)@(\d+)\/(full|incremental|differential)$/;

/** Every world with one bad set that the strategy met. */
export function badWorlds(exposure: Exposure, strategy: string, type: BackupType): BadWorlds {
  const { worlds, injections, strategies } = exposure;
  const { plan, outcomes } = strategies[strategy];
  const soundOf = new Map<number, IncidentRecord | null>();
  worlds.forEach(({ injection, hidden }, world) => {
    if (hidden === 'sound') soundOf.set(injection, outcomes[world]);
  });
  const usableMs = longestGapMs(plan) + backupWindowMs(plan);
  const cases: BadCase[] = [];
  let [living, lostAnyway] = [0, 0];
  worlds.forEach(({ injection, hidden, badSets, metBy, fullsBefore }, world) => {
    const record = outcomes[world];
    const sound = soundOf.get(injection);
    const isMet = hidden === 'one-bad-set' && metBy.includes(strategy);
    const parts = isMet ? KEY.exec(badSets[0]) : null;
    if (parts === null || parts[3] !== type || record === null || sound == null) return;
    const group = plan.groups.find(({ path }) => path === parts[1]);
    const rowsOf = ({ databases }: IncidentRecord): DatabaseRow[] =>
      databases.filter(({ database }) => plan.databases[database].group === group?.id);
    const [met, without] = [rowsOf(record), rowsOf(sound)];
    if (met.length === 0) return;
    const { replication, cause, at, hour } = injections[injection];
    const night = Number(parts[2]);
    const soundPointMs = Math.max(0, ...without.map(({ pointMs }) => pointMs));
    if (FILES_LIVE.includes(cause)) living++;
    else if (soundPointMs > Math.min(at - night, usableMs)) lostAnyway++;
    else {
      const bad = met.reduce((worst, row) => (row.windowMs > worst.windowMs ? row : worst));
      const soundMs = Math.max(0, ...without.map(({ windowMs }) => windowMs));
      const weekday = Math.floor(hour / 24);
      const earlier = fullsBefore[strategy] ?? null;
      cases.push({ replication, weekday, night, at, earlier, bad, soundMs });
    }
  });
  return { cases, living, lostAnyway };
}

/** Everything from before the bad set until the failure is gone: nothing that was backed up after it is of any use. */
function endsBefore({ bad, at, night }: BadCase): boolean {
  return bad.pointMs > 0 && at - bad.pointMs < night && bad.windowMs > 0.99 * bad.pointMs;
}

/** STR-04. */
export function oneBadIncremental(
  exposure: Exposure,
  incremental: string,
  resamples: Resamples,
): ClaimAnswer {
  const found = badWorlds(exposure, incremental, 'incremental');
  const { verdict, because } = alwaysSo(
    found.cases.map((each) => ({ replication: each.replication, isSo: endsBefore(each) })),
    exposure.replications,
    'restores that met one bad incremental and ended before it',
  );
  const figures = costFigures(found, exposure, incremental, 'one bad incremental', resamples);
  return answer('STR-04', {
    verdict,
    because: WORLDS,
    parts: [{ says: 'recovery ends before the bad incremental', verdict, because, figures }],
    tables: [],
  });
}

const WORLDS = 'worlds with one bad set, beside the same incidents with all sets readable';

/**
 * STR-05, with what a bad newest full costs under both plans. Its success truncated the logs that would bridge
 * the day before, so what is lost begins at the full before it, whatever the logs on disk save where it can be read. That
 * is the last one that exists: where the job of the night before had failed, there is no full of that night to suffice.
 */
export function anyLatestFull(
  exposure: Exposure,
  daily: string,
  weekly: readonly string[],
  resamples: Resamples,
): ClaimAnswer {
  const shown = [daily, ...weekly].map((name) => ({
    ...{ name, found: badWorlds(exposure, name, 'full') },
  }));
  const { cases } = shown[0].found;
  const judged = cases.flatMap(({ replication, bad, at, earlier }) =>
    earlier === null ? [] : [{ replication, isSo: bad.pointMs <= at - earlier }],
  );
  const { verdict, because } = alwaysSo(
    judged,
    exposure.replications,
    'restores that met a bad newest full and reached the last full that exists before it',
  );
  const figures = [
    ...shown.flatMap(({ name, found }) =>
      costFigures(found, exposure, name, 'a bad newest full', resamples),
    ),
    plainFigure(
      daily,
      'not judged: no earlier full exists',
      'count',
      cases.length - judged.length,
      cases.length,
    ),
    plainFigure(
      daily,
      'of these: a night without a full lay between',
      'count',
      cases.filter((each) => skipsNights(each, exposure.strategies[daily].plan)).length,
      cases.length,
    ),
  ];
  return answer('STR-05', {
    verdict,
    because: WORLDS,
    parts: [
      {
        says: 'the last full that exists before the newest one suffices',
        verdict,
        because,
        figures,
      },
    ],
    tables: [
      {
        what: 'median loss with a bad newest full, by the weekday of the failure',
        unit: 'ms',
        rows: shown.map(({ name, found }) => ({ strategy: name, ...lostByWeekday(found) })),
      },
    ],
  });
}

/** Whether the full that there is to fall back upon is not that of the occasion before: its job had failed. */
const skipsNights = ({ night, earlier }: BadCase, plan: Plan): boolean =>
  earlier !== null && night - earlier > longestGapMs(plan);

/** The longest from one full of the week to the next: a day, unless some nights have none. */
function longestGapMs({ jobs }: Plan): Ms {
  const due = jobs.flatMap(({ type, when }) => (type === 'full' ? when.week : []));
  const inOrder = [...new Set(due)].sort((a, b) => a - b);
  const gaps = inOrder.map((each, i) => (inOrder[i + 1] ?? inOrder[0] + WEEK) - each);
  return Math.max(0, ...gaps);
}

function lostByWeekday({ cases }: BadWorlds): { days: (number | null)[]; counts: number[] } {
  const days = Array.from({ length: 7 }, (_, day) => cases.filter((c) => c.weekday === day));
  return {
    days: days.map((list) => medianOf(list.map(({ bad }) => bad.windowMs))),
    counts: days.map((list) => list.length),
  };
}

/** The middle one: chains that were useless for months, and nobody saw it, make means of their own. */
function medianOf(values: readonly number[]): number | null {
  const inOrder = [...values].sort((a, b) => a - b);
  return inOrder[(inOrder.length - 1) >> 1] ?? null;
}

function costFigures(
  { cases, living, lostAnyway }: BadWorlds,
  { replications }: Exposure,
  of: string,
  what: string,
  resamples: Resamples,
): ClaimFigure[] {
  const n = cases.length;
  const all = n + living + lostAnyway;
  const pairs = cases.map(({ replication, bad, soundMs }) => ({
    ...{ replication, of: bad.windowMs, minus: soundMs },
  }));
  const more = pairDirection(pairs, replications, 0, resamples);
  const lost = cases.map(({ bad }) => bad.windowMs);
  const mean = n === 0 ? null : lost.reduce((sum, each) => sum + each, 0) / n;
  const same = cases.filter(({ bad, soundMs }) => bad.windowMs === soundMs).length;
  return [
    plainFigure(of, `lost with ${what}`, 'ms', mean, n),
    plainFigure(of, `median loss with ${what}`, 'ms', medianOf(lost), n),
    plainFigure(of, `most lost with ${what}`, 'ms', n === 0 ? null : Math.max(...lost), n),
    differenceFigure(more, of, `lost more with ${what}`, 'ms'),
    plainFigure(of, 'of these: lost nothing more', 'count', same, n),
    plainFigure(of, 'left out: the file lives, and is repaired or kept', 'count', living, all),
    plainFigure(
      of,
      'left out: as far back is lost with all sets readable',
      'count',
      lostAnyway,
      all,
    ),
  ];
}
