/** Backups of domain controllers: what is in a set, when it is made, and which sets bring a directory back (AD-05 to AD-15). */
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../../sim/scenario/index.ts';
import { inspect } from '../../../sim/report/inspect/index.ts';
import { instant } from '../../support/backup.ts';
import { dc, directory, directoryYaml, lost, NIGHTLY, restores } from '../../support/directory.ts';
import { stepsOf, TWO } from '../../support/directory.ts';
import { fileEnds, rebuilt, rebuildMinutes } from '../../support/files.ts';
import { SERVER, toEnd } from '../../support/recovery.ts';

const DCS = 'of: directory/domains/corp/controllers/*, to: targets/b2d';
const CALM = { faults: {}, horizon: '2 weeks' };
const calm = (files: Record<string, string>, more = {}) => lost({ ...CALM, files, ...more });

/** Messages about jobs of files. */
function warnings(files: Record<string, string>, version?: 'exchange-2003'): string[] {
  const loaded = loadScenario('a.yaml', () =>
    directoryYaml({ ...CALM, files, ...(version ? { version } : {}) }),
  );
  const all = loaded.ok ? loaded.warnings : loaded.problems;
  return all.filter((p) => p.path.startsWith('backup/files')).map((p) => p.message);
}

describe('a set of a controller', () => {
  it('AD-06, AD-07: holds the directory, its logs of 10 MB and two reserve logs', () => {
    const files = { server: 'saves: windows-set, when: Sat 12:00, to: targets/b2d', dcs: NIGHTLY };
    const bytesOf = (more: object): number => {
      const runs = fileEnds(calm(files, more));
      const of = (controller: number) => runs.find((run) => run.controller === controller)!.bytes;
      return of(0) - of(-1);
    };
    // Ntds.dit, and of logs the open one, Res1 and Res2.
    expect(bytesOf({})).toBe(500e6 + 3 * 10 * 2 ** 20);
    expect(bytesOf({ domain: ', size: 8 GB' })).toBe(8e9 + 3 * 10 * 2 ** 20);
  });

  it('AD-09, E-43: is made every night, of servers once a week, of System State of 2007 after patches', () => {
    const watched = calm(
      {
        dcs: NIGHTLY,
        win: 'saves: windows-set, to: targets/b2d',
        state: 'saves: system-state, to: targets/b2d',
      },
      { operations: ['patches: { sp1: { at: week 2 Wed 22:00, of: servers/mbx1 } }'] },
    );
    const times = (name: string): number[] =>
      fileEnds(watched)
        .filter((run) => watched.plan.fileJobs[run.job].name === name)
        .map((run) => run.night);
    expect(times('dcs')).toHaveLength(14);
    expect(times('dcs')[1]).toBe(instant(watched.plan, 1, 'Tue 04:00'));
    expect(times('win')).toEqual([1, 2].map((week) => instant(watched.plan, week, 'Sun 04:00')));
    expect(times('state')).toEqual([instant(watched.plan, 2, 'Wed 22:00')]);
    // In 2003 System State has no such rule, and no time of its own.
    expect(warnings({ state: 'saves: system-state, to: targets/b2d' }, 'exchange-2003')[0]).toBe(
      'missing: when does it run?',
    );
  });

  it('E-43: Windows from before a patch is patched again', () => {
    const files = { win: 'saves: windows-set, to: targets/b2d' };
    const fails = { gone: `at: week 2 Thu 14:30, fail: ${SERVER}` };
    const setUp = (when: string) =>
      rebuildMinutes(
        toEnd(
          directory({
            ...{ files, faults: fails, horizon: '2 weeks' },
            operations: [`patches: { sp1: { at: ${when}, of: servers/mbx1 } }`],
          }),
        ),
      ).at(-1);
    expect(setUp('week 1 Fri 20:00')).toEqual(['set-up', 45]);
    expect(setUp('week 2 Wed 20:00')).toEqual(['set-up', 45 + 30]);
    expect(rebuilt({ files, horizon: '2 weeks' }).of('files.restored')).toHaveLength(1);
  });

  it('AD-08: is System State with boot and system partition in one job, or brings nothing back', () => {
    const state = `saves: system-state, ${DCS}`;
    expect(warnings({ state })[0]).toContain('AD-08');
    expect(warnings({ dcs: NIGHTLY })).toEqual([]);
    const parts = lost({ files: { state, rest: `saves: files, size: 2 GB, when: daily 04:00, ${DCS}` } });
    expect(restores(parts)).toMatchObject([{ outcome: 'built-anew', set: -1 }]);
    expect(restores(lost({ files: { dcs: NIGHTLY } }))).toMatchObject([{ outcome: 'restored' }]);
  }); // prettier-ignore

  it('is not made of a controller that is down, and breaks off when it goes down', () => {
    const faults = { gone: `at: week 2 Thu 03:59, fail: ${dc('dc1')}`, later: `at: week 2 Fri 04:05, lose: ${dc('dc2')}` }; // prettier-ignore
    const healing = 'parameters: { hardware: { rebuildShare: 0 % } }\n';
    const watched = lost({ files: { dcs: NIGHTLY }, controllers: TWO, faults, blocks: healing });
    const failed = fileEnds(watched).filter((run) => run.outcome === 'failed');
    expect(failed.slice(0, 2).map((run) => run.because)).toEqual(['dc1 is down', 'dc2 has failed']);
    const shown = JSON.stringify(inspect(watched.sim.world, dc('dc1')));
    expect(shown).toContain('windows-set of');
    expect(shown).toContain('answers');
  });
});

