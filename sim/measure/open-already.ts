/**
 * Incidents that had begun before anybody listened: those of a fork that has left the collectors of its origin behind.
 * What they have come to so far is in the state of the organization, but for the mail that waited on hubs for them and the
 * instants at which later causes hit further databases; all count from the first failure.
 */
import type { IncidentState as OpenIncident } from '../org/recovery/state.ts';
import type { Heard } from './heard.ts';
import type { Open } from './incidents.ts';

export function openAlready({ world }: Heard): Open[] {
  const open = world.org.recovery.incidents.filter((incident) => incident !== null);
  return open
    .sort((a, b) => a.openedAt - b.openedAt || (a.key < b.key ? -1 : 1))
    .map((incident): Open => ({
      incident: incident.id,
      key: incident.key,
      causes: [...incident.causes],
      cause: incident.cause,
      scope: incident.scope,
      at: incident.openedAt,
      impaired: incident.databases.map(({ database }) => ({ database, from: incident.openedAt })),
      losses: lossesOf(incident),
      mail: { delayed: 0, returned: 0 },
    }));
}

function lossesOf({ databases }: OpenIncident): Open['losses'] {
  return databases
    .filter((row) => row.oldestLost >= 0)
    .map((row) => ({
      database: row.database,
      spans: row.lostWindowMs > 0 ? [row.oldestLost, row.oldestLost + row.lostWindowMs] : [],
      messages: row.lostMessages,
      bytes: row.lostBytes,
      logs: row.lostLogs,
    }));
}
