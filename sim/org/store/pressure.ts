/**
 * What mailboxes ask of the volumes of their databases: reads and writes per message, by version (ESE-04). The plan keeps it
 * per log, since logs are what a stream counts.
 */
import { writePenalty } from '../hardware/parameters.ts';
import type { VolumePlan } from '../hardware/plan.ts';
import type { FiguresPlan } from '../plan.ts';
import { busiestRate, curveOf, DAY_UNITS } from '../workload/curve.ts';
import type { DatabasePlan, PressurePlan } from './plan.ts';

/** Operations of a database on a weekday: reads, and writes as users see them. */
export function operationsPerDay(
  { mailboxCount, profile }: DatabasePlan,
  { workload }: FiguresPlan,
): { readonly reads: number; readonly writes: number } {
  const messages = mailboxCount * (profile.sentPerDay + profile.receivedPerDay);
  const all = messages * workload.ioPerMessage;
  return { reads: all * workload.readShare, writes: all * (1 - workload.readShare) };
}

/** Share of a volume's time that its databases ask for at the pace of one weekday per millisecond. */
function dayOn(
  volume: VolumePlan,
  databases: readonly DatabasePlan[],
  figures: FiguresPlan,
): { readonly reads: number; readonly writes: number } {
  let reads = 0;
  let writes = 0;
  for (const database of databases) {
    if (database.volume !== volume.id) continue;
    const of = operationsPerDay(database, figures);
    reads += of.reads;
    writes += of.writes * writePenalty[volume.raid];
  }
  const perMs = volume.iops / 1000;
  return { reads: reads / perMs, writes: writes / perMs };
}

/** Share of its time that a volume is asked for in the busiest hour, all users of its databases at work; 1: all it can. */
export function busiestShare(
  volume: VolumePlan,
  databases: readonly DatabasePlan[],
  figures: FiguresPlan,
): number {
  const { reads, writes } = dayOn(volume, databases, figures);
  const pace = busiestRate(curveOf(figures.workload.weekendShare)) / DAY_UNITS;
  return (reads + writes) * pace;
}

/** The pressure of a group on the busiest volume of its files; `all` are the databases of the organization. */
export function pressureOf(
  own: readonly DatabasePlan[],
  all: readonly DatabasePlan[],
  volumes: readonly VolumePlan[],
  figures: FiguresPlan,
): PressurePlan {
  const [first, ...others] = own.flatMap(({ volume }) => volumes[volume] ?? []);
  // A group that a scenario leaves without a file has been complained of.
  if (first === undefined) return { volume: -1, reads: 0, writes: 0, pagesPerLog: 0, heavy: false };
  const share = (volume: VolumePlan): number => busiestShare(volume, all, figures);
  let busiest = first;
  for (const volume of others) if (share(volume) > share(busiest)) busiest = volume;
  const { store } = figures;
  let logs = 0;
  let pages = 0;
  for (const database of own) {
    logs += (database.mailboxCount * database.profile.logBytesPerDay) / store.logBytes;
    pages += operationsPerDay(database, figures).writes / (1 - store.opportuneShare);
  }
  const day = dayOn(busiest, all, figures);
  const perLog = logs === 0 ? 0 : 1 / logs;
  return {
    volume: busiest.id,
    reads: day.reads * perLog,
    writes: day.writes * perLog,
    pagesPerLog: pages * perLog,
    heavy: logs > 0 && share(busiest) > store.diskShare,
  };
}
