/**
 * The golden incident worked out with PARAMETERS and a pencil: no line of this calls the model. Hours are counted from
 * Monday 00:00 of week 3, the week in which exch2 fails; the Saturday before is at -48.
 */

/** Weekday shares by hour, in percent (PARAMETERS, hour-of-week curve). */
const WEEKDAY = [
  0.5, 0.5, 0.5, 0.5, 0.5, 1, 2, 4, 8, 10, 10.5, 8.5, 5.5, 7.5, 9, 10, 8, 5, 3, 2, 1.5, 1, 0.5, 0.5,
];

/** A weekend day carries 15 % of a weekday: 80 % of it evenly from 08 to 22, the rest evenly. */
function share(hour: number): number {
  const weekday = Math.floor((((hour % 168) + 168) % 168) / 24);
  const ofDay = ((hour % 24) + 24) % 24;
  if (weekday < 5) return WEEKDAY[ofDay] / 100;
  return ofDay >= 8 && ofDay < 22 ? (0.15 * 0.8) / 14 : (0.15 * 0.2) / 10;
}

/** Weekdays' worth of work between two points of time, in hours. */
export function work(from: number, to: number): number {
  let sum = 0;
  for (let h = Math.floor(from); h < to; h++) {
    sum += share(h) * (Math.min(to, h + 1) - Math.max(from, h));
  }
  return sum;
}

/** 100 average mailboxes fill 12 logs each on a weekday. */
const LOGS_PER_DAY = 100 * 12;
const MIB = 1_048_576;
const DATABASE = 47 * 1024 * MIB;

/** A stream to tape runs at 30 MB/s, one from tape at 30 / 1.2 = 25 MB/s; two of them stay below every other limit. */
export const writeSeconds = (bytes: number): number => bytes / 30e6;
export const readMs = (bytes: number): number => Math.ceil((bytes / 25e6) * 1000);

export const imageMs = readMs(DATABASE);
export const logsMs = (logs: number): number => readMs(logs * MIB);
/** Two logs a second. */
export const replayMs = (logs: number): number => logs * 500;

/** Logs by which the checkpoint lags: 20 MB of 1 MB each. */
const DEPTH = 20;

/**
 * When a group's procedure has its drive, in hours: twenty groups in path order take two drives in turn. The robot puts
 * the second drive 10 s behind the first. One round of both: fetch 10, load 65, copy, unload 65, shelve 10, and 10 more
 * in which the robot serves the other drive: 160 s and the copy.
 */
export function begins(evening: number, group: number, copySeconds: number): number {
  const rounds = Math.floor(group / 2);
  return evening + (rounds * (160 + copySeconds) + (group % 2) * 10) / 3600;
}

/** Logs that a stream closes between two closings: whole ones, and the open one that the second closing ends. */
const closed = (from: number, to: number): number => openAfter(from, to) + 1;

/** Logs filled since a closing; a millionth of a log is a slip of the pencil. */
const openAfter = (from: number, to: number): number =>
  Math.floor(LOGS_PER_DAY * work(from, to) + 1e-6);

export type Strategy = 'weekly-incremental' | 'daily-full' | 'weekly-differential';

/** What one group of exch2 has on tape and on disk when it fails. */
export interface Group {
  /** Logs on the full that is restored, and on each set after it, in order. */
  readonly full: number;
  readonly sets: readonly number[];
  /** Logs that the full and every set after it bring, each counted once. */
  readonly onTape: number;
  /** Logs closed since the last set, and the open one. */
  readonly onDisk: number;
  /** When the last log on tape was closed. */
  readonly end: number;
}

/** 20:00 of each evening. */
const [FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY, WEDNESDAY] = [-52, -28, -4, 20, 44, 68];
/** Thursday, 14:30. */
export const FAILS = 3 * 24 + 14.5;

/** A full writes 47 GiB and about 26 logs, and closes its log when the 47 GiB are through. */
const FULL = writeSeconds(DATABASE + 26 * MIB);
const toClosing = (75 + writeSeconds(DATABASE)) / 3600;

/** Logs on a full: from the checkpoint, 20 behind the log that is open at its beginning, to the one that it closes. */
const onFull = (before: number, begin: number): number =>
  openAfter(before, begin + toClosing) - openAfter(before, begin) + DEPTH + 1;

/**
 * When a full of Tuesday's night closes its log, in the daily plan. Since Monday 00:00 each drive has written 2 fulls of
 * Sunday's night and 10: tonight's fourth is the 16th, and the 800 GB of two cartridges end within it (after 42.6 of
 * its 50.5 GB). That costs a change: unload 65, shelve 10, fetch 10, load 65; the robot has the second drive wait 10 s.
 */
function tuesdayCloses(group: number): number {
  const fourth = begins(TUESDAY, group < 8 ? group : group - 2, FULL);
  const change = 150 + (group % 2) * 10;
  if (group < 6) return fourth + toClosing;
  if (group < 8) return fourth + toClosing + change / 3600;
  return fourth + (150 + FULL + change) / 3600 + toClosing;
}

/**
 * When a full of Wednesday's night has its drive, in the daily plan: tonight's second is the 24th since Monday, and the
 * third cartridge ends within it. Behind that change the drives are 20 s apart, and the robot keeps nobody waiting:
 * rounds of 150 s and the copy.
 */
function wednesdayBegins(group: number): number {
  const second = 160 + FULL;
  const third = second + 150 + FULL + 150;
  const later = (Math.floor(group / 2) - 2) * (150 + FULL);
  return WEDNESDAY + (third + later + (group % 2) * 20) / 3600;
}

export function groupOf(strategy: Strategy, group: number): Group {
  if (strategy === 'daily-full') {
    // The full before it closed its log a day earlier, at about the same time.
    const before = tuesdayCloses(group);
    const begin = wednesdayBegins(group);
    const end = begin + toClosing;
    const full = onFull(before, begin);
    return { full, sets: [], onTape: full, onDisk: closed(end, FAILS), end };
  }
  const differential = strategy === 'weekly-differential';
  // The fifth night of the week before: 1,222 logs on an incremental, 6,180 on a differential that began on Sunday.
  const friday = begins(FRIDAY, group, writeSeconds((differential ? 6180 : 1222) * MIB));
  const saturday = begins(SATURDAY, group, FULL);
  const full = onFull(friday, saturday);
  let end = saturday + toClosing;
  let onTape = full;
  const sets: number[] = [];
  for (const evening of [SUNDAY, MONDAY, TUESDAY, WEDNESDAY]) {
    // The groups before it copy as many logs as this one, nearly; how many hangs on when it closes: two turns will do.
    let begin = sets.length === 0 ? evening + 0.1 : end + 24;
    for (let turn = 0; turn < 2; turn++) {
      const copied = closed(end, begin) + (differential ? onTape : sets.length === 0 ? full : 21);
      begin = begins(evening, group, writeSeconds(copied * MIB));
    }
    const logs = closed(end, begin);
    onTape += logs;
    // An incremental begins where the checkpoint was at the one before: 20 logs and the one it closed come twice. The
    // first begins where the full does, since the full truncated no further than its own first log.
    const since = sets.length === 0 ? full : DEPTH + 1;
    sets.push(differential ? onTape : logs + since);
    end = begin;
  }
  const last = differential ? sets.slice(-1) : sets;
  return { full, sets: last, onTape, onDisk: closed(end, FAILS), end };
}
