/** Mounting databases of a group, one after another: the last step of every recovery (RST-32). */
import type { Procedure, StepDefinition } from '../../../engine/procedure.ts';
import type { Ms } from '../../../engine/types.ts';
import { needStore } from '../../backup/offline.ts';
import { isUnlinked } from '../../directory/unlinked.ts';
import { startMountOnNewStream } from '../../operations/generations.ts';
import { handsPool } from '../../pools.ts';
import { makeRoom } from '../../store/fill.ts';
import { mount, mountError } from '../../store/mount.ts';
import { renumber } from '../../store/renumber.ts';
import type { OrgWorld } from '../../world.ts';
import { ignoreMissing } from '../by-hand/missing.ts';
import { incidentOf } from '../incident.ts';
import { linkAgain, linkingMs } from '../rebuild/relink.ts';
import { hands, isBack, type MountVars } from './hands.ts';

type P = Procedure<MountVars>;

/** Whether the plan has a database in service: one that is not in use comes back, and stays dismounted. */
const isInUse = (w: OrgWorld, database: number): boolean => w.plan.databases[database].mounted;

/** Whether the database to be mounted next stopped dirty meanwhile (its log volume ran full): then it replays first. */
export function stopped(w: OrgWorld, p: P): boolean {
  const s = w.org.store.databases[p.vars.databases[p.vars.mounting]];
  return s !== undefined && !s.mounted && !s.clean;
}

/** `isThrough`: whether a database has its data back once it is mounted; otherwise somebody goes on with it. */
function mountNext(w: OrgWorld, p: P, isThrough: (w: OrgWorld, p: P, d: number) => boolean): void {
  const v = p.vars;
  if (stopped(w, p)) return;
  const d = v.databases[v.mounting];
  const incident = incidentOf(w, v.incident);
  const row = incident.databases.find((r) => r.database === d);
  if (isInUse(w, d)) {
    // An offline backup has stopped it meanwhile: the mount fails, and is tried again with the service started (RST-05).
    if (mountError(w, d) === 'store-stopped') {
      needStore(w, w.plan.groups[v.group].server);
      return;
    }
    // What stands in the way is dealt with in the order in which the mount is refused for it.
    if (mountError(w, d) === 'not-in-directory') {
      // The directory has forgotten it only now: the mount fails, and is tried again when it has been set up.
      if (!v.linking) return;
      linkAgain(w, v.incident, [d]);
    }
    if (mountError(w, d) === 'log-volume-full') makeRoom(w, w.plan.groups[v.group].logVolume);
    if (mountError(w, d) === 'attached-database-missing') ignoreMissing(w, v.group, true);
    if (mountError(w, d) === 'generations-used-up') {
      // The mount fails: now the logs are removed, for all that stopped with this one, and then it is tried again.
      renumber(w, v.group, 'its log generations were used up');
      startMountOnNewStream(w, v.group, -1);
      return;
    }
    const { mounted: up, downSince } = w.org.store.databases[d];
    // It may have stopped for another reason while its recovery was under way: a full log volume, say.
    if (!up && row !== undefined && row.downAt < 0) row.downAt = downSince;
    if (!up) mount(w, d);
  }
  v.mounting += 1;
  if (row === undefined) return;
  if (row.downAt >= 0) row.serviceAt = w.now;
  row.sets = [...v.setsRead];
  if (isThrough(w, p, d)) isBack(w, incident, row);
}

/** What is done at the mount of the database that is next, or was just now. */
export function mountText(w: OrgWorld, v: MountVars): string {
  const d = v.databases[v.mounting - 1] ?? v.databases[0];
  const { path } = w.plan.databases[d];
  if (!isInUse(w, d)) return `${path} stays dismounted, as it was`;
  return v.linking
    ? `setting up again what the directory has forgotten of ${path}, mounting it`
    : `mounting ${path}`;
}

/**
 * One after another; `replays` says the step for one that stopped dirty meanwhile, `then` what follows the last. All have their data
 * back then, but for those of which `isThrough` says otherwise.
 */
export function mountStep<V extends MountVars>(of: {
  readonly replays: (w: OrgWorld, p: Procedure<V>) => string;
  readonly lasts: (w: OrgWorld, p: Procedure<V>) => Ms;
  readonly because?: (p: Procedure<V>, text: string) => string;
  readonly isThrough?: (w: OrgWorld, p: P, database: number) => boolean;
  readonly then?: (p: Procedure<V>) => string;
}): StepDefinition<OrgWorld, V> {
  return {
    needs: hands,
    begin: (w, { vars: v }) => {
      v.linking = v.mounting < v.databases.length && isUnlinked(w, v.databases[v.mounting]);
    },
    lasts: (w, p) => {
      const d = p.vars.databases[p.vars.mounting];
      if (d !== undefined && !isInUse(w, d)) return 0;
      return of.lasts(w, p) + (p.vars.linking ? linkingMs(w, d) : 0);
    },
    end: (w, p) => mountNext(w, p, of.isThrough ?? (() => true)),
    gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
    span: 'mount',
    waitSpan: 'wait-person',
    because: (w, p) => of.because?.(p, mountText(w, p.vars)) ?? mountText(w, p.vars),
    then: (w, p) => {
      if (stopped(w, p)) return of.replays(w, p);
      if (p.vars.mounting < p.vars.databases.length) return 'mount';
      return of.then?.(p) ?? 'done';
    },
  };
}
