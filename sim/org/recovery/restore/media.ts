/** What a restore waits for before it can read: a courier with the cartridge, a catalogue that lists the set. */
import type { Procedure, StepDefinition } from '../../../engine/procedure.ts';
import { catalogueMs, isUnlisted, needsScan, scanMs } from '../../media/catalogue.ts';
import { isAway, recall } from '../../media/offsite.ts';
import { setOf } from '../../media/sets.ts';
import type { BackupSet } from '../../media/state.ts';
import type { OrgWorld } from '../../world.ts';
import { setToRead } from './chain.ts';
import { FROM_DISK } from './reads.ts';
import type { RestoreVars } from '../state.ts';

type P = Procedure<RestoreVars>;
type Steps = Readonly<Record<string, StepDefinition<OrgWorld, RestoreVars>>>;

/** Orders everything back that is to be read, in one call. Nobody sits on a drive meanwhile. */
function recallAll(w: OrgWorld, { vars }: P): void {
  for (const read of vars.reads) {
    const set = setToRead(w, read);
    if (set !== null && read.part !== FROM_DISK) recall(w, set.parts[read.part].cartridge);
  }
}

/** The step before a set is read for which something is missing, or null. */
export function missing(w: OrgWorld, p: P, set: BackupSet, loaded: boolean): string | null {
  const { cartridge, setsRead } = p.vars;
  if (!loaded) return isAway(w, cartridge) ? 'recall' : null;
  if (p.step === 'catalogue' || p.step === 'scan' || setsRead.includes(set.id)) return null;
  return isUnlisted(w, set) ? 'catalogue' : null;
}

const next = (w: OrgWorld, p: P): BackupSet => setOf(w, p.vars.reads[0].set);

function list(w: OrgWorld, p: P): void {
  const set = setToRead(w, p.vars.reads[0]);
  if (set !== null) set.listed = true;
}

/** The steps themselves; `then` decides what comes after each. */
export const mediaSteps = (then: (w: OrgWorld, p: P) => string): Steps => ({
  recall: {
    begin: recallAll,
    lasts: (w, p) => recall(w, p.vars.cartridge),
    span: 'travel',
    because: (w, p) => `${w.plan.cartridges[p.vars.cartridge].path} is recalled from offsite`,
    then,
  },
  catalogue: {
    lasts: (w, p) => catalogueMs(w, next(w, p)),
    span: 'catalogue',
    because: () => 'the host has no catalogue of the set: it is built from the one on the medium',
    then: (w, p) => {
      if (setToRead(w, p.vars.reads[0]) === null) return then(w, p);
      if (needsScan(w, next(w, p))) return 'scan';
      list(w, p);
      return then(w, p);
    },
  },
  scan: {
    lasts: (w, p) => scanMs(w, next(w, p), p.vars.drive),
    end: list,
    span: 'catalogue',
    because: () => 'no catalogue on the medium can be read: all of the set is scanned',
    then,
  },
});
