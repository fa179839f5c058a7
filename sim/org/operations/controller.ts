/**
 * Getting a domain controller back: most are repaired; another one is built anew and takes the directory over from a
 * partner (AD-03), or from a set of its own and from partners what changed since (AD-14). Where no controller of its domain is left,
 * a set brings the directory back as it was then (AD-04, AD-05).
 */
import { defineProcedure, type Procedure } from '../../engine/procedure.ts';
import { startProcedure, wakeAt } from '../../engine/procedure-run.ts';
import type { Ms } from '../../engine/types.ts';
import { hasPartner } from '../directory/answer.ts';
import { restoreController } from '../directory/strikes.ts';
import { teach } from '../directory/unlinked.ts';
import { alarmAfter } from '../eventlog/monitoring.ts';
import { userOf } from '../media/drives.ts';
import { fileSetOf } from '../media/file-sets.ts';
import { heldToRead, needsToRead } from '../media/read-files.ts';
import { peoplePool } from '../pools.ts';
import type { OrgWorld } from '../world.ts';
import { candidates, deltaMs, isSaved, judgeSet } from './controller-sets.ts';
import { promoteMs, readMs, setBesidePartner } from './controller-sets.ts';
import { bringBack } from './domain.ts';
import { callMs, teamToAsk } from './people.ts';

export interface ControllerVars {
  readonly controller: number;
  team: number;
  /** The set that is read, those that are of no use, and those of them that are too old. */
  set: number;
  tried: number[];
  refused: number[];
  /** A set that is too old is restored all the same (KB 216993). */
  forced: boolean;
  /** Its directory is that of an instant; -1: of none, since its domain was built anew. */
  restored: boolean;
  asOf: Ms;
}

export type ControllerRepair = Procedure<ControllerVars>;
type P = ControllerRepair;

const NAME = 'operations.controller';

/** After these a controller of the domain answers. */
const RESTORING = ['read', 'force', 'restart', 'delta', 'found', 'restore'];

const repairedAt = (w: OrgWorld, p: P): number =>
  w.org.directory.controllers[p.vars.controller].repairedAt;

/** Others of the same domain that are not back yet. */
function mates(w: OrgWorld, { vars: { controller } }: P): P[] {
  const { domain } = w.plan.controllers[controller];
  return (w.org.procedures.list as (P | null)[]).filter(
    (p): p is P =>
      p?.name === NAME &&
      p.vars.controller !== controller &&
      w.plan.controllers[p.vars.controller].domain === domain,
  );
}

const isRestoring = ({ step }: P): boolean => RESTORING.includes(step);

/** Those who wait for another controller of their domain look again what they can do. */
function wakeMates(w: OrgWorld, p: P, which: (mate: P) => boolean): void {
  for (const mate of mates(w, p))
    if (mate.step === 'stand-by' && which(mate)) wakeAt(w, mate, w.now);
}

/** Waits for others; those that waited for this one, and could restore themselves, need not any more. */
function standBy(w: OrgWorld, p: P): void {
  if (!mates(w, p).some(isRestoring))
    wakeMates(w, p, (mate) => candidates(w, mate.vars).length > 0);
}

/** How it comes back, now that Windows runs on the new machine. */
function wayBack(w: OrgWorld, p: P): string {
  const v = p.vars;
  if (hasPartner(w, v.controller)) {
    v.set = setBesidePartner(w, v);
    return v.set < 0 ? 'replicate' : 'read';
  }
  if (!isSaved(w, v.controller)) return 'restore';
  const others = mates(w, p);
  if (others.some(isRestoring)) return 'give-way';
  const [newest] = candidates(w, v);
  if (newest !== undefined) {
    v.set = newest.id;
    return 'read';
  }
  // Another one knows more than this one's sets do.
  if (others.some((mate) => mate.step === 'repair' || candidates(w, mate.vars).length > 0))
    return 'give-way';
  return v.refused.length > 0 ? 'force' : 'found';
}

