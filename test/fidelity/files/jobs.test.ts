/** Jobs that save the files of servers: how long they take, what they find, what they leave out. */
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { groups, instant } from '../../support/backup.ts';
import {
  fileEnds,
  filedYaml,
  rebuilt,
  rebuildMinutes,
  restoredSets,
  totalMinutes,
} from '../../support/files.ts';
import { rowsOf, steps } from '../../support/recovery.ts';
import { loadScenario } from '../../../sim/scenario/index.ts';

const TO = 'to: targets/b2d, when: Sat 12:00';
const WEEKS = { horizon: '2 weeks' };
const all = (more = ''): Record<string, string> => ({ all: `saves: full-computer, ${TO}${more}` });

describe('a run', () => {
  const watched = rebuilt({ ...WEEKS, files: all(', verify: true') });
  const run = fileEnds(watched)[0];

  it('W-05, W-06: takes as long as the log of the sample, and verifying a tenth more', () => {
    expect(run.bytes).toBe(3_466_758_939);
    const copyMs = run.at - run.began - run.verifyMs;
    expect(copyMs / 1000).toBeCloseTo(1472, 0);
    expect(run.verifyMs / 1000).toBeCloseTo(129, 0);
    expect(run.bytes / (copyMs / 1000) / 1e6).toBeCloseTo(2.355, 3);
    expect(run.bytes / (run.verifyMs / 1000) / 1e6).toBeCloseTo(26.87, 2);
    expect(run.verifyMs / copyMs).toBeCloseTo(0.0876, 4);
  });

  it('W-29: the entries span the backup and its verification', () => {
    const entries = watched
      .of('event.logged')
      .filter((e) => e.at >= run.began && e.at <= run.at && e.source === 'NTBackup');
    expect(entries.map((e) => e.id)).toEqual([8018, 8000, 8001, 8019]);
    expect((entries[3].at - entries[1].at) / MINUTE).toBeCloseTo(27, 0);
    expect((entries[2].at - entries[1].at) / MINUTE).toBeCloseTo(25, 0);
  });

  it('TAPE-14, E-09: a few files differ in a good set, for they change; stored checksums decide', () => {
    const runs = fileEnds(
      rebuilt({ ...WEEKS, files: { all: 'saves: full-computer, to: targets/b2d, when: daily 12:00, verify: true' } }),
    ); // prettier-ignore
    const counts = runs.map((each) => each.differences);
    expect(Math.max(...counts)).toBeLessThanOrEqual(3);
    expect(new Set(counts).size).toBeGreaterThan(1);
    expect(runs.filter((each) => each.outcome === 'failed').map((each) => each.because)).toEqual(
      runs.filter((each) => each.outcome === 'failed').map(() => 'mbx1 is down'),
    );
    expect(fileEnds(rebuilt({ ...WEEKS, files: all() }))[0].differences).toBe(0);
  });
});

describe('media that are bad from the beginning', () => {
  const bad = { ...WEEKS, hazards: '{ set-unreadable: 100 %, others: none }' };
  const atOnce = 'parameters: { media: { badAtOnceShare: 100 % } }\n';

  it('TAPE-12: are found right after writing where sets are verified, by the restore where not', () => {
    const verified = rebuilt({ ...bad, files: all(', verify: true'), blocks: atOnce });
    expect(fileEnds(verified).every((each) => each.outcome === 'failed')).toBe(true);
    // Nobody counts on it: Windows is not installed first for a set that then fails.
    expect(restoredSets(verified)).toEqual([]);
    expect(rebuildMinutes(verified)).toEqual([['rebuild', 135]]);
    const trusted = rebuilt({ ...bad, files: all(), blocks: atOnce });
    expect(fileEnds(trusted)[0].outcome).toBe('succeeded');
    expect(restoredSets(trusted)[0].outcome).toBe('unreadable');
    expect(totalMinutes(trusted)).toBeGreaterThan(135);
  });

  it('TAPE-13: show by many differences, and the run begins anew on another medium', () => {
    const tape = { all: 'saves: full-computer, to: libraries/lib1, when: Sat 12:00, verify: true' };
    const watched = rebuilt({ ...bad, files: tape, blocks: atOnce });
    const saturday = fileEnds(watched).filter(
      (each) => each.night === instant(watched.plan, 1, 'Sat 12:00'),
    );
    expect(saturday).toHaveLength(3);
    expect(saturday.every((each) => each.differences > 1000)).toBe(true);
    expect(saturday[0].because).toContain('differences: the medium is bad');
    const taken = watched
      .of('cartridge.taken')
      .filter((each) => each.at >= saturday[0].began && each.at <= saturday[2].at);
    expect(new Set(taken.map((each) => each.cartridge)).size).toBeGreaterThanOrEqual(2);
  });
});

