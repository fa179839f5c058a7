/** The Information Store service of a server: without it no database is mounted, backed up or restored (RST-05). */
import type { OrgWorld } from '../world.ts';
import { dismount } from './mount.ts';

/** Whether the service runs. */
export function storeRuns(w: OrgWorld, server: number): boolean {
  return !w.org.store.stopped.includes(server);
}

/** Stops the service: its databases go down cleanly. */
export function stopStore(w: OrgWorld, server: number): void {
  if (!storeRuns(w, server)) return;
  for (const d of w.plan.databases) {
    if (d.server === server) dismount(w, d.id, true, 'the Information Store service was stopped');
  }
  w.org.store.stopped.push(server);
  w.org.store.stopped.sort((a, b) => a - b);
}

/** Starts the service again; databases are mounted one by one by whoever wants them. */
export function startStore(w: OrgWorld, server: number): void {
  const i = w.org.store.stopped.indexOf(server);
  if (i >= 0) w.org.store.stopped.splice(i, 1);
}
