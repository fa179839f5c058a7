/** Why changed pages are written to database files, and what that asks of disks (ESE-04, ESE-14 to ESE-19, E-18). */
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import type { Ms } from '../../../sim/engine/types.ts';
import { flushesBetween } from '../../../sim/org/store/flushes.ts';
import { positionNow } from '../../../sim/org/store/stream.ts';
import { inspect } from '../../../sim/report/inspect/index.ts';
import { formatProblem, loadScenario } from '../../../sim/scenario/index.ts';
import { ends, groups, instant, jobs, path, runUntil, scenario } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';

/** The same mail in both versions: 50 messages a day and mailbox, 12 MB of logs. */
const LOGS = { '2007': 12, '2003': 2.4 } as const;
type Version = keyof typeof LOGS;

function text(mailboxes: number, version: Version, full: string): string {
  const profile = `profile: { sent: 10 messages, received: 40 messages, logs: ${LOGS[version]} logs }`;
  return scenario({
    groups: groups({ sg1: { db1: { mailboxes } } }),
    jobs: jobs({ full: `type: full, when: ${full}, window: always` }),
    logDisks: '2 x sas-15k-300gb',
  })
    .replace('exchange-2007', `exchange-${version}`)
    .replace('profile: average', profile);
}

const load = (mailboxes: number, version: Version = '2007', full = 'Wed 10:30'): Watched =>
  watch(text(mailboxes, version, full), { check: false });

/** Counts of the last day by reason, as `inspect` shows them. */
function counters(watched: Watched): Record<string, number> {
  const { sections } = inspect(watched.sim.world, path('sg1'))!;
  const { fields } = sections.find(({ title }) => title.startsWith('Pages written'))!;
  return Object.fromEntries(fields!.map(([name, text]) => [name, Number.parseInt(text, 10)]));
}

const until = (watched: Watched, when: string): Watched =>
  runUntil(watched, instant(watched.plan, 1, when));

describe('changed pages of a server with time to spare', () => {
  const days = (['2007', '2003'] as const).map((version) =>
    counters(until(load(500, version), 'Thu 00:00')),
  );

  it('ESE-14 E-18: are written when nobody has touched them for a while, more than for any other reason', () => {
    for (const { Anomalous, Opportune, Idle, Normal, Repeatedly } of days) {
      const others = [Opportune, Idle, Normal, Repeatedly];
      for (const other of others) expect(Anomalous).toBeGreaterThan(other);
    }
  });

  it('ESE-16: go along with a neighbour, more often in 2007 than before', () => {
    const [newer, older] = days.map(
      ({ Anomalous, Opportune, Idle }) => Opportune / (Anomalous + Opportune + Idle),
    );
    expect(newer).toBeGreaterThan(1.5 * older);
    expect(older).toBeGreaterThan(0);
  });

  it('ESE-15: are least of all written in spare time, and by nothing else while nobody works', () => {
    for (const { Idle, Opportune } of days) {
      expect(Idle).toBeGreaterThan(0);
      expect(Idle).toBeLessThan(Opportune);
    }
    // The stream begins with the warm-up, on a Monday at midnight.
    const night = load(500);
    runUntil(night, instant(night.plan, 0, 'Mon 05:00'));
    const { Anomalous, Idle } = counters(night);
    expect(Anomalous).toBe(0);
    expect(Idle).toBeGreaterThan(0);
  });

  it('ESE-17 ESE-19: are never forced out by the checkpoint depth, nor written twice', () => {
    for (const { Normal, Repeatedly } of days) expect([Normal, Repeatedly]).toEqual([0, 0]);
  });
});

