/**
 * Disk to tape: what was written to a disk target is copied to another medium, set by set, and the copies serve restores when the
 * files are out of date or lost (TAPE-02, TAPE-24).
 */
import { defineProcedure, type Procedure } from '../../../engine/procedure.ts';
import { giveBack, startProcedure } from '../../../engine/procedure-run.ts';
import type { EventTable } from '../../../engine/types.ts';
import { carrier, exchangeMs, loadingMs, shelvingMs, unloadingMs } from '../../media/changing.ts';
import { userOf } from '../../media/drives.ts';
import { abandonSet, findSet, isUnreadable, setKey, setOf } from '../../media/sets.ts';
import type { BackupSet } from '../../media/state.ts';
import { cartridgePool, drivePool, robotPool } from '../../pools.ts';
import type { OrgWorld } from '../../world.ts';
import { leaveForReader } from '../outcome.ts';
import type { StagePlan } from '../plan.ts';
import {
  afterTake,
  bytesOf,
  endCopy,
  open,
  sourceOf,
  startCopy,
  take,
  type StageVars,
} from './copy.ts';
import { planStaging } from './plan.ts';

type P = Procedure<StageVars>;

/** After backups of the night and runs again. */
const PRIORITY = 100_000;

const stageOf = (w: OrgWorld, { job }: StageVars): StagePlan => w.plan.jobs[job].stage as StagePlan;

const allBytes = (set: BackupSet): number =>
  set.parts.reduce((sum, _part, i) => sum + bytesOf(set, i), 0);

/** What cannot be read from disk cannot be copied: this shows at the end. */
function file(w: OrgWorld, p: P): void {
  const v = p.vars;
  const source = setOf(w, v.set);
  if (isUnreadable(w, source)) {
    v.because = 'the set on disk cannot be read';
    source.knownBad = true;
    const key = `${setKey(w, source)}:set-unreadable:1`;
    w.say('cause.struck', {
      key, cause: 'set-unreadable', owner: setKey(w, source), absorbed: true, because: 'found when it was copied',
    }); // prettier-ignore
    w.say('set.unreadable', { set: source.id, key, group: source.group });
    return;
  }
  const copy = setOf(w, v.copy);
  // A restore may have lost the first cartridge of the copy to a bad mount.
  if (allBytes(copy) < allBytes(source)) {
    v.because = 'a cartridge of the set was lost meanwhile';
    return;
  }
  v.filed = true;
  source.staged = 'yes';
  copy.databases = source.databases.map((d) => ({ ...d }));
  copy.complete = true;
  copy.completedAt = w.now;
  copy.asOf = source.asOf;
  copy.keepUntil = w.now + stageOf(w, v).keepMs;
  for (const { cartridge } of copy.parts) {
    const c = w.org.media.cartridges[cartridge];
    c.keepUntil = Math.max(c.keepUntil, copy.keepUntil);
  }
  // Before the original: where both are good, the newer one of the list is read, and that is the file.
  const { sets } = w.org.store.groups[v.group];
  sets.splice(sets.indexOf(v.set), 0, v.copy);
}

