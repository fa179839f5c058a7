/** Messages, pages and logs by number (W-01 to W-03, 16 to 18, 25; ESE-03, ESE-11, ESE-13, E-17). */
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { inspect } from '../../../sim/report/inspect/index.ts';
import { ends, groups, instant, jobs, path, runUntil, scenario } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, faulty, rowsOf, toEnd, volume } from '../../support/recovery.ts';

const GROUP = path('sg1');
const MIB = 1_048_576;
const LATE = { full: 'type: full, when: fourth Sat 20:00' };

interface Load {
  readonly version?: '2003' | '2007';
  readonly profile: string;
  readonly faults?: Readonly<Record<string, string>>;
  readonly rest?: string;
  readonly plan?: Readonly<Record<string, string>>;
}

/** One mailbox that writes what a profile says. */
function load({ version = '2007', profile, faults = {}, rest = '', plan = LATE }: Load): Watched {
  const yaml = faulty(faults, { jobs: jobs(plan), horizon: '3 weeks' }, rest)
    .replace('exchange-2007', `exchange-${version}`)
    .replace('standard: 100', 'standard: 1')
    .replace('operations:\n', 'operations:\n  readLog: never\n')
    .replace('profile: average', `profile: { ${profile} }`);
  return watch(yaml, { check: false });
}

function look(watched: Watched, at: string, section: string, name: string): string {
  const found = inspect(watched.sim.world, at)!.sections.find((s) => s.title.startsWith(section));
  return found!.fields!.find(([each]) => each.trim() === name)![1];
}

/** Closed logs, and the share of the open one, as `inspect` shows them. */
function folder(watched: Watched): [closed: number, share: number] {
  const closed = /\((\d+)\)/.exec(look(watched, GROUP, 'Transaction', 'Closed logs'));
  const share = /(\d+) % full/.exec(look(watched, GROUP, 'Transaction', 'Open log'));
  return [Number(closed?.[1] ?? 0), Number(share?.[1])];
}

const large = (version: '2003' | '2007', more: Partial<Load> = {}): Watched => {
  const profile = (logs: number): string =>
    `sent: 0 messages, received: 1 message, logs: ${logs} logs`;
  const { logBytes } = load({ version, profile: profile(1) }).plan.figures.store;
  return load({
    version,
    profile: profile((2500 * 1024) / logBytes),
    rest: 'parameters: { workload: { messageBytes: 2500 KiB } }\n',
    ...more,
  });
};

describe('one message of 2,500 KB', () => {
  it('W-01: takes 2.44 logs of 1 MB: two closed ones, and 0.44 MB in the one that is lost with Enn.log', () => {
    const gone = { gone: `at: week 1 Tue 00:00, delete: ${GROUP}/logs/open` };
    const watched = large('2007', { faults: gone, plan: { full: 'type: full, when: Sun 23:59' } });
    // A stream begins at the boundary of a log with the warm-up.
    runUntil(watched, instant(watched.plan, 0, 'Tue 00:00'));
    expect(folder(watched)).toEqual([2, 44]);
    toEnd(watched);
    const [row] = rowsOf(watched);
    expect(row.lostLogs).toBeGreaterThan(0.43);
    expect(row.lostLogs).toBeLessThan(0.46);
    expect((row.lostBytes * 2.44140625) / 2.5e3 / 1024).toBeCloseTo(row.lostLogs, 6);
  });

  it('W-02: takes 0.49 of a log of 5 MB, and closes none', () => {
    const watched = large('2003');
    runUntil(watched, instant(watched.plan, 0, 'Tue 00:00'));
    expect(folder(watched)).toEqual([0, 49]);
  });

  it.each([
    ['2007', 3125, '8192'],
    ['2003', 6250, '4096'],
  ] as const)(
    'W-01 W-02: fills 312.5 pages of 8 KB and 625 of 4 KB: %s',
    (version, pages, size) => {
      const worn = {
        worn: `at: week 2 Wed 12:00, corrupt: { database: ${DATABASE}, pages: ${pages} }`,
      };
      const watched = large(version, {
        faults: worn,
        rest: 'parameters: { workload: { messageBytes: 2500 KiB }, store: { userNoticesMs: 1 h } }\nrecovery: { for: { worn: [repair] } }\n',
      });
      expect(look(watched, DATABASE, 'Header', 'cbDbPage')).toBe(size);
      expect(rowsOf(toEnd(watched))[0].lostMessages).toBeCloseTo(10, 3);
    },
  );
});

