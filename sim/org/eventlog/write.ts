/** Writing to the application event log of a server. */
import type { OrgWorld } from '../world.ts';
import { entryKinds, type EntryKey } from './kinds.ts';

/** So many warnings and errors of a server are kept; older ones have been overwritten. */
const KEPT = 64;

/**
 * Writes an entry to the application log of a server, with what happened and to what. Information is said and not kept:
 * a healthy year writes tens of thousands of them. Warnings and errors are kept for whoever reads the log; news:
 * 'entryLogged', unless somebody is at work already on what they tell. A server that is
 * down writes nothing itself.
 */
export function logEntry(
  w: OrgWorld,
  server: number,
  key: EntryKey,
  text: string,
  isKnown = false,
): void {
  const { source, id, severity, isWatched } = entryKinds[key];
  // A machine that does not run writes nothing, whatever breaks off because of that; the backup program is elsewhere.
  if (!w.org.hardware.servers[server].up && source !== 'NTBackup') return;
  if (w.hears('event.logged')) w.say('event.logged', { server, source, id, severity, text });
  if (severity !== 'information') {
    const log = w.org.eventlog.servers[server];
    log.written += 1;
    log.entries.push({ at: w.now, key, text });
    if (log.entries.length > KEPT) log.entries.shift();
    if (!isWatched && !isKnown) w.tell('entryLogged', server, severity === 'error' ? 1 : 0);
  }
}