export const controllerRepair = defineProcedure<OrgWorld, ControllerVars>(NAME, {
  first: 'begin',
  steps: {
    begin: { then: (w, p: P) => (repairedAt(w, p) >= 0 ? 'repair' : 'detect') },
    repair: {
      lasts: (w, p) => repairedAt(w, p) - w.now,
      end: (w, p) => {
        if (teach(w, p.vars.controller)) w.tell('directoryTaught', p.vars.controller, 0);
      },
      then: 'done',
    },
    detect: { lasts: (w) => alarmAfter(w.plan, w.now, false).at - w.now, then: 'decide' },
    decide: {
      needs: (w, p) => {
        p.vars.team = teamToAsk(w);
        return [{ pool: peoplePool(w.plan, p.vars.team), unit: -1 }];
      },
      lasts: (w) => w.plan.figures.operations.decideMs,
      then: 'call',
    },
    call: { lasts: (w, p) => callMs(w, w.plan.operations.teams[p.vars.team]), then: 'parts' },
    parts: {
      lasts: (w, p) => w.plan.sites[w.plan.controllers[p.vars.controller].site].partsMs.server,
      then: 'build',
    },
    build: {
      lasts: (w) =>
        w.plan.figures.operations.installWindowsMs + w.plan.figures.operations.servicePacksMs,
      then: wayBack,
    },
    replicate: { lasts: (w, p) => promoteMs(w, p.vars.controller), then: 'done' },
    restore: { lasts: (w) => w.plan.figures.operations.restoreDirectoryMs, then: 'done' },
    // Nobody waits with folded hands.
    'give-way': { gives: (w, p) => [peoplePool(w.plan, p.vars.team)], then: 'stand-by' },
    'stand-by': { begin: standBy, waits: true, then: 'return' },
    return: {
      needs: (w, p) => {
        p.vars.team = teamToAsk(w);
        return [{ pool: peoplePool(w.plan, p.vars.team), unit: -1 }];
      },
      then: wayBack,
    },
    read: {
      needs: (w, p) => {
        const set = fileSetOf(w, p.vars.set);
        return set === null ? [] : needsToRead(w, set);
      },
      priority: () => 10,
      lasts: (w, p) => readMs(w, p.vars),
      end: judgeSet,
      gives: heldToRead,
      then: (w, p) => (p.vars.restored ? 'restart' : wayBack(w, p)),
    },
    force: {
      begin: (_w, { vars: v }) => {
        v.forced = true;
        v.tried = v.tried.filter((id) => !v.refused.includes(id));
        v.refused = [];
      },
      lasts: (w) => w.plan.figures.operations.forceExpiredMs,
      then: wayBack,
    },
    restart: {
      lasts: (w, p) =>
        hasPartner(w, p.vars.controller)
          ? w.plan.figures.operations.restoreControllerMs
          : w.plan.figures.operations.restoreDirectoryMs,
      then: 'delta',
    },
    delta: { lasts: (w, p) => deltaMs(w, p.vars.controller, p.vars.asOf), then: 'done' },
    found: {
      lasts: (w) => w.plan.figures.operations.newDomainMs,
      end: (_w, { vars: v }) => {
        v.restored = true;
        v.set = -1;
      },
      then: 'done',
    },
  },
  tags: (_w, p) => ({ job: -1, group: -1, database: -1, drive: -1, person: p.holds.length > 0 }),
  onDone: (w, p) => {
    if (p.vars.restored) bringBack(w, p.vars);
    restoreController(w, p.vars.controller);
    wakeMates(w, p, () => true);
  },
});

export function onControllerFailed(w: OrgWorld, controller: number): void {
  startProcedure(w, controllerRepair, {
    ...{ controller, team: 0, set: -1, tried: [], refused: [], forced: false },
    ...{ restored: false, asOf: -1 },
  });
}

/** The drive that reads a set for a controller has failed: the set is read once more. */
export function onDriveFailed(w: OrgWorld, drive: number): void {
  const user = userOf(w, drive);
  if (user?.name !== NAME) return;
  const p = user as P;
  w.cancel(p.timer);
  wakeAt(w, p, w.now + readMs(w, p.vars));
}