export const stageSet = defineProcedure<OrgWorld, StageVars>('backup.stage', {
  first: 'open',
  steps: {
    open: {
      needs: (w, p: P) => [
        { pool: drivePool(p.vars.library), unit: -1 },
        ...carrier(w, p.vars.library),
      ],
      priority: () => PRIORITY,
      begin: open,
      lasts: (w, p) => (p.vars.cartridge < 0 ? 0 : exchangeMs(w, p.vars.library, p.vars.inPlace)),
      gives: (_w, p) => [robotPool(p.vars.library)],
      then: afterTake,
    },
    alert: { lasts: (_w, p) => p.vars.alertMs, then: 'fetch' },
    fetch: {
      needs: (w, p) => carrier(w, p.vars.library),
      begin: (w, p) => {
        if (sourceOf(w, p.vars) === null) p.vars.because = 'the set is not there any more';
        else take(w, p, true);
      },
      lasts: (w, p) => (p.vars.cartridge < 0 ? 0 : exchangeMs(w, p.vars.library, p.vars.inPlace)),
      gives: (_w, p) => [robotPool(p.vars.library)],
      then: afterTake,
    },
    load: { lasts: (w, p) => loadingMs(w, p.vars.library, p.vars.inPlace), then: 'copy' },
    copy: {
      begin: startCopy,
      waits: true,
      end: endCopy,
      then: (w, p) => {
        const { part, cartridge } = p.vars;
        if (part >= setOf(w, p.vars.set).parts.length) return 'file';
        const { usedBytes } = w.org.media.cartridges[cartridge];
        return usedBytes < w.plan.cartridges[cartridge].capacityBytes ? 'copy' : 'eject';
      },
    },
    file: { end: file, then: 'eject' },
    eject: { lasts: (w, p) => unloadingMs(w, p.vars.library), then: 'shelve' },
    shelve: {
      needs: (w, p) => carrier(w, p.vars.library),
      lasts: (w, p) => shelvingMs(w, p.vars.library),
      gives: (_w, p) => [robotPool(p.vars.library), cartridgePool(p.vars.library)],
      end: (_w, p) => {
        p.vars.cartridge = -1;
      },
      then: (_w, p) => (p.vars.because !== '' || p.vars.filed ? 'done' : 'fetch'),
    },
  },
  tags: (_w, p) => ({
    job: p.vars.job, group: p.vars.group, database: -1, drive: p.vars.drive, person: false,
  }), // prettier-ignore
  onAbort: (w, p, because) => {
    endCopy(w, p);
    if (p.vars.because === '') p.vars.because = because;
    giveBack(w, p, robotPool(p.vars.library));
  },
  afterAbort: (_w, p) => (p.vars.cartridge >= 0 && p.step !== 'open' ? 'eject' : 'done'),
  onDone: (w, p) => {
    const { job, group, set, copy, asked, because, replaced } = p.vars;
    if (because !== '') {
      const source = sourceOf(w, p.vars);
      if (copy >= 0 && source !== null && !replaced) source.staged = 'no';
      if (copy >= 0) abandonSet(w, copy);
      if (!replaced)
        leaveForReader(w, job, { group, shows: 'status', detailed: true, isAgain: false });
    }
    w.say('stage.ended', { job, group, set, copy: because === '' ? copy : -1, asked, because });
  },
});

function start(w: OrgWorld, set: BackupSet): void {
  const { job, group, id } = set;
  const { library } = w.plan.jobs[job].stage as StagePlan;
  startProcedure(w, stageSet, {
    job, group, set: id, asked: w.now, library, copy: -1, drive: -1, cartridge: -1, inPlace: false,
    alertMs: 0, part: 0, bytesDone: 0, flow: -1, filed: false, replaced: false, because: '',
  }); // prettier-ignore
}

/** The set is still there, good as far as anybody knows, and has no copy. */
const isDue = (set: BackupSet | null): set is BackupSet =>
  set?.complete === true && !set.knownBad && !set.copy && set.staged === 'no';

export const stagingEvents: EventTable<OrgWorld> = {
  'backup.stage': {
    rank: 43,
    run(w, id) {
      const set = findSet(w, id);
      if (isDue(set)) start(w, set);
    },
  },
  'backup.stage-all': {
    rank: 43,
    run(w, job) {
      planStaging(w, job, w.now);
      const due = w.org.media.sets.filter((set) => isDue(set) && set.job === job);
      for (const set of due.sort((x, y) => x.completedAt - y.completedAt || x.id - y.id))
        start(w, set);
    },
  },
};

/** The drive of a copy has failed: it begins anew with the next free one. */
export function onDriveFailed(w: OrgWorld, drive: number): void {
  const user = userOf(w, drive);
  if (user?.name !== stageSet.name) return;
  const { vars, id } = user as P;
  // What is on file stays.
  if (vars.filed) return;
  vars.because = `${w.plan.drives[drive].path} failed`;
  vars.replaced = true;
  w.tell('procedure.abort', id, 0);
  const source = sourceOf(w, vars);
  if (source === null) return;
  source.staged = 'no';
  w.at(w.now, 'backup.stage', source.id);
}

/** The file of a set is overwritten while it is copied to another medium: what there is of the copy is worth nothing. */
export function onSetReplaced(w: OrgWorld, set: number): void {
  for (const p of w.org.procedures.list as (P | null)[]) {
    if (p === null || p.name !== stageSet.name || p.vars.set !== set) continue;
    if (p.vars.filed || p.vars.copy < 0) continue;
    p.vars.because = 'the set was replaced while it was copied';
    w.tell('procedure.abort', p.id, 0);
  }
}

/** A target is lost while sets are copied from it or to it. */
export function onTargetLost(w: OrgWorld, library: number): void {
  for (const p of w.org.procedures.list as (P | null)[]) {
    if (p === null || p.name !== stageSet.name || p.vars.filed) continue;
    const from = w.plan.jobs[p.vars.job].library;
    if (from !== library && p.vars.library !== library) continue;
    p.vars.because = `${w.plan.libraries[library].path} is lost`;
    w.tell('procedure.abort', p.id, 0);
  }
}
