/** Who looks at servers and their application event logs, and at the logs of the backups. */
import type * as z from 'zod';
import type { Schedule } from '../../engine/calendar.ts';
import { operationsParameters } from '../../org/operations/parameters.ts';
import type { Check, MonitoringPlan, OperationsPlan } from '../../org/operations/plan.ts';
import { block } from '../block.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { choice, field } from '../fields.ts';
import { oneOf } from '../nearest.ts';
import { orWord } from '../or-word.ts';
import { parseSchedule } from '../times.ts';
import { parseQuantity, TIME, writeQuantity } from '../units.ts';

const CHECKS: readonly Check[] = ['status', 'backup-log', 'application-log'];

const aTime = (written: unknown) => parseQuantity(TIME, written);

export const monitoringSchema = block({
  watches: orWord<number>('never', 'a time such as 5 min', '5 min', aTime).optional(),
  reads: orWord<Schedule>(
    'never',
    'times of the week such as every 15 min from 00:00',
    'daily 08:00',
    parseSchedule,
  ).optional(),
  alertsOn: choice('entries that raise an alarm', ['errors', 'warnings']).optional(),
  missingSuccess: orWord<number>('none', 'a time such as 10 h', '10 h', aTime).optional(),
});

/** What a check of the night's backups looks at: one of the three, or several. */
export const checksSchema = field<readonly Check[]>(
  { type: ['string', 'array'], description: `what is looked at: ${oneOf(CHECKS)}, or several` },
  { expected: `${oneOf(CHECKS)}, or a list of these`, example: 'backup-log' },
  (written) => {
    const all = (Array.isArray(written) ? written : [written]) as unknown[];
    const checks = CHECKS.filter((each) => all.includes(each));
    if (checks.length > 0 && checks.length === new Set(all).size) {
      return { ok: true, value: checks };
    }
    return { ok: false, message: 'not one of the choices' };
  },
);

export const failedJobsSchema = choice('what is done about a job that failed', [
  'find-cause',
  'run-again',
]);

type MonitoringDoc = z.output<typeof monitoringSchema>;

const language = { source: LANGUAGE, assumed: false };

export function buildMonitoring(doc: MonitoringDoc | undefined, b: Builder): MonitoringPlan {
  const path = ['operations', 'monitoring'];
  const { monitoringMs } = b.figures.operations;
  const missing = doc?.missingSuccess;
  if (missing !== undefined && missing !== null && missing <= 0) {
    b.error([...path, 'missingSuccess'], 'no job succeeds in no time', 'a time such as 10 h');
  }
  return {
    watchesMs: b.fill([...path, 'watches'], doc?.watches, {
      ...{ value: monitoringMs, text: writeQuantity(TIME, monitoringMs) },
      ...{ source: 'parameters/operations/monitoringMs' },
      assumed: 'assumed' in operationsParameters.monitoringMs,
    }),
    reads: b.fill<Schedule | null>([...path, 'reads'], doc?.reads, {
      ...{ value: null, text: 'never', ...language },
    }),
    alertsOn: b.fill<MonitoringPlan['alertsOn']>([...path, 'alertsOn'], doc?.alertsOn, {
      ...{ value: 'errors', text: 'errors', ...language },
    }),
    missingSuccessMs: b.fill<number | null>([...path, 'missingSuccess'], missing, {
      ...{ value: null, text: 'none', ...language },
    }),
  };
}

/** What whoever reads the logs of the backups looks at, and does. */
export function buildChecks(
  checks: readonly Check[] | undefined,
  failedJobs: OperationsPlan['failedJobs'] | undefined,
  b: Builder,
): Pick<OperationsPlan, 'checks' | 'failedJobs'> {
  return {
    checks: b.fill(['operations', 'checks'], checks, {
      ...{ value: CHECKS, text: [...CHECKS], source: 'MON-01', assumed: false },
    }),
    failedJobs: b.fill<OperationsPlan['failedJobs']>(['operations', 'failedJobs'], failedJobs, {
      ...{ value: 'find-cause', text: 'find-cause', source: 'MON-20', assumed: false },
    }),
  };
}
