/** Hears everything that a re-run replication says around one incident. */
import type { Ms } from '../../engine/types.ts';
import type { Heard, HeardFact } from '../../measure/heard.ts';
import type { Facts } from '../../org/facts.ts';

/** A fact with its name beside it, so that a switch over the names tells the compiler which fact it is. */
export type Recorded = {
  [K in keyof Facts]: { readonly name: K; readonly fact: HeardFact<K> };
}[keyof Facts];

export type FactName = keyof Facts;

const names: Readonly<Record<FactName, true>> = {
  'cause.struck': true,
  'chance.drawn': true,
  'incident.opened': true,
  'incident.joined': true,
  'incident.noticed': true,
  'incident.closed': true,
  'recovery.fallback': true,
  'recovery.weighed': true,
  'mailbox-move.ended': true,
  'event.logged': true,
  'patch-files.removed': true,
  'database.down': true,
  'database.moved': true,
  'functions.impaired': true,
  'functions.restored': true,
  'folders.filled': true,
  'move.ended': true,
  'database.up': true,
  'content.delayed': true,
  'content.lost': true,
  'content.returned': true,
  'backup.began': true,
  'backup.ended': true,
  'stage.ended': true,
  'job.ended': true,
  'job.waits': true,
  'job.noticed': true,
  'alarm.raised': true,
  'drill.ended': true,
  'person.worked': true,
  'job.found-wrong': true,
  'logs.truncated': true,
  'truncation.blocked': true,
  'log-volume.full': true,
  'log-volume.freed': true,
  'set.unreadable': true,
  'set.inconsistent': true,
  'cartridge.taken': true,
  'cartridge.lost': true,
  'cartridge.replaced': true,
  'cartridge.moved': true,
  'catalogue.lost': true,
  'drive.replaced': true,
  'files.ended': true,
  'files.restored': true,
  'mailboxes.restored': true,
  'stream.forked': true,
  'controller.down': true,
  'controller.up': true,
  'directory.restored': true,
  'directory.relinked': true,
  'server.down': true,
  'server.up': true,
  'rebuild.began': true,
  'rebuild.ended': true,
  'restore.copied': true,
  'snapshot.checked': true,
  'snapshot.frozen': true,
  'snapshot.thawed': true,
  'snapshot.written': true,
  'snapshots.lost': true,
  'restore.ended': true,
  'replay.done': true,
  'step.ended': true,
};

/** Every type of fact, in a fixed order. */
export const factNames = Object.keys(names).sort() as readonly FactName[];

export interface Tape {
  /** Everything said inside the window, in order. */
  readonly said: Recorded[];
  /** Every backup that ended before it or in it: what a restore may have to read. */
  readonly backups: HeardFact<'backup.ended'>[];
  /** Every cartridge that was lost before it or in it, with whatever sets were on it. */
  readonly cartridges: HeardFact<'cartridge.lost'>[];
  /** Every failed job that somebody had come to know of before it or in it. */
  readonly noticed: HeardFact<'job.noticed'>[];
  /** Every snapshot that was lost with its disks, or written to tape. */
  readonly snapshots: HeardFact<'snapshots.lost'>[];
  readonly written: HeardFact<'snapshot.written'>[];
  /** Every set on disk that was copied on. */
  readonly staged: HeardFact<'stage.ended'>[];
}

/** Hears everything that is said from now until an instant. */
export function recordFacts(sim: Heard, tape: Tape, to: Ms): void {
  const record = <K extends FactName>(name: K): void => {
    sim.on(name, (fact: HeardFact<K>) => {
      if (fact.at <= to) tape.said.push({ name, fact } as unknown as Recorded);
    });
  };
  factNames.forEach(record);
}

/** Hears from the beginning of a run what a story needs to know of the time before its window. */
export function recordSets(sim: Heard, tape: Tape, to: Ms): void {
  sim.on('backup.ended', (fact) => {
    if (fact.at <= to) tape.backups.push(fact);
  });
  sim.on('cartridge.lost', (fact) => {
    if (fact.at <= to) tape.cartridges.push(fact);
  });
  sim.on('job.noticed', (fact) => {
    if (fact.at <= to) tape.noticed.push(fact);
  });
  sim.on('snapshots.lost', (fact) => {
    if (fact.at <= to) tape.snapshots.push(fact);
  });
  sim.on('snapshot.written', (fact) => {
    if (fact.at <= to) tape.written.push(fact);
  });
  sim.on('stage.ended', (fact) => {
    if (fact.at <= to && fact.copy >= 0) tape.staged.push(fact);
  });
}

/** The facts of one type. */
export function only<K extends FactName>(tape: Tape, name: K): HeardFact<K>[] {
  const found: HeardFact<K>[] = [];
  for (const each of tape.said)
    if (each.name === name) found.push(each.fact as unknown as HeardFact<K>);
  return found;
}
