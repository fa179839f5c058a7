/** Servers fail: by chance on the calendar, strike by strike, or by a scripted fault. Their volumes outlive it. */
import type { EventTable, Ms } from '../../engine/types.ts';
import { lasting } from '../calendar-hazards.ts';
import type { OrgWorld } from '../world.ts';
import { drawBreakdown } from './breakdown.ts';

export function planServerFailure(w: OrgWorld, server: number, ageMs: Ms = 0): void {
  const law = w.plan.hazards['server-failed'];
  if (law === undefined || law === null) return;
  const strike = w.org.hardware.servers[server].strikes + 1;
  const u = w.draw(w.plan.servers[server].path, 'server-failed', strike);
  const at = w.now + Math.max(1, Math.ceil(lasting(law, ageMs, u)));
  if (at < w.plan.clock.end) w.at(at, 'hardware.server', server, 0);
}

export const serverRuns = (w: OrgWorld, server: number): boolean =>
  w.org.hardware.servers[server].up;

/**
 * Stops a server through one root cause. Absorbed where it is down already, or has no database to mount: then the
 * answer is false.
 */
export function failServer(w: OrgWorld, key: string, server: number): boolean {
  const s = w.org.hardware.servers[server];
  const { path } = w.plan.servers[server];
  const idle = !w.plan.databases.some((d) => d.server === server && d.mounted);
  const { reason, repairMs } = drawBreakdown(w, key);
  const because = !s.up ? 'it was down already' : idle ? 'no database is mounted on it' : reason;
  const absorbed = !s.up || idle;
  w.say('cause.struck', { key, cause: 'server-failed', owner: path, absorbed, because });
  if (absorbed) return false;
  s.up = false;
  s.failedBy = key;
  s.downSince = w.now;
  s.repairedAt = repairMs === null ? -1 : w.now + repairMs;
  w.say('server.down', { server, because: reason });
  w.tell('serverFailed', server, 0);
  return true;
}

/** A server runs again, repaired or rebuilt; its databases are still to be mounted. */
export function bringUp(w: OrgWorld, server: number): void {
  const s = w.org.hardware.servers[server];
  if (s.up) return;
  s.up = true;
  w.say('server.up', { server, downSince: s.downSince });
}

export const serverEvents: EventTable<OrgWorld> = {
  'hardware.server': {
    rank: 10,
    run(w, server) {
      const s = w.org.hardware.servers[server];
      s.strikes += 1;
      const key = `${w.plan.servers[server].path}:server-failed:${s.strikes}`;
      if (failServer(w, key, server)) s.struckAt = w.now;
      planServerFailure(w, server);
    },
  },
};
