/** What one incident adds to a year. */
import { HOUR } from '../../engine/clock.ts';
import type { IncidentRecord } from '../../measure/index.ts';
import type { Plan } from '../../org/plan.ts';
import { openMs } from './readings.ts';
import type { ComposedFigure } from './result-shapes.ts';

type Read = (plan: Plan, incident: IncidentRecord) => number;

const lost =
  (field: 'messages' | 'bytes'): Read =>
  (_, { databases }) =>
    databases.reduce((sum, row) => sum + row[field], 0);

/**
 * Mailbox-hours, as years count them (measure/downtime.ts), save that outages of two incidents are not merged and the
 * end of a horizon cuts nothing. Service is down from the dismount, and so is counted from it; data from the failure.
 * What was still open when its world was left counts for as long as it was followed.
 */
const service: Read = (plan, { at, databases }) =>
  databases.reduce((sum, { database, downAt, serviceMs }) => {
    if (downAt === null) return sum;
    return sum + hoursOf(plan, database, serviceMs ?? openMs(plan) - Math.max(0, downAt - at));
  }, 0);

const data: Read = (plan, { databases }) =>
  databases.reduce(
    (sum, { database, dataMs }) => sum + hoursOf(plan, database, dataMs ?? openMs(plan)),
    0,
  );

function hoursOf(plan: Plan, database: number, ms: number): number {
  return (Math.max(0, ms) * plan.databases[database].mailboxCount) / HOUR;
}

/** Read from the incident of one world; a strike that impairs nothing adds nothing. */
export const figureReaders: Readonly<Record<ComposedFigure, Read>> = {
  incidents: () => 1,
  losses: (plan, incident) => (lost('messages')(plan, incident) > 0 ? 1 : 0),
  'loss.messages': lost('messages'),
  'loss.bytes': lost('bytes'),
  'downtime.service': service,
  'downtime.data': data,
};
