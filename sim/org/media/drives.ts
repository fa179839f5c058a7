/** Tape drives fail: the one that is struck is out of service until it is replaced by contract, like an array. */
import type { Procedure } from '../../engine/procedure.ts';
import { askForGrants } from '../../engine/procedure-run.ts';
import type { EventTable, Ms } from '../../engine/types.ts';
import { lasting } from '../calendar-hazards.ts';
import { drivePool } from '../pools.ts';
import type { OrgWorld } from '../world.ts';
import { DISK } from './plan.ts';

/** Plans the next strike on a drive; a replacement does not restart the life, so every strategy meets the same ones. */
export function planDriveStrike(w: OrgWorld, drive: number, ageMs: Ms = 0): void {
  const law = w.plan.hazards['drive-failed'];
  // The disks of a target fail under another cause.
  if (law === undefined || law === null || w.plan.drives[drive].model === DISK) return;
  const { strikes } = w.org.media.drives[drive];
  const u = w.draw(w.plan.drives[drive].path, 'drive-failed', strikes + 1);
  const at = w.now + Math.ceil(lasting(law, ageMs, u));
  if (at < w.plan.clock.end) w.at(at, 'media.drive-strike', drive, 0);
}

/** The procedure in whose hands a drive is, or null. */
export function userOf(w: OrgWorld, drive: number): Procedure | null {
  const { library } = w.plan.drives[drive];
  const unit = w.plan.libraries[library].drives.indexOf(drive);
  const { procedures } = w.org;
  const holder = procedures.pools[drivePool(library)].holder[unit];
  return holder < 0 ? null : (procedures.list[holder] as Procedure | null);
}

function setClosed(w: OrgWorld, drive: number, closed: boolean): void {
  const { library } = w.plan.drives[drive];
  const unit = w.plan.libraries[library].drives.indexOf(drive);
  w.org.procedures.pools[drivePool(library)].closed[unit] = closed;
  w.org.media.drives[drive].failed = closed;
}

/** Who uses it loses what is under way (news 'driveFailed'), and goes on with the next free drive. */
function strike(w: OrgWorld, drive: number): void {
  const state = w.org.media.drives[drive];
  state.strikes += 1;
  const { path, library } = w.plan.drives[drive];
  const user = userOf(w, drive);
  const already = state.failed;
  w.say('cause.struck', {
    key: `${path}:drive-failed:${state.strikes}`,
    cause: 'drive-failed',
    owner: path,
    // Only what belongs to an incident makes anybody wait for mail.
    absorbed: already || user === null || user.trail < 0 || user.name === 'media.return',
    because: already
      ? 'it had failed already'
      : user === null
        ? 'it was idle'
        : user.name === 'media.return'
          ? 'it was giving a cartridge back'
          : 'what was under way goes on with the next free drive',
  });
  if (!already) {
    state.struckAt = w.now;
    setClosed(w, drive, true);
    const { array } = w.plan.sites[w.plan.libraries[library].site].partsMs;
    w.at(w.now + array, 'media.drive-replace', drive, 0);
    w.tell('driveFailed', drive, 0);
  }
  planDriveStrike(w, drive);
}

export const driveEvents: EventTable<OrgWorld> = {
  'media.drive-strike': { rank: 10, run: (w, drive) => strike(w, drive) },
  'media.drive-replace': {
    rank: 5,
    run(w, drive) {
      setClosed(w, drive, false);
      w.org.media.drives[drive].usedMs = 0;
      w.say('drive.replaced', { drive });
      askForGrants(w, drivePool(w.plan.drives[drive].library));
    },
  },
};
