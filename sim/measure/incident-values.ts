/** What each metric says of one incident, or of one of its databases. */
import type { Plan } from '../org/plan.ts';
import type { DatabaseRow, IncidentRecord } from './rows.ts';
import type { Where } from './where.ts';
import { classOf, classShare } from './where.ts';

/** Null: not known, since the incident was still open when the run ended. */
type Value = number | null;

interface Reader {
  /** Of the whole incident, over the selected rows. */
  incident(plan: Plan, incident: IncidentRecord, rows: readonly DatabaseRow[], where: Where): Value;
  /** Of one database; absent where the metric has no meaning there. */
  database?(plan: Plan, row: DatabaseRow, where: Where): Value;
}

function summed(field: 'messages' | 'bytes' | 'logs'): Reader {
  const one = (plan: Plan, row: DatabaseRow, where: Where): number =>
    row[field] * classShare(plan, row.database, where);
  return {
    incident: (plan, _, rows, where) => rows.reduce((sum, row) => sum + one(plan, row, where), 0),
    database: one,
  };
}

function worst(field: 'windowMs' | 'pointMs' | 'serviceMs' | 'dataMs'): Reader {
  return {
    incident: (_, __, rows) => mostOf(rows.map((row) => row[field])),
    database: (_, row) => row[field],
  };
}

/** Of the rows those with mailboxes; an incident of public folders alone is measured by these. */
function served(plan: Plan, rows: readonly DatabaseRow[]): readonly DatabaseRow[] {
  const own = rows.filter(({ database }) => plan.databases[database].kind === 'mailbox');
  return own.length > 0 ? own : rows;
}

function mostOf(values: readonly Value[]): Value {
  let most = 0;
  for (const value of values) {
    if (value === null) return null;
    most = Math.max(most, value);
  }
  return most;
}

const first: Reader = {
  incident: (plan, incident, rows) => {
    if (incident.closedAt === null) return null;
    const hit = served(plan, rows).filter((row) => row.downAt !== null);
    return hit.length === 0 ? 0 : Math.min(...hit.map((row) => row.firstMs ?? 0));
  },
  database: (_, row) => row.firstMs,
};

/** How much later than the target data was back; the strictest class of the database unless one is named. */
function late(row: 'database' | 'server'): Reader {
  const one = (plan: Plan, each: DatabaseRow, where: Where): Value => {
    const target = targetMs(plan, each.database, row, where);
    if (target === null) return 0;
    return each.dataMs === null ? null : Math.max(0, each.dataMs - target);
  };
  return {
    incident: (plan, _, rows, where) => mostOf(rows.map((each) => one(plan, each, where))),
    ...(row === 'database' ? { database: one } : {}),
  };
}

/** The target of a scorecard row for a database; null where its classes name none. */
export function targetMs(
  plan: Plan,
  database: number,
  row: 'database' | 'server',
  where: Where,
): number | null {
  const named = classOf(plan, where);
  let strictest: number | null = null;
  plan.classes.forEach(({ restoreMs }, index) => {
    if (named === null ? !(plan.databases[database].mailboxes[index] > 0) : index !== named) return;
    const target = restoreMs[row];
    if (target !== null && (strictest === null || target < strictest)) strictest = target;
  });
  return strictest;
}

function spanReader(span: string): Reader {
  return {
    incident: (_, incident) =>
      incident.closedAt === null
        ? null
        : incident.waterfall.reduce((sum, each) => sum + (each.span === span ? each.ms : 0), 0),
  };
}

const readers: Readonly<Record<string, Reader>> = {
  'loss.messages': summed('messages'),
  'loss.bytes': summed('bytes'),
  'loss.logs': summed('logs'),
  'loss.window': worst('windowMs'),
  'recovery.point': worst('pointMs'),
  'recovery.service': {
    ...worst('serviceMs'),
    incident: (plan, _, rows) => mostOf(served(plan, rows).map((row) => row.serviceMs)),
  },
  'recovery.data': worst('dataMs'),
  'recovery.first': first,
  'recovery.unprotected': { incident: (_, incident) => incident.unprotectedMs },
  'recovery.backupAge': { incident: (_, incident) => incident.backupMs ?? null },
  'restore.sets': {
    incident: (_, incident) => (incident.closedAt === null ? null : incident.sets.length),
    database: (_, row) => (row.dataMs === null ? null : row.sets),
  },
  'sla.database': late('database'),
  'sla.server': late('server'),
};

/** How a metric is read from incidents; null for one that is not over incidents. */
export function readerOf(metric: string): Reader | null {
  if (metric.startsWith('waterfall.')) return spanReader(metric.slice('waterfall.'.length));
  return Object.hasOwn(readers, metric) ? readers[metric] : null;
}

/** What a time that was still running when the run ended is known to exceed. */
export function censoredAt(incident: IncidentRecord, metric: string, runEnd: number): number {
  const since = metric === 'recovery.unprotected' ? (incident.dataMs ?? 0) : 0;
  return Math.max(0, runEnd - incident.at - since);
}
