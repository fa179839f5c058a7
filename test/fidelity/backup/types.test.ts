/** Copies beside fulls, differentials beside incrementals: what each leaves behind, and how chains use them. */
import { describe, expect, it } from 'vitest';
import type { BackupSet } from '../../../sim/org/media/state.ts';
import { loadScenario } from '../../../sim/scenario/index.ts';
import {
  ends,
  firstLog,
  groups,
  headerOf,
  instant,
  jobs,
  path,
  runTo,
  runUntil,
  scenario,
  setsOf,
  type Ended,
  type Shape,
} from '../../support/backup.ts';
import type { Watched } from '../../support/organization.ts';
import { BOTH, failing, rowsOf, SERVER, struckAt, toEnd } from '../../support/recovery.ts';

const NIGHTS = 'when: [Sun 20:00, Mon-Fri 20:00]';
const FULL = 'type: full, when: Sat 20:00';
const DAY = 'when: Wed 12:00, window: 08:00-18:00';

/** The weekly plan, with something more on Wednesday at noon. */
const weekly = (noon = 'copy'): Shape => ({
  jobs: jobs({
    full: FULL,
    nightly: `type: incremental, ${NIGHTS}`,
    noon: `type: ${noon}, ${DAY}`,
  }),
});

/** Types of the sets that the recovery of the one incident has read, in order. */
function typesRead(watched: Watched): string[] {
  const sets = new Map<number, BackupSet>();
  runUntil(watched, struckAt(watched));
  for (const set of setsOf(watched)) sets.set(set.id, set);
  return rowsOf(toEnd(watched))[0].sets.map((id) => sets.get(id)!.type);
}

const problems = (job: string): string[] => {
  const text = scenario({ jobs: jobs({ full: FULL, more: job }) });
  const loaded = loadScenario('test.yaml', () => text);
  return loaded.ok ? [] : loaded.problems.map((each) => `${each.path}: ${each.message}`);
};

describe('a copy backup', () => {
  it('BKP-02: copies everything, marks nothing and deletes nothing; the incrementals go on as before', () => {
    const watched = runTo(weekly(), (plan) => instant(plan, 2, 'Wed 11:59'));
    const [before, first] = [{ ...headerOf(watched, 0) }, firstLog(watched)];
    expect(before.incrementalHigh).toBeGreaterThan(0);
    runUntil(watched, instant(watched.plan, 2, 'Wed 12:04'));
    expect(watched.sim.world.org.store.groups[0].frozenCheckpoint).toBeGreaterThan(first);
    expect(headerOf(watched, 0)).toEqual(before);
    runUntil(watched, instant(watched.plan, 2, 'Wed 13:00'));
    const copy = setsOf(watched).at(-1)!;
    expect(copy).toMatchObject({ type: 'copy', complete: true });
    expect(copy.databases.map((d) => d.bytes)).toEqual([watched.plan.databases[0].sizeBytes]);
    expect(headerOf(watched, 0)).toEqual(before);
    expect(firstLog(watched)).toBe(first);
    toEnd(watched);
    const nights = ends(watched, 'nightly').filter((f) => f.night > copy.night);
    expect(nights[0]).toMatchObject({ outcome: 'succeeded', lowLog: first });
    expect(new Set(nights.map((f) => f.outcome))).toEqual(new Set(['succeeded']));
  });

  it('BKP-02, RST-14: may be restored first, and shortens the chain', () => {
    expect(typesRead(failing(BOTH))).toEqual(['full', ...Array<string>(4).fill('incremental')]);
    expect(typesRead(failing(BOTH, weekly()))).toEqual(['copy', 'incremental']);
    // The full of Saturday is bad: all that came before it ends on Friday evening, the copy and Wednesday's logs do not.
    const oldest = [{}, weekly()].map((shape) => {
      const watched = failing(BOTH, shape);
      runUntil(watched, struckAt(watched) - 1);
      setsOf(watched).findLast((set) => set.type === 'full')!.fate = 'bad';
      return rowsOf(toEnd(watched))[0].oldestLost! - instant(watched.plan, 1, 'Fri 20:00');
    });
    expect(oldest).toEqual([0, 5 * 86_400_000]);
  });

  it('TRN-08: truncates nothing, and neither does a differential; a full and an incremental do', () => {
    const why = (type: string): (string | undefined)[] => {
      const watched = runTo(weekly(type));
      const at = ends(watched, 'noon').at(-1)!.night;
      return watched
        .of('logs.truncated')
        .filter((f) => f.at >= at && f.at < at + 7_200_000)
        .map((f) => f.because);
    };
    expect(why('copy')).toEqual([]);
    expect(why('differential')).toEqual([]);
    expect(why('full')).toEqual(['full backup']);
    expect(why('incremental')).toEqual(['incremental backup']);
  });

  it.each([
    ['full', 'copy'],
    ['incremental', 'differential'],
  ])('E-08: all that a %s does and a %s does not is truncate and sign the header', (one, other) => {
    const seen = [one, other].map((type) => {
      const noon = weekly(type).jobs!.replace('when: Wed 12:00', 'when: first Wed 12:00');
      const watched = runTo({ jobs: noon }, (plan) => instant(plan, 1, 'Wed 12:00'));
      const frozen = watched.sim.world.org.store.groups[0].frozenCheckpoint;
      runUntil(watched, instant(watched.plan, 1, 'Wed 19:00'));
      const { low, high, parts, completedAt, databases } = setsOf(watched).at(-1)!;
      const done: Ended = { ...ends(watched, 'noon').at(-1)!, backupType: 'full' };
      return { watched, same: { frozen, low, high, parts, completedAt, databases, done } };
    });
    expect(seen[1].same).toEqual(seen[0].same);
    expect(seen[0].same.frozen).toBeGreaterThan(0);
    expect(seen[0].same.done.outcome).toBe('succeeded');
    expect(firstLog(seen[0].watched)).toBeGreaterThan(firstLog(seen[1].watched));
    expect(headerOf(seen[0].watched, 0)).not.toEqual(headerOf(seen[1].watched, 0));
  });
});