describe('what was set up on a server', () => {
  const minutes = (setUp: string, files: Record<string, string>): number =>
    totalMinutes(rebuilt({ ...WEEKS, setUp, files }));
  const spared = (setUp: string, good: Record<string, string>, poor: Record<string, string>) =>
    minutes(setUp, poor) - minutes(setUp, good);

  it('BKP-64: virtual servers come back with System State, if protected files are in it', () => {
    const poor = all(', protectedFiles: false');
    // A smaller set is read a little faster, and then an hour of work follows.
    expect(spared('virtual-servers', all(), poor)).toBe(60 - 2);
    const sizes = [all(), poor].map((files) => fileEnds(rebuilt({ ...WEEKS, files }))[0].bytes);
    expect(sizes[0]).toBeGreaterThan(sizes[1]);
  });

  it('BKP-63: connectors come back with files, not with Windows alone', () => {
    const win = { win: `saves: windows-set, ${TO}` };
    const more = { ...win, conndata: `saves: files, size: 1 GB, ${TO}` };
    expect(spared('connectors', more, win)).toBe(120 - 3);
    const watched = rebuilt({ ...WEEKS, setUp: 'connectors', files: win });
    const told = watched.of('step.ended').find((s) => s.step === 'set-up')!.because;
    expect(told).toContain('to set up again: connectors');
  });

  it('BKP-66: of a mailbox server of 2007 System State brings the settings; the index is no part', () => {
    const state = { state: `saves: system-state, ${TO}` };
    expect(spared('settings', state, {})).toBe(60 - 2);
    // Nothing of databases or index is in it: it is as large on a server that has ten times as much mail.
    const bytes = (size: string): number =>
      fileEnds(rebuilt({ ...WEEKS, files: state, groups: groups({ sg1: { db1: { size } } }) }))[0].bytes;
    expect(bytes('1 GiB')).toBe(bytes('40 GiB'));
    // So databases need backups of their own, and System State brings none of them back.
    const both = { gone: 'at: week 2 Thu 14:30, lose: servers/mbx1' };
    const none = { ...WEEKS, files: state, faults: both, groups: TWO };
    const rows = rowsOf(rebuilt({ ...none, jobs: ONE }));
    expect(rows.map((row) => row.outcome).sort()).toEqual(['declared-lost', 'recovered']);
  }); // prettier-ignore

  it('BKP-65, E-44: files that are open are skipped where the shadow copy is turned off', () => {
    expect(spared('open-files', all(), all(', shadowCopy: false'))).toBe(60);
    expect(spared('settings', all(), all(', shadowCopy: false'))).toBe(0);
  });

  it('TAPE-18: of a mounted drive without the option nothing but its path is saved', () => {
    const poor = all(', mountedDrives: false');
    const [full, path] = [all(), poor].map(
      (files) => fileEnds(rebuilt({ ...WEEKS, setUp: 'mounted-drive', files }))[0].bytes,
    );
    expect(full - path).toBe(10e9);
    // It says that it succeeded, as the other one does; the loss shows when the server is rebuilt.
    expect(spared('mounted-drive', all(), poor)).toBe(120 - 33);
  });

  it('a certification authority comes back with a full computer set or a Windows set', () => {
    const win = { win: `saves: windows-set, ${TO}` };
    const none = { data: `saves: files, size: 1 GB, ${TO}` };
    const told = (files: Record<string, string>) =>
      rebuilt({ ...WEEKS, setUp: 'certification-authority', files })
        .of('step.ended')
        .findLast((s) => s.span === 'rebuild-server')!.because;
    expect(told(win)).not.toContain('certification-authority');
    expect(told(all())).not.toContain('certification-authority');
    expect(spared('certification-authority', all(), none)).toBeGreaterThan(240);
  });
});

