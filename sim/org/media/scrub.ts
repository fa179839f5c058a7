/** Reading all that lies on a disk target now and then, so that what cannot be read is known before it is needed (TAPE-23). */
import { nextOccurrence } from '../../engine/calendar.ts';
import type { EventTable, Ms } from '../../engine/types.ts';
import type { OrgWorld } from '../world.ts';
import { filesOf } from './disk.ts';
import { findSet, isUnreadable, setKey } from './sets.ts';

export function planScrub(w: OrgWorld, library: number, after: Ms): void {
  const { scrub } = w.plan.libraries[library];
  if (scrub === null) return;
  const next = nextOccurrence(scrub, after);
  if (next < Infinity) w.at(next, 'media.scrub', library, 0);
}

/** The disks have time for it beside other work: it slows nothing. News: 'setFoundBad' for each group with a bad set. */
function scrub(w: OrgWorld, library: number): void {
  planScrub(w, library, w.now);
  const groups: number[] = [];
  for (const id of w.org.media.cartridges[filesOf(w.plan.libraries[library])].sets) {
    const set = findSet(w, id);
    if (set === null || !set.complete || set.knownBad) continue;
    if (!isUnreadable(w, set)) {
      set.fate = 'sound';
      continue;
    }
    set.knownBad = true;
    const key = `${setKey(w, set)}:set-unreadable:1`;
    w.say('cause.struck', {
      key, cause: 'set-unreadable', owner: setKey(w, set), absorbed: true, because: 'found by a check of the disks',
    }); // prettier-ignore
    w.say('set.unreadable', { set: id, key, group: set.group });
    if (!groups.includes(set.group)) groups.push(set.group);
  }
  for (const group of groups) w.tell('setFoundBad', group, 0);
}

export const scrubEvents: EventTable<OrgWorld> = {
  'media.scrub': { rank: 46, run: (w, library) => scrub(w, library) },
};
