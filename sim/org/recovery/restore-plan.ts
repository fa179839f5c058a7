/** Decisions of a restore: which chain, what comes next, what is replayed, and when the ladder is exhausted. */
import type { Procedure } from '../../engine/procedure.ts';
import { heldUnit } from '../../engine/procedure-run.ts';
import { endHung } from '../backup/hung.ts';
import { drivePool } from '../pools.ts';
import { unsettled } from '../store/kills.ts';
import { storeRuns } from '../store/service.ts';
import type { OrgWorld } from '../world.ts';
import {
  chainFrom,
  diskGoesOn,
  freeBytes,
  readsOf,
  setToRead,
  temporaryBytes,
  type Chain,
} from './chain.ts';
import { hasKnownDamage, incidentOf } from './incident.ts';
import { ladderElsewhere } from './move/elsewhere.ts';
import { declareLost } from './outcome.ts';
import { ladderOf } from './ladder.ts';
import { againstStopping, boundOf, imageFor, mailIsMissing } from './stop-before.ts';
import { envOf, removeEnv } from './restore-env.ts';
import { fillIn, forgetSlips, ranTooEarly, settleReach } from './restore-window.ts';
import { beginAnew } from './replay.ts';
import { recoverStep } from './slip-steps.ts';
import type { RestoreVars } from './state.ts';

type P = Procedure<RestoreVars>;

/** Everything that is needed lies on disk undamaged: replay and mount will do. */
function softIsEnough(w: OrgWorld, v: RestoreVars): boolean {
  const incident = incidentOf(w, v.incident);
  if (w.org.store.groups[v.group].logsLost) return false;
  return v.databases.every((d) => {
    const s = w.org.store.databases[d];
    if (unsettled(w, d, incident.causes).length > 0) return false;
    return !s.fileLost && !s.restoring && !hasKnownDamage(w, incident, d);
  });
}

function fitsTemporaryFolder(w: OrgWorld, v: RestoreVars, chain: Chain): boolean {
  const { volume } = w.plan.databases[v.databases[0]];
  return temporaryBytes(w, v, chain) <= freeBytes(w, volume);
}

/** Whether the files and logs are still there, so that nothing but damaged pages is at stake. */
function onlyPagesAtStake(w: OrgWorld, v: RestoreVars): boolean {
  if (w.org.store.groups[v.group].logsLost) return false;
  return v.databases.every((d) => !w.org.store.databases[d].fileLost);
}

/**
 * What speaks against a chain, or null. A file that lives, with a few damaged pages, is not thrown away for an older
 * image that no logs bring up to date: nobody gives up days of mail for some pages (RST-01).
 */
function objection(
  w: OrgWorld,
  v: RestoreVars,
  chain: Chain | null,
  stops: boolean,
): string | null {
  if (chain === null) return 'no usable full or copy is left';
  if (!fitsTemporaryFolder(w, v, chain)) return 'no room for the temporary folder';
  if (!stops && onlyPagesAtStake(w, v) && !chain.toEnd)
    return `the sets reach only to log ${chain.reach}`;
  return null;
}

/** What is left when the ladder is exhausted, in words. */
function endOf(w: OrgWorld, v: RestoreVars): string {
  if (!onlyPagesAtStake(w, v)) return 'nothing, the ladder is exhausted';
  return pagesAreDamaged(w, v) ? 'repair' : 'leaving it as it is';
}

function pagesAreDamaged(w: OrgWorld, v: RestoreVars): boolean {
  const incident = incidentOf(w, v.incident);
  return v.databases.some((d) => hasKnownDamage(w, incident, d));
}

/** The next chain of the ladder; null when it is exhausted. */
function nextChain(w: OrgWorld, v: RestoreVars): Chain | null {
  const incident = incidentOf(w, v.incident);
  const ladder = ladderElsewhere(w, incident, v.databases[0]) ?? ladderOf(w, incident, v.group);
  for (; v.rung < ladder.length; v.rung++) {
    // Whoever is still here has found no room there, which was told when it was decided.
    if (ladder[v.rung] === 'restore-elsewhere') continue;
    const stops = ladder[v.rung] === 'stop-before';
    const bound = stops ? boundOf(w, v) : null;
    const image = imageFor(w, v, bound);
    const useDisk = ladder[v.rung] !== 'restore-to-last-set';
    const chain = image === undefined ? null : chainFrom(w, v, image, useDisk, bound);
    const against = stops ? againstStopping(w, v, bound, chain, onlyPagesAtStake(w, v)) : null;
    const why = against ?? objection(w, v, chain, stops);
    if (chain !== null && why === null) return chain;
    const because = why ?? '';
    const end = endOf(w, v);
    const next = ladder[v.rung + 1] ?? end;
    w.say('recovery.fallback', { incident: v.incident, group: v.group, because, next });
  }
  return null;
}

