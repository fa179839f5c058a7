import type { ReplicationResult } from '../../sim/measure/index.ts';

/** A row with everything in it at once, as a simulation gives it: a stored one unpacks only what it is asked for. */
export function plainResult(row: ReplicationResult): ReplicationResult {
  return {
    replication: row.replication,
    fingerprint: row.fingerprint,
    events: row.events,
    endedAt: row.endedAt,
    incidents: row.incidents,
    downtime: row.downtime,
    jobs: row.jobs,
    weekdays: row.weekdays,
    maintenance: row.maintenance,
    spending: row.spending,
    returnedMessages: row.returnedMessages,
    delayedMessages: row.delayedMessages,
    rebuildMailboxMs: row.rebuildMailboxMs,
    impairedMailboxMs: row.impairedMailboxMs,
    causes: row.causes,
    occasions: row.occasions,
    durations: row.durations,
  };
}