describe('a controller that is lost beside another one', () => {
  const LOST = { gone: `at: week 2 Thu 14:30, lose: ${dc('dc1')}` };
  /** Two sites, the lost controller in a branch office behind a line of so many bits a second. */
  const branch = (bandwidth: string, size: string, way: string) =>
    lost({
      ...{ files: { dcs: NIGHTLY }, faults: LOST, domain: `, size: ${size}` },
      controllers: '{ dc1: { site: branch }, dc2: { site: hq } }',
      sites: ', branch: {}',
      links: `  links: { wan: { between: [branch, hq], bandwidth: ${bandwidth} } }\n`,
      recovery: `directory: { way: ${way} }`,
    });
  const minutes = (watched: ReturnType<typeof branch>): number => {
    const [{ at, downSince }] = watched.of('controller.up');
    return (at - downSince) / 60_000;
  };

  it('AD-14, STR-31: over a fast line all is replicated, over a slow one and a big directory it comes from a set', () => {
    const [fast, slow] = ['100 Mbit/s', '512 kbit/s'];
    const both = (bandwidth: string, size: string): number[] =>
      ['replicate', 'restore'].map((way) => minutes(branch(bandwidth, size, way)));
    for (const [bandwidth, size, wins] of [
      [fast, '500 MB', 0],
      [slow, '500 MB', 0],
      [fast, '10 GB', 0],
      [slow, '10 GB', 1],
    ] as const) {
      const found = both(bandwidth, size);
      expect(found[wins], `${bandwidth}, ${size}: ${found.join(' ')}`).toBe(Math.min(...found));
      expect(minutes(branch(bandwidth, size, 'fastest'))).toBe(found[wins]);
    }
  });

  it('AD-10: learns from others what changed since its set, and forgets nothing', () => {
    const operations = ['changes: { merger: { at: week 2 Thu 10:00, of: servers/mbx1 } }'];
    const files = { dcs: NIGHTLY };
    const recovery = 'directory: { way: restore }';
    const of = { files, faults: LOST, controllers: TWO, recovery, operations };
    const watched = lost(of, true);
    expect(restores(watched)).toMatchObject([
      { outcome: 'restored', partner: true, forgotten: [], changedLogs: 1 },
    ]);
    expect(stepsOf(watched).map(([step]) => step)).toContain('delta');
    expect(watched.of('database.down')).toEqual([]);
  });

  it('AD-11: made authoritative it wins, and the others forget what it does not know', () => {
    const operations = ['changes: { merger: { at: week 2 Thu 10:00, of: servers/mbx1 } }'];
    const recovery = 'directory: { way: restore, authoritative: true }';
    const of = { files: { dcs: NIGHTLY }, faults: LOST, controllers: TWO, recovery, operations };
    const watched = lost(of, true);
    const [{ forgotten, partner, because }] = restores(watched);
    expect([partner, forgotten.length]).toEqual([true, 1]);
    expect(because).toContain('authoritative');
    expect(watched.of('database.down').map((f) => f.because)).toEqual([
      'the directory has forgotten it',
    ]);
    expect(watched.of('directory.relinked')).toHaveLength(1);
    expect(watched.sim.world.org.store.databases[0].mounted).toBe(true);
  });
});
