/** Books what is lost, and proves that the sums agree. */
import { clip, intersect, isEmpty, measure, subtract, union } from '../../engine/intervals.ts';
import type { ContentClass } from '../facts.ts';
import { logShare, logsPerDay, messagesBetween, workBetween } from '../workload/content.ts';
import type { OrgWorld } from '../world.ts';
import type { Content } from './content.ts';
import { committed, created, reachable, returning, unexpired, waiting } from './content.ts';
import { missing } from './kills.ts';
import { pendingOf } from './replicas.ts';

/** What was lost of one database, in the units that people ask for. */
export interface Loss {
  messages: number;
  bytes: number;
  logs: number;
  windowMs: number;
  oldest: number | null;
}

/**
 * Gives content up: its last holder is ruled out. Says one fact per class and interval; content that has expired
 * meanwhile, or was given up before, does not count again.
 */
export function bookLoss(w: OrgWorld, database: number, incident: number, content: Content): Loss {
  const d = w.org.store.databases[database];
  const plan = w.plan.databases[database];
  const [from, to] = unexpired(w, database);
  const loss: Loss = { messages: 0, bytes: 0, logs: 0, windowMs: 0, oldest: null };
  const fresh = ([0, 1] as const).map((c) => subtract(clip(content[c], from, to), d.lost[c]));
  for (const c of [0, 1] as const) {
    for (let i = 0; i < fresh[c].length; i += 2) {
      const [begin, end] = [fresh[c][i], fresh[c][i + 1]];
      const messages = messagesBetween(w.plan, plan, c, begin, end);
      const bytes = messages * w.plan.figures.workload.messageBytes;
      const logs = logsPerDay(w.plan, plan) * logShare(plan, c) * workBetween(w.plan, begin, end);
      loss.messages += messages;
      loss.bytes += bytes;
      loss.logs += logs;
      w.say('content.lost', {
        incident, database, contentClass: c, from: begin, to: end, messages, bytes, logs,
      }); // prettier-ignore
    }
    d.lost[c] = union(d.lost[c], fresh[c]);
  }
  const both = union(fresh[0], fresh[1]);
  loss.windowMs = measure(both);
  loss.oldest = both.length > 0 ? both[0] : null;
  return loss;
}

/** Messages in content that has neither expired nor been given up. */
export function messagesOf(w: OrgWorld, database: number, content: Content): number {
  const { lost } = w.org.store.databases[database];
  const [from, to] = unexpired(w, database);
  let messages = 0;
  for (const c of [0, 1] as const) {
    messages += measure(subtract(clip(content[c], from, to), lost[c]), (begin, end) =>
      messagesBetween(w.plan, w.plan.databases[database], c, begin, end),
    );
  }
  return messages;
}

/** Forgets what has expired, so that the history in the state stays bounded. */
export function forgetExpired(w: OrgWorld, database: number): void {
  const d = w.org.store.databases[database];
  const [from] = unexpired(w, database);
  const keep = (set: number[]): number[] =>
    set.length > 0 && set[0] < from ? clip(set, from, 8.64e15) : set;
  d.lost = [keep(d.lost[0]), keep(d.lost[1])];
  d.returned = keep(d.returned);
  d.downs = keep(d.downs);
  if (d.kills.length > 0) {
    d.kills = d.kills.filter(({ content }) => content[content.length - 1] > from);
  }
}

function refuse(
  w: OrgWorld,
  database: number,
  c: ContentClass,
  what: string,
  set: number[],
): never {
  const name = w.plan.databases[database].path;
  const parts = set.slice(0, 6).join(', ');
  throw new Error(`ledger of ${name}, class ${c}, at ${w.now}: ${what}: [${parts}]`);
}

/**
 * Conservation (DESIGN, content ledger): every atom created and not expired is reachable, held, returned or lost, and
 * in no two of these that exclude each other. Content may be in doubt only while an open incident affects its
 * database: its holders are gone, but the recovery has not ruled on it yet.
 */
export function checkLedger(w: OrgWorld, database: number, inDoubt: boolean): void {
  const d = w.org.store.databases[database];
  const [from, to] = unexpired(w, database);
  // Derived once: these sets are most of the price of a checked run.
  const everywhere = committed(w, database);
  for (const c of [0, 1] as const) {
    const all = created(w, database, c);
    const held = clip(everywhere[c], from, to);
    const here = reachable(w, database, c, everywhere[c]);
    const lost = clip(d.lost[c], from, to);
    const back = c === 0 ? clip(union(d.returned, returning(w, database)), from, to) : [];
    const queue = c === 0 ? clip(waiting(w, database), from, to) : [];
    if (!isEmpty(subtract(here, all)))
      refuse(w, database, c, 'reachable but never created', subtract(here, all));
    if (!isEmpty(intersect(here, lost)))
      refuse(w, database, c, 'lost and reachable', intersect(here, lost));
    if (!isEmpty(intersect(lost, back)))
      refuse(w, database, c, 'lost and returned', intersect(lost, back));
    if (!isEmpty(intersect(queue, lost)))
      refuse(w, database, c, 'lost and waiting', intersect(queue, lost));
    if (!isEmpty(intersect(held, lost)))
      refuse(w, database, c, 'lost and held', intersect(held, lost));
    let rest = subtract(all, union(union(here, lost), union(back, queue)));
    // A file that is damaged, dismounted or gone: its content is held by the file, logs and sets until ruled on.
    if (inDoubt || !d.fileLost) rest = subtract(rest, held);
    // Posts that a public folder database lacks, and that its replicas are to send it.
    if (c === 1) rest = subtract(rest, pendingOf(w, database));
    // What was deleted by way of the logs, and is still to be ruled on.
    if (inDoubt) rest = subtract(rest, missing(w, database)[c]);
    if (!isEmpty(rest)) refuse(w, database, c, 'created, but in no account', rest);
  }
}
