/** What each metric says of one replication. */
import { timeInside } from '../engine/calendar.ts';
import { HOUR, YEAR } from '../engine/clock.ts';
import type { Weight } from '../metrics/index.ts';
import type { Plan } from '../org/plan.ts';
import type { Cost } from './cost.ts';
import { costOf } from './cost.ts';
import { readerOf } from './incident-values.ts';
import type { ReplicationResult } from './rows.ts';
import type { Where } from './where.ts';
import { classOf, classShare, databaseMatches, selectRows } from './where.ts';

/** Null: undefined in this replication (no night, no mailbox). */
type Read = (plan: Plan, result: ReplicationResult, where: Where, weight?: Weight) => number | null;

interface ReplicationReader {
  readonly read: Read;
  /** Keys of `where` that it can obey. */
  readonly obeys: readonly string[];
}

const INCIDENT_KEYS = ['cause', 'scope', 'class', 'site', 'server'];
const PLACE_KEYS = ['class', 'site', 'server'];

function lossOf(metric: string): ReplicationReader {
  const reader = readerOf(metric)!;
  return {
    obeys: INCIDENT_KEYS,
    read: (plan, result, where) =>
      result.incidents.reduce((sum, incident) => {
        const rows = selectRows(plan, incident, where);
        return sum + (reader.incident(plan, incident, rows, where) ?? 0);
      }, 0),
  };
}

function downtimeOf(field: 'serviceMs' | 'dataMs'): ReplicationReader {
  return {
    obeys: PLACE_KEYS,
    read: (plan, result, where) => {
      let sum = 0;
      for (const row of result.downtime) {
        if (!databaseMatches(plan, row.database, where)) continue;
        const mailboxes = plan.databases[row.database].mailboxCount;
        sum += row[field] * mailboxes * classShare(plan, row.database, where);
      }
      return sum / HOUR;
    },
  };
}

/** 1 - mailbox-time down ÷ mailbox-time, both in the hours of each class; or the same of database-time. */
function availabilityOf(field: 'serviceInHoursMs' | 'dataInHoursMs'): ReplicationReader {
  return {
    obeys: PLACE_KEYS,
    read: (plan, result, where, weight) => {
      const { start, end } = plan.clock;
      const named = classOf(plan, where);
      let all = 0;
      let down = 0;
      const share = (id: number, index: number): number => {
        const { mailboxes, mailboxCount } = plan.databases[id];
        const own = mailboxes[index] ?? 0;
        if (weight !== 'database' || own === 0) return own;
        // A database counts once: by its classes in parts, or whole where one class is asked about.
        return named === null ? own / mailboxCount : 1;
      };
      plan.classes.forEach(({ hours }, index) => {
        if (named !== null && index !== named) return;
        const open = timeInside(hours, start, end);
        for (const { id } of plan.databases) {
          if (databaseMatches(plan, id, where)) all += open * share(id, index);
        }
        for (const row of result.downtime) {
          if (!databaseMatches(plan, row.database, where)) continue;
          down += row[field][index] * share(row.database, index);
        }
      });
      return all === 0 ? null : 1 - down / all;
    },
  };
}

function plain(read: (result: ReplicationResult, years: number) => number | null) {
  const years = ({ clock }: Plan): number => (clock.end - clock.start) / YEAR;
  const reader: ReplicationReader = {
    obeys: [],
    read: (plan, result) => read(result, years(plan)),
  };
  return reader;
}

function costReader(of: (cost: Cost) => number): ReplicationReader {
  return {
    obeys: [],
    read: (plan, result) => {
      const cost = costOf(plan, result);
      return cost === null ? null : of(cost);
    },
  };
}

function missesOf(row: 'database' | 'server'): ReplicationReader {
  const reader = readerOf(`sla.${row}`)!;
  return {
    obeys: INCIDENT_KEYS,
    read: (plan, result, where) =>
      result.incidents.reduce((sum, incident) => {
        if (row === 'server' && incident.scope !== 'server') return sum;
        const rows = selectRows(plan, incident, where);
        const late =
          row === 'database'
            ? rows.map((each) => reader.database!(plan, each, where))
            : [reader.incident(plan, incident, rows, where)];
        return sum + late.filter((ms) => ms === null || ms > 0).length;
      }, 0),
  };
}

const readers: Readonly<Record<string, ReplicationReader>> = {
  'loss.messages': lossOf('loss.messages'),
  'loss.bytes': lossOf('loss.bytes'),
  'loss.logs': lossOf('loss.logs'),
  'loss.returned': plain((result) => result.returnedMessages),
  'service.delayed': plain((result) => result.delayedMessages),
  'downtime.service': downtimeOf('serviceMs'),
  'downtime.data': downtimeOf('dataMs'),
  'availability.service': availabilityOf('serviceInHoursMs'),
  'availability.data': availabilityOf('dataInHoursMs'),
  'service.degraded': plain(
    ({ jobs, rebuildMailboxMs, impairedMailboxMs }) =>
      (jobs.degradedMailboxMs + rebuildMailboxMs + impairedMailboxMs) / HOUR,
  ),
  'backup.duration': plain(({ jobs }) => (jobs.nights > 0 ? jobs.nightsMs / jobs.nights : null)),
  'backup.overruns': plain(({ jobs }, years) => jobs.overruns / years),
  'backup.failures': plain(({ jobs }, years) => jobs.failures / years),
  'backup.unnoticed': plain(({ jobs }) => jobs.unnoticedMs),
  'backup.freeze': plain(({ jobs }) => jobs.frozenMs),
  'backup.drills': plain(({ jobs }, years) => jobs.drills / years),
  'backup.findings': plain(({ jobs }, years) => jobs.findings / years),
  'backup.media': plain(({ jobs }) => jobs.cartridges),
  'backup.sinceMaintenance': plain(({ maintenance }) => maintenance.longestMs),
  'backup.maintenanceLost': plain(({ maintenance }) => maintenance.lostMs),
  'cost.outlay': costReader(({ outlay }) => outlay),
  'cost.penalty': costReader(({ penalty }) => penalty),
  'cost.total': costReader(({ outlay, penalty }) => outlay + penalty),
  'causes.absorbed': plain(({ causes }) =>
    Object.values(causes).reduce((sum, { absorbed }) => sum + absorbed, 0),
  ),
  'sla.database': missesOf('database'),
  'sla.server': missesOf('server'),
};

/** How a metric is read from a replication; null for one that is not over replications. */
export function replicationReaderOf(metric: string): ReplicationReader | null {
  if (Object.hasOwn(readers, metric)) return readers[metric];
  if (!metric.startsWith('causes.')) return null;
  const cause = metric.slice('causes.'.length);
  return plain(({ causes }) => causes[cause]?.seen ?? 0);
}
