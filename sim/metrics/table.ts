import { causeNames, scorecardRows, waterfallSpans } from './families.ts';
import type { Metric } from './types.ts';

const MINUTES_5 = 300_000;

type Row = Omit<Metric, 'available' | 'because' | 'needsPrices'> & { readonly because?: string };

function metric(row: Row): Metric {
  const { because = null } = row;
  return {
    ...row,
    available: because === null,
    because,
    needsPrices: row.name.startsWith('cost.'),
  };
}

const loss = [
  metric({
    name: 'loss.messages', unit: 'messages', over: ['replication', 'incident'], weight: 'mailbox',
    tie: 100, better: 'lower', rareTail: true,
    doc: 'messages lost, booked when their last holder is ruled out',
  }),
  metric({
    name: 'loss.bytes', unit: 'B', over: ['replication', 'incident'], weight: 'mailbox',
    tie: 5_000_000, better: 'lower', rareTail: true, doc: 'message bytes lost (log bytes are loss.logs)',
  }),
  metric({
    name: 'loss.logs', unit: 'logs', over: ['replication', 'incident'], weight: 'mailbox',
    tie: 25, better: 'lower', rareTail: true, doc: 'log files whose content is lost',
  }),
  metric({
    name: 'loss.window', unit: 'ms', over: ['incident'], weight: 'incident',
    tie: 'backup window', better: 'lower', rareTail: true,
    doc: 'length of the lost stretches of time, of the worst affected database',
  }),
  metric({
    name: 'loss.pending', unit: 'messages', over: ['replication'], weight: 'mailbox',
    tie: 100, better: 'lower',
    doc: 'messages that are not reachable yet at a censored end',
    because: 'open incidents are not asked what they still hold; they are counted as censored',
  }),
  metric({
    name: 'loss.returned', unit: 'messages', over: ['replication'], weight: 'mailbox',
    tie: 100, better: 'lower', doc: 'messages given back to their senders, who know it',
  }),
]; // prettier-ignore

const recovery = [
  metric({
    name: 'recovery.service', unit: 'ms', over: ['incident'], weight: 'incident', tie: MINUTES_5,
    better: 'lower', doc: 'from the failure until the last affected mailbox can send and receive; of public folders where nothing else is hit',
  }),
  metric({
    name: 'recovery.data', unit: 'ms', over: ['incident'], weight: 'incident', tie: MINUTES_5,
    better: 'lower',
    doc: 'from the failure until everything that is not lost can be read again',
  }),
  metric({
    name: 'recovery.first', unit: 'ms', over: ['incident'], weight: 'incident', tie: MINUTES_5,
    better: 'lower', doc: 'from the failure until the first affected database has service again',
  }),
  metric({
    name: 'recovery.point', unit: 'ms', over: ['incident'], weight: 'incident',
    tie: 'backup window', better: 'lower', rareTail: true,
    doc: 'from the oldest lost instant to the failure: the achieved recovery point',
  }),
  metric({
    name: 'recovery.unprotected', unit: 'ms', over: ['incident'], weight: 'incident',
    tie: MINUTES_5, better: 'lower', doc: 'from data back until the next full has succeeded (X-04)',
  }),
  metric({
    name: 'recovery.backupAge', unit: 'ms', over: ['incident'], weight: 'incident', tie: 'backup window',
    better: 'lower',
    doc: 'age of the newest backup when the failure happened, of the affected database with the oldest (MON-08)',
  }),
  metric({
    name: 'restore.sets', unit: 'sets', over: ['incident'], weight: 'incident', tie: 0,
    better: 'neither', doc: 'backup sets read',
  }),
]; // prettier-ignore

const service = [
  metric({
    name: 'downtime.service', unit: 'mailbox-hours', over: ['replication'], weight: 'mailbox',
    tie: 1, better: 'lower', doc: 'mailbox-hours without service, inside the horizon',
  }),
  metric({
    name: 'downtime.data', unit: 'mailbox-hours', over: ['replication'], weight: 'mailbox',
    tie: 1, better: 'lower',
    doc: 'mailbox-hours without service or without some of the data that is not lost',
  }),
  metric({
    name: 'availability.service', unit: 'share', over: ['replication'], weight: 'mailbox',
    tie: 0.00001, better: 'higher',
    doc: 'share of mailbox-time with service; by class in the hours of the class',
  }),
  metric({
    name: 'availability.data', unit: 'share', over: ['replication'], weight: 'mailbox',
    tie: 0.00001, better: 'higher',
    doc: 'share of mailbox-time with service and data; by class in the hours of the class',
  }),
  metric({
    name: 'service.degraded', unit: 'mailbox-hours', over: ['replication'], weight: 'mailbox',
    tie: 1, better: 'lower', doc: 'mailbox-hours slow, or without functions beside mail: while a streaming backup copies the database or mailboxes are '
      + 'read one by one, its array rebuilds, or its server waits for a reboot after a move (hours of two of these count twice)',
  }),
  metric({
    name: 'service.delayed', unit: 'messages', over: ['replication'], weight: 'mailbox',
    tie: 100, better: 'lower',
    doc: 'messages that waited on a hub so long that their senders were told (X-16)',
  }),
]; // prettier-ignore

