import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insideSpans } from '../../sim/engine/calendar.ts';
import { DAY, HOUR, MINUTE, WEEK } from '../../sim/engine/clock.ts';
import { hearMaintenance, maintenanceOf } from '../../sim/measure/maintenance.ts';
import { fakePlan, FakeSim, sayBackup, START } from './fake.ts';

const NIGHTS = 4 * WEEK;
/** A pass takes so long; four weeks are counted, a week before them is not. */
function planFor(passMs: number) {
  const plan = fakePlan({
    clock: { warmupStart: START - WEEK, start: START, end: START + NIGHTS, latest: START + NIGHTS },
  });
  const databases = plan.databases.map((each) => ({ ...each, sizeBytes: passMs * 1000 }));
  const store = { ...plan.figures.store, onlineDefragBytesPerSecond: 1e6 };
  return { ...plan, databases, figures: { ...plan.figures, store } };
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly what: 'backup' | 'down';
}

/** Runs a script of backups of group 0 and of outages of its database, in minutes from the warm-up. */
function run(spans: readonly Span[], passMs: number) {
  const plan = planFor(passMs);
  const sim = new FakeSim();
  sim.now = plan.clock.warmupStart;
  hearMaintenance(sim, plan);
  const at = (minute: number) => plan.clock.warmupStart + minute * MINUTE;
  const changes = spans.flatMap(({ from, to, what }) => [
    { minute: from, what, begins: true, from },
    { minute: to, what, begins: false, from },
  ]);
  changes.sort((a, b) => a.minute - b.minute);
  for (const { minute, what, begins, from } of changes) {
    const now = at(minute);
    if (what === 'down' && begins) sim.say(now, 'database.down', { database: 0, because: '' });
    else if (what === 'down') sim.say(now, 'database.up', { database: 0, downSince: at(from) });
    else if (begins) {
      sim.say(now, 'backup.began', { job: 0, group: 0, set: 1, backupType: 'full', asked: now });
    } else sayBackup(sim, now, { began: at(from) });
  }
  sim.now = plan.clock.end;
  // The other three groups are never in anybody's way.
  return { plan, tally: maintenanceOf(sim, plan), quiet: quietPasses(plan, passMs) };
}

/** Minute by minute: what the closed form has to come to. */
function slow(plan: ReturnType<typeof planFor>, spans: readonly Span[], passMs: number) {
  const { warmupStart, start, end } = plan.clock;
  const { maintenance } = plan.databases[0];
  let [done, completed, rest, longest, passes, lost] = [0, warmupStart, false, 0, 0, 0];
  for (let at = warmupStart; at < end; at += MINUTE) {
    if (!insideSpans(maintenance, at)) {
      rest = false;
      continue;
    }
    const minute = (at - warmupStart) / MINUTE;
    const covers = (what: string) =>
      spans.some((s) => s.what === what && s.from <= minute && minute < s.to);
    if (rest || covers('down')) continue;
    if (covers('backup')) {
      if (at >= start) lost += MINUTE;
      continue;
    }
    done += MINUTE;
    if (done < passMs) continue;
    const through = at + MINUTE;
    if (through > start) {
      longest = Math.max(longest, Math.min(through, end) - completed);
      if (through < end) passes++;
    }
    [done, completed, rest] = [0, through, true];
  }
  return { longestMs: Math.max(longest, end - completed), passes, lostMs: lost };
}

const quietPasses = (plan: ReturnType<typeof planFor>, passMs: number) => slow(plan, [], passMs);

const MINUTES = (NIGHTS + WEEK) / MINUTE;
const span = (what: 'backup' | 'down', longest: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: MINUTES - 2 }), fc.integer({ min: 1, max: longest }))
    .map(([from, length]): Span => ({ from, to: Math.min(MINUTES - 1, from + length), what }));
/** Without overlaps of one kind: a group has one backup at a time. */
const apart = (spans: readonly Span[]): Span[] => {
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  return sorted.filter((each, i) => sorted.slice(0, i).every(({ to }) => to < each.from));
};

describe('maintenance', () => {
  it('agrees with a clock that ticks every minute, whatever is in the way', () => {
    const backups = fc.array(span('backup', 600), { maxLength: 60 }).map(apart);
    const outages = fc.array(span('down', 3000), { maxLength: 5 }).map(apart);
    const pass = fc.integer({ min: 1, max: 900 }).map((minutes) => minutes * MINUTE);
    fc.assert(
      fc.property(backups, outages, pass, (busy, down, passMs) => {
        const spans = [...busy, ...down];
        const { plan, tally, quiet } = run(spans, passMs);
        const { longestMs, passes, lostMs } = slow(plan, spans, passMs);
        expect(tally).toEqual({
          longestMs: Math.max(longestMs, quiet.longestMs),
          passes: passes + 3 * quiet.passes,
          lostMs,
        });
      }),
      { numRuns: 60 },
    );
  });

  it('a database that was never mounted waits for nothing', () => {
    const plan = planFor(HOUR);
    const databases = plan.databases.map((each) => ({ ...each, mounted: false }));
    const sim = new FakeSim();
    const off = { ...plan, databases };
    hearMaintenance(sim, off);
    sim.now = off.clock.end;
    expect(maintenanceOf(sim, off)).toEqual({ longestMs: 0, passes: 0, lostMs: 0 });
    sim.now = START;
    sim.say(START + DAY, 'database.up', { database: 0, downSince: START });
    sim.now = off.clock.end;
    expect(maintenanceOf(sim, off)).toEqual({ longestMs: DAY, passes: 27, lostMs: 0 });
  });
});
