import type { ReplicationResult } from '../../sim/measure/index.ts';

/** A row with everything in it at once, as a simulation gives it: a stored one unpacks only what it is asked for. */
export function plainResult(row: ReplicationResult): ReplicationResult {
  const { replication, fingerprint, events, endedAt, incidents, downtime } = row;
  const {
    jobs,
    weekdays,
    maintenance,
    spending,
    returnedMessages,
    delayedMessages,
    rebuildMailboxMs,
  } = row;
  const { causes, occasions, durations } = row;
  return {
    ...{ replication, fingerprint, events, endedAt, incidents, downtime },
    ...{
      jobs,
      weekdays,
      maintenance,
      spending,
      returnedMessages,
      delayedMessages,
      rebuildMailboxMs,
    },
    ...{ causes, occasions, durations },
  };
}
