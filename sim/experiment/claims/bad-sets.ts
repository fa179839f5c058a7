/** What one bad set costs: STR-04, STR-05 and the golden case X-24, from worlds in which just that set is bad. */
import { DAY } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import type { DatabaseRow, IncidentRecord } from '../../measure/index.ts';
import type { BackupType } from '../../org/backup/plan.ts';
import type { Exposure } from '../exposure/shapes.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import { backupWindowMs } from '../window.ts';
import { differenceFigure, plainFigure } from './figures.ts';
import { alwaysSo, pairDirection } from './judging.ts';
import type { ClaimAnswer, ClaimFigure } from './shapes.ts';
import { answer } from './texts.ts';

/** One group that met a bad set, beside the same incident with that set readable. */
export interface BadCase {
  readonly replication: number;
  readonly cause: IncidentRecord['cause'];
  readonly type: BackupType;
  /** When the set was due, and when the failure was. */
  readonly night: Ms;
  readonly at: Ms;
  /** The database of the group that lost most. */
  readonly bad: DatabaseRow;
  readonly soundMs: Ms;
}

const KEY = /^(.*)@(\d+)\/(full|incremental|differential)$/;

/** Every world with one bad set that the strategy met. */
export function badCases(exposure: Exposure, strategy: string, type: BackupType): BadCase[] {
  const { worlds, injections, strategies } = exposure;
  const { plan, outcomes } = strategies[strategy];
  const soundOf = new Map<number, IncidentRecord | null>();
  worlds.forEach(({ injection, hidden }, world) => {
    if (hidden === 'sound') soundOf.set(injection, outcomes[world]);
  });
  return worlds.flatMap(({ injection, hidden, badSets }, world) => {
    const record = outcomes[world];
    const sound = soundOf.get(injection);
    const parts = hidden === 'one-bad-set' ? KEY.exec(badSets[0]) : null;
    if (parts === null || parts[3] !== type || record === null || sound == null) return [];
    const group = plan.groups.find(({ path }) => path === parts[1]);
    const rowsOf = ({ databases }: IncidentRecord): DatabaseRow[] =>
      databases.filter(({ database }) => plan.databases[database].group === group?.id);
    const [met, without] = [rowsOf(record), rowsOf(sound)];
    // Whoever did not read the set fares as if it were good.
    if (met.length === 0 || JSON.stringify(met) === JSON.stringify(without)) return [];
    const bad = met.reduce((worst, row) => (row.windowMs > worst.windowMs ? row : worst));
    const soundMs = Math.max(0, ...without.map(({ windowMs }) => windowMs));
    const { replication, cause, at } = injections[injection];
    return [{ replication, cause, type, night: Number(parts[2]), at, bad, soundMs }];
  });
}

/** Everything from before the bad set until the failure is gone: nothing that was backed up after it is of any use. */
function endsBefore({ bad, at, night }: BadCase): boolean {
  return bad.pointMs > 0 && at - bad.pointMs < night && bad.windowMs > 0.99 * bad.pointMs;
}

/** STR-04. A file that still lives is repaired rather than thrown away, so damaged pages say nothing about chains. */
export function oneBadIncremental(
  exposure: Exposure,
  incremental: string,
  resamples: Resamples,
): ClaimAnswer {
  const all = badCases(exposure, incremental, 'incremental');
  const cases = all.filter(({ cause }) => cause !== 'page-damage');
  const found = alwaysSo(
    cases.map((each) => ({ replication: each.replication, isSo: endsBefore(each) })),
    exposure.replications,
    'restores that met one bad incremental and ended before it',
  );
  const { verdict, because } = found;
  const figures = [
    ...costFigures(cases, exposure, incremental, 'one bad incremental', resamples),
    plainFigure(
      incremental,
      'damaged files that met one',
      'count',
      all.length - cases.length,
      all.length,
    ),
  ];
  return answer('STR-04', {
    verdict,
    because: 'worlds with one bad set, beside the same incidents with all sets readable',
    parts: [{ says: 'recovery ends before the bad incremental', verdict, because, figures }],
    tables: [],
  });
}

/** STR-05, with what a bad newest full costs under both plans. */
export function anyLatestFull(
  exposure: Exposure,
  daily: string,
  weekly: readonly string[],
  resamples: Resamples,
): ClaimAnswer {
  const { plan } = exposure.strategies[daily];
  const most = DAY + backupWindowMs(plan);
  const cases = badCases(exposure, daily, 'full');
  const { verdict, because } = alwaysSo(
    cases.map(({ replication, bad, soundMs }) => ({
      ...{ replication, isSo: bad.windowMs - soundMs <= most },
    })),
    exposure.replications,
    'restores that met a bad newest full and lost at most a day and a window more',
  );
  const figures = [daily, ...weekly].flatMap((name) =>
    costFigures(badCases(exposure, name, 'full'), exposure, name, 'a bad newest full', resamples),
  );
  return answer('STR-05', {
    verdict,
    because: 'worlds with one bad set, beside the same incidents with all sets readable',
    parts: [{ says: 'one more day is lost at most', verdict, because, figures }],
    tables: [],
  });
}

function costFigures(
  cases: readonly BadCase[],
  { replications }: Exposure,
  of: string,
  what: string,
  resamples: Resamples,
): ClaimFigure[] {
  const n = cases.length;
  const more = pairDirection(
    cases.map(({ replication, bad, soundMs }) => ({
      replication,
      of: bad.windowMs,
      minus: soundMs,
    })),
    ...([replications, 0, resamples] as const),
  );
  const lost = cases.map(({ bad }) => bad.windowMs);
  const mean = n === 0 ? null : lost.reduce((sum, each) => sum + each, 0) / n;
  const same = cases.filter(({ bad, soundMs }) => bad.windowMs === soundMs).length;
  return [
    plainFigure(of, `lost with ${what}`, 'ms', mean, n),
    plainFigure(of, `most lost with ${what}`, 'ms', n === 0 ? null : Math.max(...lost), n),
    differenceFigure(more, of, `lost more with ${what}`, 'ms'),
    plainFigure(of, 'of these: lost nothing more', 'count', same, n),
  ];
}