describe('logs', () => {
  it.each([
    ['2007', '2.0 GiB'],
    ['2003', '9.8 GiB'],
  ] as const)('W-03: 2,000 a week: %s: %s', (version, space) => {
    const weekly = 'sent: 10 messages, received: 40 messages, logs: 377.35849057 logs';
    const watched = load({ version, profile: weekly });
    runUntil(watched, instant(watched.plan, 1, 'Mon 00:00'));
    const [closed, share] = folder(watched);
    expect(closed + share / 100).toBeCloseTo(2000, 0);
    expect(look(watched, GROUP, 'Transaction', 'Space')).toBe(space);
  });

  it.each([
    ['2007', 20],
    ['2003', 4],
  ] as const)('W-16: the checkpoint lags by 20 MB: %s: %i logs', (version, logs) => {
    const watched = load({
      version,
      profile: 'sent: 10 messages, received: 40 messages, logs: 200 logs',
    });
    runUntil(watched, instant(watched.plan, 1, 'Wed 12:00'));
    const first = (text: string): number => Number(/(\d+)-/.exec(text)![1]);
    const open = /generation (\d+)/.exec(look(watched, GROUP, 'Transaction', 'Open log'));
    const checkpoint = first(look(watched, GROUP, 'Checkpoint', 'Checkpoint'));
    expect(Number(open?.[1]) - checkpoint).toBe(logs);
  });

  it.each([
    [1000, 84],
    [256, 21.5],
  ])(
    'W-17: at 2,000 a week a checkpoint that stands still stops the group after %i: %d h',
    (limit, hours) => {
      const faults = { hung: 'at: week 1 Sun 23:30, fail: backup/jobs/full, how: hangs' };
      const watched = load({
        version: '2003',
        profile: 'sent: 10 messages, received: 40 messages, logs: 285.71428571 logs',
        faults,
        rest: `parameters: { store: { checkpointLagLogs: ${limit} }, workload: { weekendShare: 100 % } }\n`,
        plan: { full: 'type: full, when: Mon 00:00, window: always, overrun: continue' },
      });
      toEnd(watched);
      const begun = instant(watched.plan, 2, 'Mon 00:00');
      const stop = watched.of('database.down').find((f) => f.because.includes('-614'))!;
      expect(Math.abs((stop.at - begun) / HOUR - hours)).toBeLessThan(5);
    },
  );

  it('ESE-03: whoever loses the open one loses half of it on average: the smaller, the less', () => {
    const minutes = [3, 19, 34, 42, 58];
    const lost = (['2007', '2003'] as const).map((version) => {
      const logs = version === '2007' ? 1000 : 200;
      const profile = `sent: 10 messages, received: 40 messages, logs: ${logs} logs`;
      const bytes = minutes.map((minute) => {
        const at = `week 1 Thu 10:${String(minute).padStart(2, '0')}`;
        const gone = { gone: `at: ${at}, delete: ${GROUP}/logs/open` };
        const plan = { full: 'type: full, when: daily 20:00' };
        const watched = load({ version, profile, faults: gone, plan });
        runUntil(watched, instant(watched.plan, 1, 'Fri 12:00'));
        const [{ lostLogs }] = rowsOf(watched);
        expect(lostLogs).toBeLessThanOrEqual(1);
        return (lostLogs * watched.plan.figures.store.logBytes) / MIB;
      });
      return bytes.reduce((sum, each) => sum + each, 0) / bytes.length;
    });
    expect(lost[0]).toBeGreaterThan(0.25);
    expect(lost[0]).toBeLessThan(0.75);
    expect(lost[1] / lost[0]).toBeGreaterThan(3);
  });

  it('X-13: a message takes 4.9 times its bytes in logs on average', () => {
    const yaml = faulty({ gone: `at: week 2 Thu 14:30, lose: ${volume('logs')}` });
    const [row] = rowsOf(toEnd(watch(yaml)));
    expect((row.lostLogs * MIB) / row.lostBytes).toBeCloseTo(4.9152, 4);
    expect(row.lostBytes / row.lostMessages).toBeCloseTo(51_200, 3);
  });
});