describe('jobs that are set up wrong', () => {
  it('BKP-08, BKP-47: a set with database folders writes old copies over the databases', () => {
    const good = rebuilt({ ...WEEKS, files: all() }, true);
    const wrong = rebuilt({ ...WEEKS, files: all(', databaseFolders: true') }, true);
    expect(fileEnds(wrong)[0].bytes - fileEnds(good)[0].bytes).toBe(10 * 2 ** 30);
    // Instead of a soft recovery of what lay on its volume, the database is restored from tape.
    const restores = (watched: typeof good) =>
      steps(watched).filter((s) => s.span === 'restore-image');
    expect(restores(good)).toEqual([]);
    expect(restores(wrong).length).toBeGreaterThan(0);
    const [row] = rowsOf(wrong);
    expect(row.outcome).toBe('recovered');
    expect(row.serviceMs).toBeGreaterThan(rowsOf(good)[0].serviceMs + 10 * MINUTE);
    expect(
      wrong
        .of('recovery.fallback')
        .map((f) => f.because)
        .join(),
    ).toContain('old copy');
    // A job of files alone is no backup of a database: without a full there is nothing to restore.
    const alone = { ...WEEKS, files: all(', databaseFolders: true'), groups: TWO, jobs: ONE };
    expect(rowsOf(rebuilt(alone)).map((r) => r.outcome)).toContain('declared-lost');
  });

  it('BKP-47: where files in use are skipped, none of a database is in the set', () => {
    const skipped = all(', databaseFolders: true, shadowCopy: false');
    const watched = rebuilt({ ...WEEKS, files: skipped });
    expect(fileEnds(watched)[0].bytes).toBe(3_466_758_939);
    expect(steps(watched).filter((s) => s.span === 'restore-image')).toEqual([]);
  });

  it('BKP-46: a backup of the drive M: may damage databases; 2007 has none', () => {
    const run = (more: string, share: string) =>
      rebuilt({
        ...WEEKS,
        version: 'exchange-2003',
        files: all(more),
        faults: { gone: 'at: week 2 Thu 14:30, fail: servers/mbx1' },
        blocks: `parameters: { backup: { mailboxDriveDamageShare: ${share} } }\n`,
      }).of('cause.struck').filter((f) => f.cause === 'logical-corruption'); // prettier-ignore
    expect(run(', mailboxDrive: true', '100 %')).toMatchObject([
      { absorbed: false },
      { absorbed: false },
    ]);
    expect(run('', '100 %')).toEqual([]);
    expect(run(', mailboxDrive: true', '0 %')).toEqual([]);
    const refused = loadScenario('a.yaml', () => filedYaml({ files: all(', mailboxDrive: true') }));
    expect(refused.ok ? '' : refused.problems[0].message).toContain('has no drive M:');
  });

  it('TAPE-16: without Task Scheduler, or without rights, nothing runs and nothing says so', () => {
    for (const how of ['stopped', 'wrong-account']) {
      const watched = rebuilt({ ...WEEKS, files: all(`, taskScheduler: ${how}`) });
      expect(watched.of('files.ended')).toEqual([]);
      const entries = watched.of('event.logged').filter((e) => e.text === 'all');
      expect(entries).toEqual([]);
      expect(rebuildMinutes(watched)).toEqual([['rebuild', 135]]);
      // Nothing is read at the restore, and all is done by hand that the set would have brought.
      expect(restoredSets(watched)).toEqual([]);
    }
    const runs = rebuilt({ ...WEEKS, files: all(', taskScheduler: running') });
    expect(fileEnds(runs).map((each) => each.outcome)).toContain('succeeded');
    expect(restoredSets(runs)).toMatchObject([{ outcome: 'restored' }]);
    expect(totalMinutes(runs)).toBeLessThan(135);
  });

  it('BKP-67: System State of 2007 every night, or Windows sets of 2003 less than weekly, are warned of', () => {
    const warnings = (version: undefined | 'exchange-2003', files: Record<string, string>) => {
      const text = filedYaml({ files, ...(version ? { version } : {}) });
      const loaded = loadScenario('a.yaml', () => text);
      const all = loaded.ok ? loaded.warnings : loaded.problems;
      return all.filter((p) => p.path.startsWith('backup/files')).map((p) => p.message);
    };
    const nightly = { state: 'saves: system-state, to: targets/b2d, when: daily 03:00' };
    const onPatches = { state: 'saves: system-state, to: targets/b2d, when: first Sun 20:00' };
    expect(warnings(undefined, nightly).join()).toContain('BKP-67');
    expect(warnings(undefined, onPatches)).toEqual([]);
    const monthly = { win: 'saves: windows-set, to: targets/b2d, when: first Sun 20:00' };
    expect(warnings('exchange-2003', monthly).join()).toContain('BKP-52');
    expect(warnings('exchange-2003', { win: `saves: windows-set, ${TO}` })).toEqual([]);
    // One of weeks ago, from the last change, brings back what one of last night does, for a fraction of the media.
    const run = (job: Record<string, string>) =>
      rebuilt({ ...WEEKS, setUp: 'settings', files: job });
    const [often, seldom] = [run(nightly), run({ state: onPatches.state.replace('Sun', 'Mon') })];
    expect(restoredSets(seldom)).toMatchObject([{ outcome: 'restored' }]);
    expect(totalMinutes(seldom)).toBe(totalMinutes(often));
    const written = (watched: typeof often): number =>
      watched.of('files.ended').reduce((sum, each) => sum + each.bytes, 0);
    expect(written(often)).toBeGreaterThan(10 * written(seldom));
  });
});

const TWO = groups({ sg1: { db1: {} }, sg2: { db1: {} } });
const ONE = '\n    full: { type: full, when: daily 20:00, of: servers/mbx1/storageGroups/sg1 }';