describe('zeroing', () => {
  it('BKP-30: slows the copying of images, and of logs not at all', () => {
    // A rate at which the tape does not have to stop and start.
    const rest = 'hazards: none\nparameters: { backup: { sourceBytesPerSecond: 60 MB/s } }\n';
    const plain = runTo({ ...weekly(), rest });
    const zeroed = runTo({
      ...weekly(),
      rest,
      groups: groups({ sg1: { db1: {} } }).replace('system: logs', 'zeroing: true'),
    });
    const copyMs = (w: Watched, job: string): number => ends(w, job).at(-1)!.copyMs;
    const bytes = plain.plan.databases[0].sizeBytes;
    for (const job of ['full', 'noon']) {
      const longer = copyMs(zeroed, job) - copyMs(plain, job);
      // 60 MB/s become 48; the logs behind the image are few.
      expect(longer / (bytes / 48e3 - bytes / 60e3)).toBeCloseTo(1, 1);
    }
    const perLog = (w: Watched): number => copyMs(w, 'nightly') / ends(w, 'nightly').at(-1)!.logs;
    expect(perLog(zeroed)).toBeCloseTo(perLog(plain), 1);
  });
});

describe('a daily backup', () => {
  it('BKP-05: is not offered for stores', () => {
    expect(problems('type: daily, when: Mon 20:00')).toEqual([
      'backup/jobs/more/type: a daily backup copies files by their date, and is not offered for databases (BKP-05)',
    ]);
  });
});

describe('an incremental', () => {
  it('BKP-06: needs a normal backup first, and a copy is none', () => {
    const noFull = scenario({
      jobs: jobs({ full: 'type: copy, when: Sat 20:00', more: `type: incremental, ${NIGHTS}` }),
    });
    const loaded = loadScenario('test.yaml', () => noFull);
    expect(loaded.ok ? [] : loaded.problems.map((each) => each.message)).toEqual([
      `no job makes a full of ${path('sg1', 'db1')} to build on (BKP-06)`,
    ]);
    expect(problems(`type: incremental, ${NIGHTS}`)).toEqual([]);

    const watched = runTo(weekly());
    const nights = ends(watched, 'nightly');
    const full = ends(watched, 'full')[0].at;
    expect(ends(watched, 'noon')[0].at).toBeLessThan(full);
    const tooSoon = nights.filter((f) => f.at < full);
    // The night after the copy is among them.
    expect(tooSoon.length).toBeGreaterThan(3);
    for (const { outcome, because } of tooSoon) {
      expect([outcome, because]).toEqual([
        'failed',
        `-560: ${path('sg1', 'db1')} has no full backup to build on`,
      ]);
    }
    for (const f of nights) if (f.at > full) expect(f.outcome).toBe('succeeded');
  });
});

describe('a chain', () => {
  it('E-06: is what was made since the newest full: nothing, and the full will do alone', () => {
    const lostOn = (when: string): string[] =>
      typesReadAt(failing({ gone: `at: week 2 ${when}, lose: ${SERVER}` }), when);
    expect(lostOn('Sun 14:00')).toEqual(['full']);
    expect(lostOn('Mon 14:00')).toHaveLength(2);
    expect(lostOn('Tue 14:00')).toHaveLength(3);
  });

  it('E-07: of a mixed week has the full, every incremental since, and the last differential after these', () => {
    const shape: Shape = {
      jobs: jobs({
        full: 'type: full, when: Sun 20:00',
        first: 'type: incremental, when: Mon-Wed 20:00',
        then: 'type: differential, when: Thu-Sat 20:00',
      }),
    };
    const when = 'Sat 14:00';
    const types = typesReadAt(
      failing({ gone: `at: week 2 ${when}, lose: ${SERVER}` }, shape),
      when,
    );
    expect(types).toEqual(['full', 'incremental', 'incremental', 'incremental', 'differential']);
  });
});

function typesReadAt(watched: Watched, when: string): string[] {
  runUntil(watched, instant(watched.plan, 2, when));
  const made = new Map(setsOf(watched).map((set) => [set.id, set.type]));
  return rowsOf(toEnd(watched))[0].sets.map((id) => made.get(id)!);
}
