/** What a mailbox database holds: mailboxes by class, what each of them does, and the room that they take. */
import { DAY } from '../../engine/clock.ts';
import type { DatabasePlan } from '../../org/store/plan.ts';
import { profiles } from '../../org/workload/parameters.ts';
import type { Profile } from '../../org/workload/plan.ts';
import type { Builder } from '../builder.ts';
import { SIZE, writeQuantity } from '../units.ts';
import type { DatabaseDoc, ProfileDoc } from './store.ts';

/** Days that `retentionShare` is about (W-19). */
const RETENTION_DAYS = 14;

/** What lies in a database and what is written to it. */
export type Inside = Pick<
  DatabasePlan,
  'mailboxes' | 'mailboxCount' | 'writers' | 'profile' | 'sizeBytes'
>;

export function mailboxesIn(
  path: readonly string[],
  doc: DatabaseDoc,
  classes: ReadonlyMap<string, number>,
  itemRetentionMs: number,
  b: Builder,
): Inside {
  const mailboxes = [...classes.values()].map(() => 0);
  let mailboxCount = 0;
  for (const [name, count] of Object.entries(doc.mailboxes ?? {})) {
    const id = b.idOf([...path, 'mailboxes', name], 'class', name, classes);
    mailboxes[id] = count;
    mailboxCount += count;
  }
  if (doc.mailboxes === undefined)
    b.error(path, "missing 'mailboxes'", 'mailboxes by class, or kind: public');
  else if (mailboxCount === 0)
    b.error([...path, 'mailboxes'], 'a database has at least one mailbox');
  if (doc.profile === undefined) b.error(path, "missing 'profile'", 'profile: average');
  for (const key of ['posts', 'replicas'] as const) {
    if (doc[key] === undefined) continue;
    b.error([...path, key], `a mailbox database has no ${key}`, 'kind: public');
  }
  const sizeBytes = sizeOf(path, doc, mailboxCount, itemRetentionMs, b);
  const profile = profileOf(doc.profile ?? { type: 'name', name: 'average' }, b);
  return { mailboxes, mailboxCount, writers: mailboxCount, profile, sizeBytes };
}

/**
 * Quota x mailboxes x growth where the scenario gives no size (W-08). The usual retention of deleted items is part of the
 * growth; what a database keeps longer makes it larger by as much a day (W-19).
 */
function sizeOf(
  path: readonly string[],
  doc: DatabaseDoc,
  mailboxes: number,
  retentionMs: number,
  b: Builder,
): number {
  if (doc.size !== undefined) return doc.size;
  if (doc.quota === undefined) {
    b.error(
      [...path, 'quota'],
      'missing: the size of a database follows from its quota',
      '400 MiB, or a size',
    );
    return 1;
  }
  const { growthAllowance, retentionShare } = b.figures.workload;
  const days = (retentionMs - b.figures.store.itemRetentionMs) / DAY;
  const kept = 1 + (retentionShare * days) / RETENTION_DAYS;
  const value = Math.round(doc.quota * mailboxes * growthAllowance * kept);
  const text = writeQuantity(SIZE, value);
  const source = 'quota x mailboxes x parameters/workload/growthAllowance (W-08)';
  return b.fill([...path, 'size'], undefined, { value, text, source, assumed: false });
}

function profileOf(doc: ProfileDoc, b: Builder): Profile {
  if (doc.type === 'name') return profiles[b.version][doc.name];
  const { logs, sentPerDay, receivedPerDay } = doc.profile;
  const logBytesPerDay = Math.round(logs * b.figures.store.logBytes);
  return { name: 'own', sentPerDay, receivedPerDay, logBytesPerDay };
}