/** Decides how this group comes back, at the beginning and whenever a set or a cartridge has failed. */
export function choose(w: OrgWorld, p: P): void {
  const v = p.vars;
  if (softIsEnough(w, v)) {
    v.mode = 'soft';
    return;
  }
  const had = v.setsRead.length > 0 && !forgetSlips(v);
  const chain = nextChain(w, v);
  if (chain === null) {
    const keep = pagesAreDamaged(w, v) || !mailIsMissing(w, v) ? 'keep' : 'leave';
    v.mode = onlyPagesAtStake(w, v) ? keep : 'empty';
    v.reads = [];
    return;
  }
  v.mode = 'restore';
  // Whoever needs the session and a drive sees that a backup holds them and goes nowhere.
  endHung(w, -1, -1, 'it hung, and somebody ended it to restore');
  v.image = chain.image.id;
  v.source = {
    ...chain.image,
    databases: chain.image.databases.map((d) => ({ ...d })),
    parts: chain.image.parts.map((part) => ({ ...part })),
  };
  v.reads = readsOf(chain, v.imageRead, v.imageRead ? (envOf(w, v)?.sets ?? []) : []);
  v.reach = chain.reach;
  v.toEnd = chain.toEnd;
  v.stopBefore = chain.stopBefore;
  if (had && w.hears('recovery.fallback')) {
    const night = new Array<string>();
    for (const s of [chain.image, ...chain.logs]) night.push(`${s.type} up to log ${s.high}`);
    w.say('recovery.fallback', {
      incident: v.incident, group: v.group, because: 'a set could not be read', next: night.join(', '),
    }); // prettier-ignore
  }
}

/** What comes next, by what is left to read and which cartridge is in the drive. */
export function nextStep(w: OrgWorld, p: P): string {
  const v = p.vars;
  // Everything from here on needs the Information Store service (RST-05).
  if (!storeRuns(w, w.plan.groups[v.group].server)) return 'service';
  if (v.mode === 'soft') return 'replay';
  if (v.mode === 'leave') return 'leave';
  if (v.mode === 'empty' || v.mode === 'keep') return endWithout(w, p);
  // A backup has truncated, or somebody has moved away, logs that this restore meant to roll forward with.
  if (v.toEnd && v.source !== null && !diskGoesOn(w, v, v.source, v.reach)) return 'plan';
  if (v.reads.length === 0 && v.failsAfter >= 0) {
    v.failsAfter = -1;
    return 'plan';
  }
  const loaded = heldUnit(p, drivePool(v.library)) >= 0 && v.cartridge >= 0;
  if (v.reads.length === 0) {
    settleReach(w, v);
    return loaded ? 'release' : recoverStep(w, p);
  }
  const read = v.reads[0];
  const early = ranTooEarly(w, v);
  if (early !== null) return early === 'again' ? nextStep(w, p) : early;
  const set = setToRead(w, read);
  // Its cartridge was overwritten, or lost by somebody else, while this restore waited for it.
  if (set === null) return 'plan';
  if (read.what === 'logs' && set.id !== v.image && envOf(w, v) === null) return beginAnew(w, v);
  const { cartridge } = set.parts[read.part];
  if (loaded && (v.cartridge !== cartridge || w.org.media.drives[v.drive].failed)) return 'eject';
  if (!loaded) {
    v.cartridge = cartridge;
    v.library = w.plan.cartridges[cartridge].library;
    return 'fetch';
  }
  // Another set on the cartridge that is in the drive: wind to it first.
  const last = v.setsRead[v.setsRead.length - 1];
  const winding = p.step === 'locate' || p.step === 'load' || p.step === 'dismount';
  if (last !== undefined && last !== read.set && !winding) return 'locate';
  const wrong = v.window === set.id ? null : fillIn(w, p, set);
  if (wrong === 'again') return nextStep(w, p);
  return wrong ?? read.what;
}

/** The ladder is exhausted: the remainder is declared lost. */
function endWithout(w: OrgWorld, p: P): string {
  const v = p.vars;
  if (v.mode === 'keep') {
    const states = v.databases.map((d) => w.org.store.databases[d]);
    if (states.some((s) => s.mounted)) return 'dismount';
    return states.some((s) => !s.clean) ? 'replay' : 'repair';
  }
  declareLost(w, v);
  removeEnv(w, v.databases);
  return 'mount';
}