const backup = [
  metric({
    name: 'backup.duration', unit: 'ms', over: ['job', 'replication'], weight: 'job',
    tie: MINUTES_5, better: 'lower',
    doc: 'over job: of one group\'s procedure; over replication: of a night\'s run, mean over nights',
  }),
  metric({
    name: 'backup.overruns', unit: 'share', over: ['job', 'replication'],
    unitOver: { replication: '/year' }, weight: 'job', tie: 0.001, better: 'lower',
    doc: 'groups\' procedures that did not end inside their window',
  }),
  metric({
    name: 'backup.failures', unit: 'share', over: ['job', 'replication'],
    unitOver: { replication: '/year' }, weight: 'job', tie: 0.001, better: 'lower',
    doc: 'groups\' procedures that left no set, for whatever reason',
  }),
  metric({
    name: 'backup.unnoticed', unit: 'ms', over: ['replication'], weight: 'replication',
    tie: 3_600_000, better: 'lower', doc: 'longest time that a failed job went unseen',
  }),
  metric({
    name: 'backup.freeze', unit: 'ms', over: ['replication'], weight: 'replication', tie: 1_000, better: 'lower',
    doc: 'longest time that client transactions waited for a shadow copy to be taken',
  }),
  metric({
    name: 'backup.drills', unit: '/year', over: ['replication'], weight: 'replication', tie: 1,
    better: 'neither', doc: 'restore drills of a group that were not broken off (MON-17)',
  }),
  metric({
    name: 'backup.findings', unit: '/year', over: ['replication'], weight: 'replication', tie: 1,
    better: 'neither', doc: 'restore drills that found a bad set, a wrong job or no full at all',
  }),
  metric({
    name: 'backup.media', unit: 'cartridges', over: ['replication'], weight: 'replication', tie: 1,
    better: 'lower', doc: 'different cartridges written inside the horizon',
  }),
  metric({
    name: 'backup.sinceMaintenance', unit: 'ms', over: ['replication'], weight: 'replication',
    tie: 86_400_000, better: 'lower',
    doc: 'longest that a database has waited for online maintenance to complete (X-19)',
  }),
  metric({
    name: 'backup.maintenanceLost', unit: 'ms', over: ['replication'], weight: 'replication',
    tie: 3_600_000, better: 'lower',
    doc: 'what backups took of the hours of online maintenance, all databases together (X-19)',
  }),
]; // prettier-ignore

const spans = Object.entries(waterfallSpans).map(([span, made]) =>
  metric({
    name: `waterfall.${span}`, unit: 'ms', over: ['incident'], weight: 'incident', tie: MINUTES_5,
    better: 'lower', doc: `time of the critical path in '${span}'`,
    ...(made ? {} : { because: `no procedure of this version has the span '${span}'` }),
  }),
); // prettier-ignore

const causes = [
  ...Object.entries(causeNames).map(([cause, simulated]) =>
    metric({
      name: `causes.${cause}`, unit: 'count', over: ['replication'], weight: 'replication', tie: 0,
      better: 'neither', doc: `how often '${cause}' happened`,
      ...(simulated ? {} : { because: `the cause '${cause}' is not modelled yet` }),
    }),
  ),
  metric({
    name: 'causes.absorbed', unit: 'count', over: ['replication'], weight: 'replication', tie: 0,
    better: 'neither', doc: 'root causes that impaired nothing',
  }),
]; // prettier-ignore

const sla = Object.entries(scorecardRows).map(([row, filled]) =>
  metric({
    name: `sla.${row}`, unit: 'ms', over: ['replication', 'incident'],
    unitOver: { replication: 'count' }, weight: row === 'database' ? 'database' : 'incident',
    tie: MINUTES_5, better: 'lower',
    doc: `over incident: how long past the class's target for '${row}' data was back; `
      + 'over replication: how often the target was missed',
    ...(filled ? {} : { because: `this version restores no ${row}` }),
  }),
); // prettier-ignore

const COSTS = {
  outlay: 'drives and cartridges written off, what was bought again, and the hours of operators',
  penalty: 'mailbox-hours without service, and mailbox-hours of lost mail',
  total: 'outlay and penalty together',
} as const;

const cost = Object.entries(COSTS).map(([part, doc]) =>
  metric({
    name: `cost.${part}`, unit: 'currency/year', over: ['replication'], weight: 'replication',
    tie: 0, better: 'lower', doc: `a year: ${doc}; only where the scenario gives prices`,
  }),
); // prettier-ignore

/** Every metric, in the order in which documentation lists them. */
export const metricTable: readonly Metric[] = [
  ...loss, ...recovery, ...service, ...backup, ...spans, ...causes, ...sla, ...cost,
]; // prettier-ignore
