/**
 * Functions beside mail: rules, free/busy, offline address books, third-party programs. Mail goes on without them (RST-52,
 * RST-55), so nothing is down; but they are missed by everybody whom they serve.
 */
import type { OrgWorld } from '../world.ts';
import type { Impaired } from './state.ts';

/** The whole organization, in place of a server. */
export const EVERYWHERE = -1;

export const impairedOn = (w: OrgWorld, server: number): Impaired | null =>
  w.org.recovery.impaired.find((each) => each.server === server) ?? null;

/** They fail from now on; where they fail already, nothing changes. */
export function impair(w: OrgWorld, server: number, because: string): void {
  if (impairedOn(w, server) !== null) return;
  w.org.recovery.impaired.push({ server, since: w.now, because });
  const databases = w.plan.databases
    .filter((d) => server === EVERYWHERE || d.server === server)
    .map(({ id }) => id);
  w.say('functions.impaired', { server, databases, because });
}

export function restoreFunctions(w: OrgWorld, server: number): void {
  const known = impairedOn(w, server);
  if (known === null) return;
  w.org.recovery.impaired = w.org.recovery.impaired.filter((each) => each !== known);
  w.say('functions.restored', { server, since: known.since });
}