describe('under heavy load', () => {
  const day = (mailboxes: number): Record<string, number> =>
    counters(until(load(mailboxes), 'Thu 00:00'));

  it('ESE-17 ESE-19 E-18: the depth forces out what the disks had no time for, and some of it is written twice', () => {
    const [below, above, far] = [2400, 3000, 3500].map(day);
    expect(below.Normal).toBe(0);
    expect(above.Normal).toBeGreaterThan(0);
    expect(far.Normal).toBeGreaterThan(2 * above.Normal);
    expect(far.Anomalous).toBeGreaterThan(far.Normal);
    expect(below.Repeatedly).toBe(0);
    expect(far.Repeatedly / far.Normal).toBeCloseTo(0.1, 4);
  });

  /** From the beginning of the full to its end. */
  const duration = (watched: Watched): Ms => {
    const { at, began } = ends(until(watched, 'Thu 09:00'), 'full').at(-1)!;
    return at - began;
  };
  const waited = (watched: Watched): Ms[] =>
    watched.of('step.ended').filter(({ step }) => step === 'flush').map((f) => f.at - f.began); // prettier-ignore

  it('ESE-18: a full waits until the database is recoverable, and the longer the heavier the load', () => {
    const [light, heavy, heavier] = [500, 3500, 3700].map((n) => load(n));
    const [quick, slow, slower] = [light, heavy, heavier].map(duration);
    expect(waited(light)).toEqual([]);
    const [ms] = waited(heavy);
    expect(ms).toBeGreaterThan(30_000);
    expect(slow).toBeGreaterThanOrEqual(quick + ms);
    expect(slower).toBeGreaterThan(slow);
    // By night there is time for everything.
    const night = load(3500, '2007', 'Wed 20:00');
    duration(night);
    expect(waited(night)).toEqual([]);
  });

  it('ESE-18: the scenario is warned of it when it is loaded', () => {
    const warned = (mailboxes: number): string[] => {
      const loaded = loadScenario('test.yaml', () => text(mailboxes, '2007', 'Wed 10:30'));
      return loaded.ok ? loaded.warnings.map(formatProblem) : [];
    };
    const what = (each: string): boolean => each.includes('up to its checkpoint depth');
    expect(warned(2400).filter(what)).toEqual([]);
    const [warning] = warned(3500).filter(what);
    expect(warning).toMatch(
      /^test\.yaml:\d+:\d+: warning: .*database\/disks: its databases ask for 112 % /,
    );
  });
});

describe('reads and writes per message', () => {
  it('ESE-04: are fewer in 2007, so that the same disks carry more mailboxes', () => {
    const [newer, older] = (['2007', '2003'] as const).map((version) => {
      const { sections } = inspect(load(500, version).sim.world, 'servers/mbx1')!;
      const { fields } = sections.find(({ title }) => title.startsWith('Disks'))!;
      const [, busy, most] = /^(\d+) % busy with 500 mailboxes; (\d+) such/.exec(fields![0][1])!;
      return { busy: Number(busy), most: Number(most) };
    });
    // 50 messages a day: 0.18 and 0.36 operations a second, of which RAID 5 makes 2.5 and 1.9 times as many.
    expect(newer).toEqual({ busy: 16, most: 2497 });
    expect(older).toEqual({ busy: 24, most: 1649 });
  });
});

describe('the counters', () => {
  it.each([
    ['2007', 3500],
    ['2003', 500],
  ] as const)('ESE-14: account for every page of every log: %s, %i mailboxes', (version, n) => {
    const watched = until(load(n, version), 'Wed 00:00');
    const { world } = watched.sim;
    const { pagesPerLog } = watched.plan.groups[0].pressure;
    // At both ends of it, in the night, nothing lags behind.
    const from = world.now;
    const before = positionNow(world, 0);
    until(watched, 'Thu 00:00');
    const { anomalous, opportune, idle, normal } = flushesBetween(world, 0, from, world.now);
    const logs = positionNow(world, 0) - before - 1;
    const pages = (anomalous + opportune + idle + normal) / pagesPerLog;
    expect(Math.abs(pages - logs)).toBeLessThanOrEqual(1);
    // Parts of a stretch add up to the whole.
    const half = from + 11.3 * HOUR;
    const parts = [flushesBetween(world, 0, from, half), flushesBetween(world, 0, half, world.now)];
    expect(parts[0].normal + parts[1].normal).toBeCloseTo(normal, 6);
    expect(parts[0].anomalous + parts[1].anomalous).toBeCloseTo(anomalous, 3);
  });
});
