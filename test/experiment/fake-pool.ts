/** Measured rows made by hand, for tests of what is concluded from them. */
import { DAY, HOUR } from '../../sim/engine/clock.ts';
import type { IncidentRecord, ReplicationResult } from '../../sim/measure/index.ts';
import type { Pool } from '../../sim/measure/population.ts';
import type { Plan } from '../../sim/org/plan.ts';
import { END, fakePlan, START } from '../measure/fake.ts';

export interface FakeIncident {
  readonly key?: string;
  readonly cause?: IncidentRecord['cause'];
  readonly dataMs?: number;
  readonly windowMs?: number;
  readonly sets?: number;
  readonly open?: boolean;
}

export function incidentRecord(fake: FakeIncident): IncidentRecord {
  const { key = 'k', cause = 'volume-lost', dataMs = HOUR, windowMs = 0, sets = 1 } = fake;
  const time = fake.open === true ? null : dataMs;
  const at = START + HOUR;
  const times = { serviceMs: time, firstMs: time, dataMs: time };
  const messages = windowMs / 60_000;
  const loss = { messages, bytes: messages * 50_000, logs: messages / 4, windowMs };
  return {
    ...{ key, causes: [key], cause, scope: 'database', at, ...times },
    databases: [{ database: 0, downAt: at, ...times, pointMs: windowMs, ...loss, sets }],
    unprotectedMs: time === null ? null : HOUR,
    waterfall: time === null ? [] : [{ span: 'replay', from: at, ms: time, because: 'logs' }],
    sets: Array.from({ length: sets }, (_, i) => i),
    closedAt: time === null ? null : at + time,
  };
}

/** One replication for each list of incidents. */
export function fakePool(
  replications: readonly (readonly FakeIncident[])[],
  jobs: Partial<ReplicationResult['jobs']> = {},
  plan: Plan = fakePlan(),
): Pool {
  const results = replications.map((incidents, replication): ReplicationResult => ({
    ...{ replication, fingerprint: 'aaaaaaaabbbbbbbb', events: 10, endedAt: END },
    incidents: incidents.map(incidentRecord),
    downtime: incidents.map(({ dataMs = HOUR }) => ({
      ...{ database: 0, serviceMs: dataMs, dataMs },
      ...{ serviceInHoursMs: [0, dataMs], dataInHoursMs: [0, dataMs] },
    })),
    jobs: {
      ...{ count: 1000, failures: 30, overruns: 0, succeeded: 970, durationMs: 970 * HOUR },
      ...{ longestMs: 2 * HOUR, nights: 364, nightsMs: 364 * 3 * HOUR, longestNightMs: 4 * HOUR },
      ...{
        unnoticedMs: 0,
        frozenMs: 0,
        cartridges: 20,
        drills: 0,
        findings: 0,
        degradedMailboxMs: 0,
      },
      ...jobs,
    },
    weekdays: {
      full: Array.from({ length: 7 }, () => ({ nights: 52, nightsMs: 52 * 3 * HOUR, bytes: 52e9 })),
      logs: Array.from({ length: 7 }, () => ({ nights: 0, nightsMs: 0, bytes: 0 })),
    },
    maintenance: { longestMs: 2 * DAY, passes: 700, lostMs: 0 },
    spending: { operatorMs: 0, drives: 0, cartridges: 0 },
    returnedMessages: 0,
    delayedMessages: 0,
    rebuildMailboxMs: 0,
    impairedMailboxMs: 0,
    causes: { 'volume-lost': { seen: incidents.length, absorbed: 0 } },
    occasions: { 'job-failed': 1000 },
    durations: [],
  }));
  return { plan, results, durations: { '3000': 970 } };
}
