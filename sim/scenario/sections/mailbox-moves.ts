import type * as z from 'zod';
import { formatInstant } from '../../engine/clock.ts';
import type { MailboxMovePlan } from '../../org/operations/plan.ts';
import type { DatabasePlan } from '../../org/store/plan.ts';
import { block } from '../block.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { instant, named, paths, size, whole, yesNo } from '../fields.ts';
import { compareNatural } from '../names.ts';
import { instantFrom } from '../times.ts';
import { one } from './fault-things.ts';

/** Mailboxes that arrive from elsewhere, one after another. */
const moveSchema = block({
  at: instant,
  to: paths,
  from: paths.optional(),
  mailboxes: whole('mailboxes', 1, 100_000),
  size,
  circularLogging: yesNo.optional(),
});
export const mailboxMovesSchema = named(moveSchema);

interface Ground {
  readonly databases: readonly DatabasePlan[];
  readonly start: number;
  readonly end: number;
}

/** The database that they leave, which has so many, and is another one. */
function sourceOf(
  path: readonly string[],
  { from = [], mailboxes }: z.output<typeof moveSchema>,
  to: number,
  { databases }: Ground,
  b: Builder,
): number {
  const id = one(path, from, 'database', databases, b);
  const { mailboxCount = 0, path: name = '' } = databases[id] ?? {};
  if (id === to) b.error(path, 'they are there already', 'another database');
  else if (mailboxCount < mailboxes)
    b.error(path, `${name} has ${mailboxCount} mailboxes`, `at least ${mailboxes}`);
  return id;
}

/** Bulk moves in order of their names. */
export function buildMailboxMoves(
  doc: Readonly<Record<string, z.output<typeof moveSchema>>> | undefined,
  ground: Ground,
  b: Builder,
): MailboxMovePlan[] {
  const names = Object.keys(doc ?? {}).sort(compareNatural);
  return names.map((name, id) => {
    const path = ['operations', 'mailboxMoves', name];
    const move = doc![name];
    const at = instantFrom(move.at, ground.start);
    if (at < ground.start || at >= ground.end) {
      const horizon = `${formatInstant(ground.start)} to ${formatInstant(ground.end)}`;
      b.error([...path, 'at'], `${formatInstant(at)} lies outside of the horizon`, horizon);
    }
    const circularLogging = b.fill([...path, 'circularLogging'], move.circularLogging, {
      ...{ value: false, text: false, source: LANGUAGE, assumed: false },
    });
    const { moveBytesPerSecond } = b.figures.operations;
    const database = one([...path, 'to'], move.to, 'database', ground.databases, b);
    if (ground.databases[database]?.kind === 'public')
      b.error([...path, 'to'], 'no mailbox can be moved into a public folder database');
    const from =
      move.from === undefined ? -1 : sourceOf([...path, 'from'], move, database, ground, b);
    return {
      ...{ from },
      ...{ id, name, path: path.join('/'), at, circularLogging, database },
      mailboxes: move.mailboxes,
      mailboxBytes: move.size,
      everyMs: Math.max(1, Math.ceil((move.size / moveBytesPerSecond) * 1000)),
    };
  });
}
