import type * as z from 'zod';
import type { ClassPlan, OperationsPlan, TeamPlan } from '../../org/operations/plan.ts';
import type { Schedule } from '../../engine/calendar.ts';
import { block } from '../block.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { drillsSchema } from './drills.ts';
import {
  buildChecks,
  buildMonitoring,
  checksSchema,
  failedJobsSchema,
  monitoringSchema,
} from './monitoring.ts';
import { movesSchema } from './moves.ts';
import { mailboxMovesSchema } from './mailbox-moves.ts';
import { changesSchema, patchesSchema } from './changes.ts';
import { named, positiveTime, spans, whole } from '../fields.ts';
import { compareNatural } from '../names.ts';
import { orWord } from '../or-word.ts';
import { parseSchedule, parseSpans } from '../times.ts';
import { parseQuantity, TIME } from '../units.ts';

const restore = block({ database: positiveTime.optional(), server: positiveTime.optional() }, [
  'mailbox',
  'item',
  'discovery',
]);
const classSchema = block({ hours: spans, restore: restore.optional() });
export const classesSchema = named(classSchema);

const onCall = orWord<number>('none', 'a time such as 45 min', '45 min', (written) =>
  parseQuantity(TIME, written),
);
const readLog = orWord<Schedule>(
  'never',
  'times of the week such as Mon-Fri 09:00',
  'Mon-Fri 09:00',
  parseSchedule,
);
const teamSchema = block({
  people: whole('people', 1, 1000),
  hours: spans,
  onCall: onCall.optional(),
});

export const operationsSchema = block(
  {
    operators: named(teamSchema).optional(),
    readLog: readLog.optional(),
    checks: checksSchema.optional(),
    failedJobs: failedJobsSchema.optional(),
    monitoring: monitoringSchema.optional(),
    drills: drillsSchema.optional(),
    moves: movesSchema.optional(),
    mailboxMoves: mailboxMovesSchema.optional(),
    changes: changesSchema.optional(),
    patches: patchesSchema.optional(),
  },
  ['maintenance'],
);

const ASSUMED = { source: 'no source read', assumed: true } as const;
const CALL = '45 min';
const TEAM = { people: 2, hours: 'Mon-Fri 08:00-18:00', onCall: CALL };
const ROUND_THE_CLOCK = { hours: 'always' };
const READ_LOG = 'Mon-Fri 09:00';

/** Classes in order of their names; one for everybody, round the clock, where the scenario names none. */
export function buildClasses(
  doc: z.output<typeof classesSchema> | undefined,
  b: Builder,
): ClassPlan[] {
  const fallback = { standard: { hours: hoursOf(ROUND_THE_CLOCK.hours) } };
  const given = b.fill<z.output<typeof classesSchema>>(['organization', 'classes'], doc, {
    ...{ value: fallback, text: { standard: ROUND_THE_CLOCK }, source: LANGUAGE, assumed: false },
  });
  const names = Object.keys(given).sort(compareNatural);
  if (names.length === 0) b.error(['organization', 'classes'], 'at least one class is needed');
  return names.map((name, id) => {
    const { hours, restore } = given[name];
    const restoreMs = { database: restore?.database ?? null, server: restore?.server ?? null };
    return { id, name, hours, restoreMs };
  });
}

/** Teams in order of their names, and when somebody reads the backup log. */
export function buildOperations(
  doc: z.output<typeof operationsSchema> | undefined,
  b: Builder,
): Omit<OperationsPlan, 'drills' | 'moves' | 'mailboxMoves' | 'changes' | 'patches'> {
  const fallback = { ...TEAM, hours: hoursOf(TEAM.hours), onCall: 45 * 60_000 };
  const operators = b.fill<NonNullable<z.output<typeof operationsSchema>['operators']>>(
    ['operations', 'operators'],
    doc?.operators,
    { value: { team: fallback }, text: { team: TEAM }, ...ASSUMED },
  );
  const names = Object.keys(operators).sort(compareNatural);
  if (names.length === 0)
    b.error(['operations', 'operators'], 'nobody is there to recover anything');
  const teams = names.map((name, id): TeamPlan => {
    const { people, hours, onCall: call } = operators[name];
    const path = ['operations', 'operators', name, 'onCall'];
    const onCallMs = b.fill<number | null>(path, call, {
      value: 45 * 60_000,
      text: CALL,
      ...ASSUMED,
    });
    return { id, name, people, hours, onCallMs };
  });
  const reading = parseSchedule(READ_LOG);
  const readLogPlan = b.fill<Schedule | null>(['operations', 'readLog'], doc?.readLog, {
    ...{ value: reading.ok ? reading.value : null, text: READ_LOG, ...ASSUMED },
  });
  const checks = buildChecks(doc?.checks, doc?.failedJobs, b);
  return {
    teams,
    readLog: readLogPlan,
    ...checks,
    monitoring: buildMonitoring(doc?.monitoring, b),
  };
}

function hoursOf(text: string): readonly number[] {
  const hours = parseSpans(text);
  return hours.ok ? hours.value : [];
}