describe('what is not in the files yet', () => {
  const crash = {
    logs: `at: week 2 Thu 14:30, delete: ${GROUP}/logs/newest`,
    crash: 'at: week 2 Thu 14:31, fail: servers/mbx1',
  };

  it('ESE-11 ESE-13 E-17: users see it in memory, logs hold it, and a file without these logs lacks it', () => {
    const plan = { jobs: jobs({ full: 'type: full, when: fourth Sat 20:00' }) };
    const watched = watch(
      faulty(crash, plan, 'recovery: { for: { server-failed: [wait, rebuild-server] } }\n'),
    );
    runUntil(watched, instant(watched.plan, 2, 'Thu 14:30'));
    const said = look(watched, GROUP, 'Checkpoint', 'Not yet in the files');
    const [, logs, messages] = /^([\d.]+) logs with (\d+) messages$/.exec(said)!;
    expect(Number(logs)).toBeGreaterThanOrEqual(20);
    expect(Number(logs)).toBeLessThan(21);
    expect(Number(messages)).toBeGreaterThan(50);
    // Acknowledged and reachable all the same, until the logs that hold it are of no use: then the file lacks it.
    toEnd(watched);
    const [row] = rowsOf(watched);
    expect(row.sets).toEqual([]);
    expect(row.lostMessages / Number(messages)).toBeGreaterThan(0.9);
    expect(row.lostMessages / Number(messages)).toBeLessThan(1.2);
  });
});

describe('files and faults', () => {
  it('W-18: 47 GiB are 6,160,384 pages in 770,048 chunks of 64 KB, of eight pages each', () => {
    const yaml = scenario({
      groups: groups({ sg1: { db1: { size: '47 GiB' } } }),
      jobs: jobs({ full: 'type: full, when: daily 20:00' }),
      rest: `hazards: none\nfaults: { bad: { at: week 1 Tue 12:00, corrupt: ${DATABASE} } }\n`,
    });
    const watched = watch(yaml);
    const pages = Number(look(watched, DATABASE, 'Header', 'cpg'));
    expect([pages, pages / 8]).toEqual([6_160_384, 770_048]);
    runUntil(watched, instant(watched.plan, 1, 'Wed 12:00'));
    const { imageBytes } = ends(watched).find((f) => f.because.startsWith('-1018'))!;
    const chunks = imageBytes / 65_536;
    expect(Number.isInteger(chunks) && chunks <= 770_048).toBe(true);
    expect(imageBytes / 8192 / chunks).toBe(8);
  });

  it('W-25: four groups of five databases on Exchange 2003: a log volume that is lost takes five of twenty', () => {
    const names = ['sg1', 'sg2', 'sg3', 'sg4'];
    const five = {
      a: { size: '1 GiB' },
      b: { size: '1 GiB' },
      c: { size: '1 GiB' },
      d: { size: '1 GiB' },
      e: { size: '1 GiB' },
    };
    const yaml = scenario({
      groups: groups(
        Object.fromEntries(names.map((name) => [name, five])),
        Object.fromEntries(names.map((name) => [name, { logs: `logs-${name}` }])),
      ),
      volumes: Object.fromEntries(
        names.map((name) => [`logs-${name}`, 'raid: raid1, disks: 2 x sas-15k-73gb']),
      ),
      jobs: jobs({ full: 'type: full, when: daily 20:00' }),
      rest: `hazards: none\nfaults: { gone: { at: week 1 Wed 14:30, lose: ${volume('logs-sg2')} } }\n`,
    }).replace('exchange-2007', 'exchange-2003');
    const watched = watch(yaml, { check: false });
    runUntil(watched, instant(watched.plan, 1, 'Wed 14:30'));
    expect(watched.plan.databases).toHaveLength(20);
    expect(watched.of('incident.opened').map((f) => f.databases)).toEqual([[5, 6, 7, 8, 9]]);
  });
});
