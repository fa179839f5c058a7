/**
 * Repairing a file that lives, with the tool of the level at which it is damaged (ESE-42): \`eseutil /p\` for pages and
 * ESE's tables, at the price of what lies there; \`isinteg -fix\` for what the store alone understands.
 */
import type { StepDefinition } from '../../../engine/procedure.ts';
import { subtract } from '../../../engine/intervals.ts';
import type { Ms } from '../../../engine/types.ts';
import { attach } from '../../store/attach.ts';
import { committed, damaged, fileThroughLog, type Content } from '../../store/content.ts';
import { failsChecksum } from '../../store/damage.ts';
import { inherit, mend } from '../../store/deep.ts';
import { eraseBackups } from '../../store/header.ts';
import { entitled } from '../../store/kills.ts';
import type { Hole, Segment } from '../../store/state.ts';
import { cutAfter } from '../../store/stream.ts';
import type { OrgWorld } from '../../world.ts';
import { incidentOf } from '../incident.ts';
import { flushedThrough, passGaps } from './lost-logs.ts';
import { book, keepItems, minus, replaceFile } from '../outcome.ts';
import { toMount } from '../slips/steps.ts';
import type { IncidentState, RestoreVars } from '../state.ts';

/** Damage of a file that those who work on an incident know of. */
const knownIn = (w: OrgWorld, incident: IncidentState, database: number): Hole[] =>
  w.org.store.databases[database].holes.filter(
    (hole) => !hole.singleBit && incident.causes.includes(hole.key),
  );

/** Whether all that is known to be wrong lies above the pages: then images since have it, too, and no log helps. */
export function isDeeper(w: OrgWorld, incident: IncidentState, databases: readonly number[]) {
  const known = databases.flatMap((d) => knownIn(w, incident, d));
  return known.length > 0 && !known.some(failsChecksum);
}

/** Databases for which isinteg is enough: its files must be clean (E-22), and ESE finds nothing wrong with them. */
function forIsinteg(w: OrgWorld, v: RestoreVars): number[] {
  const incident = incidentOf(w, v.incident);
  const isReady = v.databases.every((d) => {
    const known = knownIn(w, incident, d);
    return w.org.store.databases[d].clean && known.every(({ level }) => level === 'application');
  });
  return isReady ? v.databases.filter((d) => knownIn(w, incident, d).length > 0) : [];
}

/** Which tools are taken, in words. They have the files for themselves until they are through. */
function beginRepair(w: OrgWorld, v: RestoreVars): void {
  for (const d of v.databases) w.org.store.databases[d].repairing = true;
  v.repairing =
    forIsinteg(w, v).length > 0
      ? 'mending what the store has lost track of: isinteg -fix'
      : 'repairing the file that lives: eseutil /p, /d, isinteg -fix';
}

/** The tools let go of the files, whether they were through or not. */
export function endRepair(w: OrgWorld, { databases }: RestoreVars): void {
  for (const d of databases) w.org.store.databases[d].repairing = false;
}

/** How long the tools take over these databases, one after another (REP-06, KB Q259851). */
function repairMs(w: OrgWorld, v: RestoreVars): Ms {
  const { repairBytesPerSecond, defragBytesPerSecond, isintegBytesPerSecond } =
    w.plan.figures.recovery;
  const bytesOf = (databases: readonly number[]): number =>
    databases.reduce((sum, d) => sum + w.plan.databases[d].sizeBytes, 0);
  const light = forIsinteg(w, v);
  if (light.length > 0) return Math.ceil((bytesOf(light) / isintegBytesPerSecond) * 1000);
  const bytes = bytesOf(v.databases);
  const pass = bytes / repairBytesPerSecond + bytes / defragBytesPerSecond;
  return Math.ceil((pass + bytes / isintegBytesPerSecond) * 1000);
}

/** What is in the file: all that was committed, unless it stopped dirty and could not be replayed. */
function heldByFile(w: OrgWorld, database: number): Content {
  const d = w.org.store.databases[database];
  const { group } = w.plan.databases[database];
  if (d.clean) return committed(w, database);
  return minus(fileThroughLog(w, database, flushedThrough(w, group)), d.lost);
}

/**
 * The damaged file has been repaired. \`eseutil /p\` gives up what lies on damaged pages and in broken tables, and ends the
 * roll-forward from older sets; isinteg mends by way of the store, and nothing is lost.
 */
function finishRepair(w: OrgWorld, v: RestoreVars): void {
  endRepair(w, v);
  const light = forIsinteg(w, v);
  for (const database of light) mend(w, database, ({ level }) => level === 'application');
  if (light.length > 0) return;
  keepItems(w, v.databases);
  for (const database of v.databases) {
    const holes = damaged(w, database);
    const held = heldByFile(w, database);
    const left: Content = [subtract(held[0], holes), subtract(held[1], holes)];
    const before = entitled(w, database);
    attach(w, database, left);
    book(w, v, database, minus(before, left));
    mend(w, database, () => true);
    replaceFile(w, database);
    eraseBackups(w, database);
    const row = incidentOf(w, v.incident).databases.find((r) => r.database === database);
    if (row !== undefined) row.declaredLost = true;
  }
  passGaps(w, v.group);
}

/**
 * What the restored files have inherited of damage above the pages; true if some of it is what the restore was for, and is
 * still to be repaired.
 */
export function inheritDamage(w: OrgWorld, v: RestoreVars, lastLog: number): boolean {
  const { source } = v;
  if (source === null || v.databases.every((d) => w.org.store.databases[d].deep.length === 0))
    return false;
  const stream = w.org.store.segments[source.segment] as Segment;
  const replayedTo = v.toEnd && v.stopBefore < 0 ? w.now : cutAfter(w, stream, lastLog).at;
  for (const d of v.databases) inherit(w, d, { imageAt: source.asOf, replayedTo });
  const incident = incidentOf(w, v.incident);
  if (!v.databases.some((d) => knownIn(w, incident, d).length > 0)) return false;
  const because = 'what was restored is damaged as before: its backup, or its logs, have that, too';
  w.say('recovery.fallback', {
    incident: v.incident, group: v.group, because, next: 'it is repaired',
  }); // prettier-ignore
  return true;
}

export const repairStep: StepDefinition<OrgWorld, RestoreVars> = {
  begin: (w, p) => beginRepair(w, p.vars),
  lasts: (w, p) => repairMs(w, p.vars),
  end: (w, p) => finishRepair(w, p.vars),
  span: 'repair',
  because: (_w, p) => p.vars.repairing,
  then: (_w, p) => toMount(p),
};
