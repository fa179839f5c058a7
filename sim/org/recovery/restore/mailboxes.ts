/**
 * Mail that was deleted comes back mailbox by mailbox, where a set from before the deletion was made so (BKP-68): users go
 * on working, nothing is taken back, and what arrived since stays. It takes as long as reading mailboxes does.
 */
import { intersect, isEmpty } from '../../../engine/intervals.ts';
import type { Procedure, StepDefinition } from '../../../engine/procedure.ts';
import type { Ms } from '../../../engine/types.ts';
import { fileSetOf, isUnreadableFile, type FileSet } from '../../media/file-sets.ts';
import { heldToRead, needsToRead, readFilesMs } from '../../media/read-files.ts';
import { contentAtCut, lineageOf, type Content } from '../../store/content.ts';
import { watchFill } from '../../store/fill.ts';
import { watchGenerations } from '../../store/generations.ts';
import { missing, writeAgain } from '../../store/kills.ts';
import { watchLag } from '../../store/lag.ts';
import { messagesOf } from '../../store/ledger.ts';
import { logMore } from '../../store/stream.ts';
import type { OrgWorld } from '../../world.ts';
import { incidentOf } from '../incident.ts';
import type { RestoreVars } from '../state.ts';
import { waysBack } from './rungs.ts';
import { onlyMailAtStake } from './standing.ts';
import { boundOf, givenUpBy } from './stop-before.ts';

type P = Procedure<RestoreVars>;

const setOf = (w: OrgWorld, v: RestoreVars): FileSet | null => fileSetOf(w, v.mailboxSet);

/** What a set holds of a database: what was in its mailboxes when they began to be read. */
function heldBy(w: OrgWorld, set: FileSet, database: number): Content {
  const { lineage } = w.org.store.databases[database];
  const entry = set.mailboxes.find((each) => each.database === database);
  if (entry === undefined || entry.lineage !== lineage) return [[], []];
  const cut = { at: set.asOf, burstDatabase: -1, burstShare: 0 };
  const of = lineageOf(w, database, lineage);
  return [contentAtCut(w, database, of, cut, 0), contentAtCut(w, database, of, cut, 1)];
}

/** What it can bring back of what was deleted. */
function restorable(w: OrgWorld, v: RestoreVars, set: FileSet, database: number): Content {
  const held = heldBy(w, set, database);
  const gone = missing(w, database, incidentOf(w, v.incident).causes);
  return [intersect(gone[0], held[0]), intersect(gone[1], held[1])];
}

function messagesIn(w: OrgWorld, v: RestoreVars, set: FileSet): number {
  let messages = 0;
  for (const d of v.databases) messages += messagesOf(w, d, restorable(w, v, set, d));
  return messages;
}

/**
 * The newest usable set of mailboxes from before the deletion, where it gives up less than stopping a replay before it or
 * leaving things as they are. A part of the decision that `stop-before` stands for: null where that is not on the ladder.
 */
export function mailboxesToRestore(w: OrgWorld, v: RestoreVars): FileSet | null {
  if (v.imageRead || !w.org.media.fileSets.some((set) => set.mailboxes.length > 0)) return null;
  if (!onlyMailAtStake(w, v) || !waysBack(w, v).includes('stop-before')) return null;
  const bound = boundOf(w, v);
  const { server } = w.plan.groups[v.group];
  const set = w.org.media.fileSets.findLast(
    (each) =>
      bound !== null &&
      each.server === server &&
      each.complete &&
      !each.knownBad &&
      each.completedAt <= bound.at &&
      each.mailboxes.some(({ database }) => v.databases.includes(database)),
  );
  if (set === undefined) return null;
  const { leaving, stopping } = givenUpBy(w, v, bound);
  const back = messagesIn(w, v, set);
  if (back === 0 || leaving - back > stopping) return null;
  const [rest, stop, leave] = [leaving - back, stopping, leaving].map(Math.round);
  const otherwise = stop === Infinity ? '' : `stopping a replay before it ${stop}, `;
  w.say('recovery.weighed', {
    ...{ incident: v.incident, group: v.group },
    because: `restoring mailboxes one by one gives up ${rest} messages, ${otherwise}leaving things as they are ${leave}`,
  });
  return set;
}

/** From a mailbox as from a file of its size, at the rate at which mailboxes are read. */
function takesMs(w: OrgWorld, { vars: v }: P): Ms {
  const set = setOf(w, v);
  if (set === null) return 0;
  const { sourceBytesPerSecond, mailboxesShare } = w.plan.figures.backup;
  const all = set.mailboxes.map(({ database }) => database);
  const sizes = (of: readonly number[]): number =>
    of.reduce((sum, d) => sum + w.plan.databases[d].sizeBytes, 0);
  const share = sizes(all.filter((d) => v.databases.includes(d))) / sizes(all);
  return readFilesMs(w, set, {
    bytesShare: share,
    bytesPerSecond: sourceBytesPerSecond * mailboxesShare,
  });
}

/** The set is read: what it holds is written into the mailboxes, and that into the logs like any other mail. */
function putBack(w: OrgWorld, p: P): void {
  const { vars: v } = p;
  const set = setOf(w, v);
  if (set === null || !onlyMailAtStake(w, v)) return;
  const { causes } = incidentOf(w, v.incident);
  w.say('chance.drawn', { cause: 'set-unreadable' });
  set.knownBad = isUnreadableFile(w, set);
  let messages = 0;
  for (const d of set.knownBad ? [] : v.databases) {
    const back = writeAgain(w, d, causes, heldBy(w, set, d));
    if (isEmpty(back[0]) && isEmpty(back[1])) continue;
    messages += writeMail(w, v.group, d, back);
  }
  const { id, job, completedAt } = set;
  w.say('mailboxes.restored', {
    ...{ incident: v.incident, group: v.group, job, set: id, ageMs: w.now - completedAt },
    messages: set.knownBad ? null : messages,
  });
}

function writeMail(w: OrgWorld, group: number, database: number, mail: Content): number {
  const messages = messagesOf(w, database, mail);
  const { messageBytes } = w.plan.figures.workload;
  const { moveLogFactor } = w.plan.figures.operations;
  logMore(w, group, (messages * messageBytes * moveLogFactor) / w.plan.figures.store.logBytes);
  watchFill(w, w.plan.groups[group].logVolume);
  watchLag(w, group);
  watchGenerations(w, group);
  return messages;
}

function because(w: OrgWorld, { vars: v }: P): string {
  const set = setOf(w, v);
  const { path } = w.plan.groups[v.group];
  return set === null
    ? `mailboxes of ${path}: the set is gone`
    : `mailboxes of ${path}, one by one, from the set of '${w.plan.fileJobs[set.job].name}'`;
}

/** After it users are told what is back; where the set was of no use somebody decides anew. */
export const mailboxStep: StepDefinition<OrgWorld, RestoreVars> = {
  needs: (w, p) => {
    const set = setOf(w, p.vars);
    return set === null ? [] : needsToRead(w, set);
  },
  priority: (_w, p) => p.vars.group,
  lasts: takesMs,
  end: putBack,
  gives: heldToRead,
  span: 'restore-image',
  waitSpan: 'wait-drive',
  because,
  then: (w, p) => {
    const set = setOf(w, p.vars);
    return set === null || set.knownBad || !onlyMailAtStake(w, p.vars) ? 'plan' : 'leave';
  },
};

/** The drive under it has failed: the set is read once more. */
export function readMailboxesAgain(w: OrgWorld, p: P): void {
  w.cancel(p.timer);
  p.timer = w.at(w.now + takesMs(w, p), 'procedure.wake', p.id, p.serial);
}
