/** What people do around a restore: dismounting, starting the store service; and what each step needs. */
import type { Procedure } from '../../../engine/procedure.ts';
import { heldUnit } from '../../../engine/procedure-run.ts';
import type { Need } from '../../../engine/resources.ts';
import type { Ms } from '../../../engine/types.ts';
import { carrier, isDisk, isInPlace, loadingMs } from '../../media/changing.ts';
import { isAway } from '../../media/offsite.ts';
import { cartridgePool, drivePool, handsPool, robotPool, sessionPool } from '../../pools.ts';
import { unsettled } from '../../store/kills.ts';
import { dismount } from '../../store/mount.ts';
import { pendingOf } from '../../store/replicas.ts';
import type { OrgWorld } from '../../world.ts';
import { setToRead } from './chain.ts';
import { dropPreserved } from './preserve.ts';
import { selected } from './selection.ts';
import { addMate, incidentOf, incidentWith } from '../incident.ts';
import type { AffectedDatabase, IncidentState, Read, RestoreVars } from '../state.ts';

type P = Procedure<RestoreVars>;

/** What mounting the databases of a group for an incident needs to know. */
export type MountVars = Pick<
  RestoreVars,
  'incident' | 'group' | 'databases' | 'mounting' | 'linking' | 'setsRead'
>;

export function mounted(w: OrgWorld, p: P): number[] {
  return p.vars.databases.filter((d) => w.org.store.databases[d].mounted);
}

/**
 * What is taken down before the restore: its databases, and with a shadow copy of Exchange 2003 all the others of their
 * group, since the writer asks for that.
 */
export function toDismount(w: OrgWorld, p: P): number[] {
  const { group, source } = p.vars;
  const isShadow = source !== null && source.snapshot !== null;
  if (w.plan.version !== 'exchange-2003' || !isShadow) return mounted(w, p);
  return w.plan.groups[group].databases.filter((d) => w.org.store.databases[d].mounted);
}

/** A drive unless it has one, the cartridge that comes next, the robot; first of all the group's session. */
export function tapeNeeds(w: OrgWorld, p: P): Need[] {
  const v = p.vars;
  const { library } = v;
  const needs: Need[] = [];
  if (heldUnit(p, sessionPool(w.plan, v.group)) < 0)
    needs.push({ pool: sessionPool(w.plan, v.group), unit: -1 });
  if (heldUnit(p, drivePool(library)) < 0) needs.push({ pool: drivePool(library), unit: -1 });
  if (isDisk(w, library)) return needs;
  const unit = w.plan.libraries[library].cartridges.indexOf(v.cartridge);
  needs.push({ pool: cartridgePool(library), unit }, ...carrier(w, library));
  return needs;
}

/** The restore has a drive: another mount begins, with a draw of its own. */
export function takeDrive(w: OrgWorld, p: P): void {
  const v = p.vars;
  v.attempts += 1;
  v.drive = w.plan.libraries[v.library].drives[heldUnit(p, drivePool(v.library))];
  v.inPlace = isInPlace(w, v.drive, v.cartridge);
}

export const fetching = (w: OrgWorld, { vars }: P): string =>
  w.plan.libraries[vars.library].kind === 'drive'
    ? 'changing the cartridge by hand'
    : 'fetching the cartridge';

export const mountingMs = (w: OrgWorld, { vars: v }: P): Ms =>
  v.mountFails ? w.plan.figures.media.threadMs : loadingMs(w, v.library, v.inPlace);

/** Of a set that lies between others' blocks: how much longer it takes to read them over (X-20). */
const readOver = ({ vars: { interleave } }: P): string =>
  interleave < 1.05
    ? ''
    : `, ${interleave.toFixed(1)} times as long: it lies between others' blocks`;

/** What is read; where there is more than one thing to read an image from, that as well; and what makes it slow. */
export function readingOf(what: Read['what']): (w: OrgWorld, p: P) => string {
  return (w, p) => {
    const { libraries } = w.plan;
    const several = what === 'image' && libraries.length > 1;
    const from = several ? ` from ${libraries[p.vars.library].path}` : '';
    return `${what} of ${selected(w, p.vars, what)}${from}${readOver(p)}`;
  };
}

/** Whether the next read takes the same drive: one that has failed, or that cannot hold what comes next, is given back. */
export function keepsDrive(w: OrgWorld, { vars: v }: P): boolean {
  if (w.org.media.drives[v.drive].failed) return false;
  const [read] = v.reads as readonly (Read | undefined)[];
  const set = read === undefined ? null : setToRead(w, read);
  if (read === undefined || set === null) return true;
  const { cartridge } = set.parts[read.part];
  return w.plan.cartridges[cartridge].library === v.library && !isAway(w, cartridge);
}

export function dismountAll(w: OrgWorld, p: P): void {
  const incident = incidentOf(w, p.vars.incident);
  for (const d of toDismount(w, p)) {
    if (!p.vars.databases.includes(d)) {
      takeMateDown(w, p, d);
      continue;
    }
    dismount(w, d, true, 'dismounted to be restored');
    const row = incident.databases.find((r) => r.database === d);
    if (row !== undefined && row.downAt < 0) row.downAt = w.now;
  }
}

/** It is part of the incident until it is mounted again, which it owes to the same cause. */
function takeMateDown(w: OrgWorld, p: P, database: number): void {
  const known = incidentWith(w, database);
  dismount(w, database, true, 'down with its storage group, of which a database is restored');
  p.vars.mates.push(database);
  if (known === null) addMate(w, incidentOf(w, p.vars.incident), database);
}

/**
 * A database has its data back. Pages that were damaged meanwhile are made good with the rest where its file was
 * replaced, and still to be found out where it was not. Public folders that lack posts are not back before their
 * replicas have sent these.
 */
export function isBack(w: OrgWorld, incident: IncidentState, row: AffectedDatabase): void {
  dropPreserved(w, ({ database }) => database === row.database);
  if (pendingOf(w, row.database).length > 0) return;
  row.dataAt = w.now;
  const d = w.org.store.databases[row.database];
  const { holes } = d;
  // Damage from before it was hit would have been found with the rest.
  d.provedAt = Math.max(d.provedAt, row.downAt < 0 ? incident.openedAt : row.downAt);
  const damage = incident.damage.filter((each) => each.database === row.database);
  incident.damage = incident.damage.filter((each) => each.database !== row.database);
  const kills = unsettled(w, row.database);
  for (const { key } of damage) {
    const isLeft = holes.some((hole) => hole.key === key) || kills.some((kill) => kill.key === key);
    if (!isLeft) incident.causes.push(key);
  }
  if (holes.some((hole) => !hole.singleBit)) w.tell('pagesDamaged', row.database, 0);
  if (kills.length > 0) w.tell('contentKilled', row.database, 0);
}

export const hands = (w: OrgWorld, p: Procedure<Pick<RestoreVars, 'incident'>>): Need[] => [
  { pool: handsPool(w.plan, p.vars.incident), unit: -1 },
];
export const robot = (_w: OrgWorld, p: P): number[] => [robotPool(p.vars.library)];
