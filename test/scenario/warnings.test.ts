import { describe, expect, it } from 'vitest';
import { NIGHTLY, posts, REPLICATED, withFolders } from '../support/folders.ts';
import { faulty } from '../support/recovery.ts';
import { shadows } from '../support/shadow.ts';
import { good, loadText, placeOf, problemsOf, small, SMALL } from './helper.ts';

const warnings = (text: string): string[] => {
  const result = loadText(text);
  if (!result.ok) good(result);
  return problemsOf(result).map((p) => `${p.line}:${p.column} ${p.path}: ${p.message}`);
};

describe('what is legal but unwise gets a warning', () => {
  it('nothing, for the small scenario', () => {
    expect(warnings(SMALL)).toEqual([]);
  });

  it('a horizon shorter than two cycles, or than what is kept', () => {
    const text = `${small('daily 20:00', 'Sat 20:00')}horizon: 10 days\n`;
    const at = placeOf(text, '10 days');
    expect(warnings(text)).toEqual([
      `${at} horizon: the horizon is shorter than the longest 'keep' of 'plan'`,
      `${at} horizon: the horizon is shorter than two cycles of the plan of 'plan'`,
    ]);
  });

  it('a log volume that a plan never truncates in time', () => {
    const never = `${SMALL}strategies: { a: {}, b: { backup: { jobs: { full: { type: copy } } } } }\n`;
    expect(warnings(never).filter((each) => each.includes('overflows'))).toEqual([
      "8:15 organization/servers/exch1/nodes/a/volumes/logs: this volume overflows under 'b': its logs are never truncated",
      // The second server is the same line, and a warning of the same words: it is not said twice.
    ]);
    const monthly = small('daily 20:00', 'first Sun 20:00').replace(
      '2 x sas-15k-73gb',
      '2 x sas-15k-36gb',
    );
    expect(warnings(monthly).join()).toContain('overflows');
    expect(warnings(small('daily 20:00', 'first Sun 20:00'))).toEqual([]);
  });

  it('log generations that run out inside the horizon', () => {
    const near = (generation: number): string =>
      small('organization:\n', 'organization:\n  version: exchange-2003\n').replace(
        '          logs: logs\n',
        `          logs: logs\n          firstGeneration: ${generation}\n`,
      );
    const text = near(1_048_000);
    expect(warnings(text)).toEqual([
      `${placeOf(text, '1048000')} organization/servers/exch1/storageGroups/sg1/firstGeneration: its log generations run out after about 0 weeks under 'plan': it stops with -519`,
    ]);
    // 100 mailboxes write 500 logs of 5 MB or so a weekday, less than 200,000 in 56 weeks.
    expect(warnings(near(800_000))).toEqual([]);
    expect(warnings(near(1_000_000)).join()).toContain('run out after about ');
  });

  it('a library that cannot hold what keep asks for', () => {
    expect(warnings(small('cartridges: 60', 'cartridges: 9'))).toEqual([
      `${placeOf(SMALL, '60 }')} organization/libraries/lib1/cartridges: too few cartridges for what 'keep' asks for under 'plan'`,
    ]);
  });

  it('log backups that come after a full of the other kind (X-03)', () => {
    const to = 'to: libraries/lib1';
    const jobs = {
      shadow: 'type: full, when: Sat 20:00, engine: vss-hardware-mirror',
      stream: `type: full, when: Wed 20:00, engine: streaming, ${to}`,
      nightly: `type: incremental, when: Mon-Fri 22:00, engine: streaming, ${to}`,
    };
    const starved = (of: Readonly<Record<string, string>>): string[] =>
      warnings(shadows(of)).filter((each) => each.includes('is refused then'));
    // Monday and Tuesday of each week but the first.
    expect(starved(jobs).join()).toMatch(
      /backup\/jobs\/nightly\/engine: at 24 of 65 occasions the last full is a shadow copy: the incremental is refused/,
    );
    expect(starved({ ...jobs, shadow: `${jobs.shadow}, verify: false` })).toEqual([]);
    expect(starved({ ...jobs, shadow: jobs.shadow.replace('full', 'copy') })).toEqual([]);
  });

  it('a job outside of its window', () => {
    expect(warnings(small('daily 20:00', 'daily 12:00'))).toEqual([
      `${placeOf(SMALL, 'daily 20:00')} backup/jobs/full/when: begins outside of its window: it waits until the window opens`,
    ]);
  });

  it('a database in no backup, or in none that restores by itself', () => {
    const some = small('type: full,', 'type: full, of: servers/exch1,');
    expect(warnings(some).join()).toContain(
      "exch2/storageGroups/sg1/databases/db1: in no backup under 'plan'",
    );
    const unused = `${some.replace('quota', 'mounted: false, quota')}    logs: { type: incremental, when: Sat 22:00 }\n`;
    expect(warnings(unused).join()).toContain('no full or copy backup');
    expect(warnings(small('type: full', 'type: copy')).join()).not.toContain('no full');
  });

  it('no log volume of circular logging overflows', () => {
    const never = small('type: full', 'type: copy');
    expect(warnings(never).join()).toContain('never truncated');
    expect(
      warnings(never.replace('logs: logs', 'logs: logs\n          circularLogging: true')),
    ).toEqual([]);
  });

  it('a replica that forgets posts sooner than what it is a replica of', () => {
    const text = (second: string): string =>
      withFolders(faulty({}, NIGHTLY), { first: REPLICATED, second }).replace('faults:\n', '');
    expect(warnings(text(posts())).join()).not.toContain('posts for');
    const smaller = warnings(text(posts().replace('2 GiB', '1 GiB')));
    expect(smaller.filter((each) => each.includes('posts for'))).toEqual([
      expect.stringContaining(
        'databases/pf1/replicas: keeps posts for 105 d, and its replicas for 52 d at most: older ones come back from sets alone',
      ),
    ]);
    expect(warnings(text(posts().replace('2 GiB', '4 GiB'))).join()).not.toContain('posts for');
  });

  it('a job that covers nothing', () => {
    const text = `${small('type: full,', 'type: full, of: servers/*,')}    rest: { type: full, when: Sat 22:00 }\n`;
    expect(warnings(text).join()).toContain('backup/jobs/rest: this job covers nothing');
  });

  it('a warm-up shorter than what is kept', () => {
    expect(warnings(`${SMALL}warmup: 1 week\n`).join()).toContain(
      "shorter than the longest 'keep'",
    );
  });
});

describe('the default warm-up', () => {
  const DAY = 86_400_000;
  it.each([
    ['daily 20:00', '1 week', 8],
    ['Sat 20:00', '1 week', 14],
    ['Sat 20:00', '4 weeks', 35],
    ['first Sun 20:00', '1 week', 70],
  ])('%s kept %s needs %d days', (when, keep, days) => {
    const text = small('daily 20:00', `${when}, keep: ${keep}`).replace(
      'sas-15k-73gb',
      'sas-15k-300gb',
    );
    expect(good(loadText(text)).warmupMs).toBe(days * DAY);
  });

  it('is one for all strategies', () => {
    const text = `${SMALL}strategies: { a: {}, b: { backup: { jobs: { full: { when: Sat 20:00 } } } } }\n`;
    const scenario = good(loadText(text));
    expect(scenario.warmupMs).toBe(21 * DAY);
    expect(scenario.strategies[0].plan.clock).toEqual(scenario.strategies[1].plan.clock);
  });
});
