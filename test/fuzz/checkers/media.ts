/**
 * Verifies that whoever fails for want of room or of a cartridge had none, nor who begins to wait for one in a library: on a disk target nothing could be deleted that
 * its retention lets go, and the rest fills it; in a library no cartridge was blank or out of date; before a stand-alone
 * drive nobody has been at work since it was known that another cartridge is due, or none may be written to.
 * So a plan that keeps more than its media hold is told from media that are lost track of, and `excuses` its jobs.
 * Takes from the model until when a set or cartridge is kept. Does not verify that, nor which cartridge of several is taken,
 * nor copies from disk to tape, nor jobs of files.
 */
import type { Ms } from '../../../sim/engine/types.ts';
import type { LibraryPlan } from '../../../sim/org/media/plan.ts';
import type { BackupSet } from '../../../sim/org/media/state.ts';
import { cartridgePool } from '../../../sim/org/pools.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Checker, Tell } from './checker.ts';

export interface Media extends Checker {
  /** Whether a job of a group has failed since an instant because its plan has too few media for it. */
  excuses(job: number, group: number, since: Ms): boolean;
}

/** What it looks at in whatever writes. */
interface Vars {
  readonly because?: string;
  readonly cartridge?: number;
  readonly reserved?: number;
}

const WEEK = 7 * 86_400_000;
const HOUR = 3_600_000;
/** A Monday. */
const MONDAY = Date.UTC(2007, 0, 1);

export function media(tell: Tell): Media {
  /** Since when each drive's cartridge has been known to be full or gone. */
  const due = new Map<number, Ms>();
  const inDrive = new Map<number, number>();
  const excused = new Map<string, Ms>();

  /** Whether somebody was at work at any time of a stretch. */
  const wasAtWork = (w: OrgWorld, from: Ms, to: Ms): boolean =>
    w.plan.operations.teams.some(({ hours }) => {
      for (let at = from; at <= to; at = Math.min(at + HOUR / 4, Math.max(to, at + 1))) {
        const inWeek = (((at - MONDAY) % WEEK) + WEEK) % WEEK;
        for (let i = 0; i < hours.length; i += 2)
          if (hours[i] <= inWeek && inWeek < hours[i + 1]) return true;
      }
      return false;
    });

  const mayBeWritten = (w: OrgWorld, library: LibraryPlan): boolean =>
    library.cartridges.some((id, unit) => {
      const { gone, away, sets, keepUntil, week } = w.org.media.cartridges[id];
      if (gone || away || w.org.media.drives.some((d) => d.appendsTo === id)) return false;
      if (w.org.procedures.pools[cartridgePool(library.id)].holder[unit] >= 0) return false;
      if (w.org.media.fileSets.some((s) => s.parts.some((part) => part.cartridge === id)))
        return false;
      const isUsed = w.org.media.sets.some((set) => !set.complete && sets.includes(set.id));
      return week < 0 || (!isUsed && keepUntil < w.now);
    });

  /** Bytes on a disk target that nobody may delete yet. */
  const keptOn = (w: OrgWorld, target: LibraryPlan): number => {
    const [files] = target.cartridges;
    const all = w.org.media.sets.filter((set) => set.parts.some((p) => p.cartridge === files));
    const isCopied = (set: BackupSet): boolean =>
      w.org.procedures.list.some(
        (p) => p?.name === 'backup.stage' && (p.vars as { set?: number }).set === set.id,
      );
    const stays = (set: BackupSet): boolean =>
      !set.complete || set.keepUntil > w.now || isCopied(set);
    const fileOf = ({ job }: BackupSet): string => w.plan.jobs[job].file;
    let bytes = 0;
    for (const set of all) {
      const file = fileOf(set);
      const isNeeded =
        stays(set) || (file !== '' && all.some((s) => fileOf(s) === file && stays(s)));
      if (!isNeeded) continue;
      for (const part of set.parts)
        if (part.cartridge === files) bytes += part.imageBytes + part.logBytes;
    }
    for (const set of w.org.media.fileSets)
      for (const part of set.parts) if (part.cartridge === files) bytes += part.bytes;
    // What others are just writing is theirs.
    for (const p of w.org.procedures.list) {
      const vars = p?.vars as Vars | undefined;
      if (vars?.cartridge === files) bytes += vars.reserved ?? 0;
    }
    return bytes;
  };

  /** Why nothing was wanting, or null where it was. */
  const objection = (w: OrgWorld, library: LibraryPlan): string | null => {
    if (library.kind === 'disk') {
      const capacity = w.plan.cartridges[library.cartridges[0]].capacityBytes;
      const kept = keptOn(w, library);
      return kept >= capacity ? null : `${capacity - kept} bytes of ${library.path} hold nothing`;
    }
    if (!mayBeWritten(w, library)) return null;
    if (library.kind === 'library') return `${library.path} has a cartridge that may be written to`;
    const [drive] = library.drives;
    const since = due.get(drive) ?? -Infinity;
    if (since === -Infinity)
      return `nothing was in ${library.path} that somebody could have changed`;
    return wasAtWork(w, since, w.now)
      ? `somebody was at work, and changed nothing in ${library.path}`
      : null;
  };

  return {
    name: 'media',
    hear(fact, w) {
      if (fact.type === 'cartridge.taken') {
        inDrive.set(fact.drive, fact.cartridge);
        due.delete(fact.drive);
      }
      if (fact.type === 'cartridge.lost')
        for (const [drive, cartridge] of inDrive)
          if (cartridge === fact.cartridge && !due.has(drive)) due.set(drive, w.now);
      if (fact.type !== 'step.ended' || !['open', 'fetch'].includes(fact.step)) return;
      if (fact.definition !== 'backup.streaming' || fact.aborted) return;
      // Judged where it looks for one, since a file may be out of date when its end is told.
      const { because = '', cartridge } = (w.org.procedures.list[fact.procedure]?.vars ??
        {}) as Vars;
      const { job, group } = fact;
      const { id, kind, drives } = w.plan.libraries[w.plan.jobs[job].library];
      const waits = because === '' && cartridge === -1 && kind === 'library';
      if (!waits && !/^NO_(SPACE|MEDIA)/.test(because)) return;
      // The first who wants another one shows that it is due.
      if (kind === 'drive' && inDrive.has(drives[0]) && !due.has(drives[0]))
        due.set(drives[0], w.now);
      const why = objection(w, w.plan.libraries[id]);
      const of = `${w.plan.jobs[job].name} of ${w.plan.groups[group].path}`;
      if (why !== null) tell(w.now, `${of}: ${because || 'it waits for a cartridge'}, and ${why}`);
      else if (!waits) excused.set(`${job}/${group}`, w.now);
    },
    excuses: (job, group, since) => (excused.get(`${job}/${group}`) ?? -Infinity) >= since,
  };
}
