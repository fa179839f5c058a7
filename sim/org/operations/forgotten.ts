/**
 * What a directory has forgotten that was restored from a set: whatever was set up or moved since (AD-05, BKP-72). Its logs are
 * kept in a circle, so nothing rolls forward.
 */
import { formatInstant } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import type { Unlinked } from '../directory/state.ts';
import type { OrgWorld } from '../world.ts';
import type { MailboxMovePlan } from './plan.ts';

interface Change {
  readonly database: number;
  readonly at: Ms;
  /** Mailboxes that moved into it; -1: the whole database, with all of its users. */
  readonly mailboxes: number;
  readonly what: string;
}

/** Mailboxes that a bulk move has brought since an instant: one after another, at an even pace. */
function arrivedSince(w: OrgWorld, move: MailboxMovePlan, since: Ms): Change[] {
  const { id, at, everyMs, database, name } = move;
  const moved = w.org.directory.movedMailboxes[id];
  const before = Math.min(moved, Math.max(0, Math.floor((since - at) / everyMs) + 1));
  const mailboxes = moved - before;
  if (mailboxes === 0) return [];
  const last = at + (moved - 1) * everyMs;
  return [{ database, at: last, mailboxes, what: `${mailboxes} mailboxes of '${name}'` }];
}

/** Changes after an instant, up to the one at which the last controller of the domain went down; all for -1. */
function changesSince(w: OrgWorld, since: Ms, until: Ms): Change[] {
  const { changes, mailboxMoves } = w.plan.operations;
  const whole = (database: number, at: Ms, what: string): Change => ({
    database,
    at,
    mailboxes: -1,
    what: `${what} on ${formatInstant(at)}`,
  });
  if (since < 0)
    return w.plan.databases.map(({ id }) => ({
      ...{ database: id, at: w.now, mailboxes: -1, what: 'nothing is known of it' },
    }));
  return [
    ...w.org.store.homes
      .filter((home) => home.since > since)
      .map((home) => whole(home.database, home.since, 'it moved')),
    ...changes
      .filter(({ at }) => at > since && at <= until)
      .flatMap(({ databases, at, name }) => databases.map((d) => whole(d, at, `'${name}'`))),
    ...w.org.directory.relinkedAt.flatMap((at, d) =>
      at > since ? [whole(d, at, 'it was linked again')] : [],
    ),
    ...mailboxMoves.flatMap((move) => arrivedSince(w, move, since)),
  ];
}

/** What is to be set up again of each database, the domain having no controller that knows of more. */
export function forgottenSince(w: OrgWorld, controller: number, since: Ms): Unlinked[] {
  const { domain } = w.plan.controllers[controller];
  const ofDomain = w.plan.controllers.filter((each) => each.domain === domain);
  const states = ofDomain.map(({ id }) => w.org.directory.controllers[id]);
  const answers = states.some(({ up }) => up);
  const until = answers ? w.now : Math.max(...states.map(({ downSince }) => downSince));
  const { relinkDatabaseMs, relinkMailboxMs } = w.plan.figures.recovery;
  const all = changesSince(w, since, until);
  return w.plan.databases.flatMap(({ id, mailboxCount }) => {
    const own = all.filter(({ database }) => database === id);
    if (own.length === 0) return [];
    const isWhole = own.some(({ mailboxes }) => mailboxes < 0);
    const moved = own.reduce((sum, { mailboxes }) => sum + Math.max(0, mailboxes), 0);
    const users = moved + (isWhole ? mailboxCount : 0);
    return {
      ...{ database: id, domain, changedAt: Math.max(...own.map(({ at }) => at)) },
      relinkMs: Math.ceil((isWhole ? relinkDatabaseMs : 0) + users * relinkMailboxMs),
      because: own.map(({ what }) => what).join(', '),
    };
  });
}
