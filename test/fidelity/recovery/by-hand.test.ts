/** Hard recovery by hand: eseutil /cc, and what goes wrong with it. */
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { failServer } from '../../../sim/org/hardware/servers.ts';
import { mountError } from '../../../sim/org/store/mount.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { groups } from '../../support/backup.ts';
import { DATABASE, faulty, LOST, rowsOf, runWhile, steps, toEnd } from '../../support/recovery.ts';

const SG1 = 'servers/mbx1/storageGroups/sg1';

function byHand(mistake = '', shape = {}, of = SG1): Watched {
  const oops = `at: week 2 Thu 14:30, misuse: { mistake: ${mistake}, of: ${of} }`;
  const faults = mistake === '' ? LOST : { ...LOST, oops };
  return toEnd(watch(faulty(faults, shape, 'recovery: { hardRecovery: by hand }\n')));
}

const dataMs = (watched: Watched): number => Math.max(...rowsOf(watched).map((r) => r.dataMs));

describe('eseutil /cc by hand', () => {
  const right = byHand();

  it('REC-26: it is run where Restore.env is, and in another folder it finds nothing', () => {
    const boxTicked = toEnd(watch(faulty(LOST)));
    expect(dataMs(right) - dataMs(boxTicked)).toBe(2 * MINUTE);
    expect(steps(right, 'recover')[0].because).toContain('eseutil /cc');
    const wrong = byHand('wrong-folder');
    expect(dataMs(wrong) - dataMs(right)).toBe(2 * MINUTE);
    expect(steps(wrong, 'recover')[0].because).toContain('no Restore.env');
    expect(rowsOf(wrong)[0].lostMessages).toBe(rowsOf(right)[0].lostMessages);
  });

  it('RST-31 E-05: /k keeps Restore.env, and eseutil /mh tells what its absence would have told', () => {
    const kept = byHand('restore-env-kept');
    expect(steps(kept).map((s) => s.step)).toContain('verify');
    expect(steps(kept, 'verify')[0].because).toContain('eseutil /mh');
    expect(dataMs(kept) - dataMs(right)).toBe(2 * MINUTE);
    expect(kept.sim.world.org.recovery.environments).toEqual([]);
  });

  it('RST-30 RST-31: a kept Restore.env is looked into before what it brought back is repaired and mounted', () => {
    const forward = 'recovery: { hardRecovery: by hand, for: { bad: [roll-forward, repair] } }\n';
    const faults = {
      bad: `at: week 2 Tue 12:00, corrupt: { database: ${DATABASE}, pages: 400, level: application }`,
      oops: `at: week 2 Tue 12:00, misuse: { mistake: restore-env-kept, of: ${SG1} }`,
    };
    const kept = watch(faulty(faults, {}, forward));
    const envs = (): number => kept.sim.world.org.recovery.environments.length;
    let atMount = -1;
    kept.sim.on('database.up', () => (atMount = envs()));
    toEnd(kept);
    const names = steps(kept).map((s) => s.step);
    expect(names.slice(names.indexOf('replay'))).toEqual(['replay', 'verify', 'repair', 'mount']);
    expect(atMount).toBe(0);
  });

  it('RST-30 RST-31: while it is there nobody else mounts; whoever takes over after a failure sees that the file is clean', () => {
    const kept = watch(
      faulty({ ...LOST, oops: `at: week 2 Thu 14:30, misuse: { mistake: restore-env-kept, of: ${SG1} }` },
        {}, 'recovery: { hardRecovery: by hand }\n'),
    ); // prettier-ignore
    runWhile(kept, () => steps(kept, 'replay').length === 0);
    const { world } = kept.sim;
    expect(mountError(world, 0)).toBe('restore-pending');
    failServer(world, 'a test', 0);
    toEnd(kept);
    expect(steps(kept, 'image')).toHaveLength(1);
    expect(world.org.recovery.environments).toEqual([]);
    expect(world.org.store.databases[0].mounted).toBe(true);
  });

  it('RST-31: a switch that was set before everything had to be restored again keeps nothing later', () => {
    const misuse = (mistake: string): string =>
      `at: week 2 Thu 14:30, misuse: { mistake: ${mistake}, of: ${SG1} }`;
    const faults = {
      ...LOST,
      order: misuse('sets-in-wrong-order'),
      oops: misuse('restore-env-kept'),
    };
    const rest = 'recovery: { hardRecovery: by hand, checkRestore: true }\n';
    const watched = toEnd(watch(faulty(faults, {}, rest)));
    expect(steps(watched, 'image')).toHaveLength(2);
    expect(steps(watched, 'verify')).toEqual([]);
  });

  it('RST-33: a second eseutil /cc beside the first breaks off, and runs when that one has ended', () => {
    const two = { groups: groups({ sg1: { db1: {} }, sg2: { db1: {} } }), drives: '2 x lto-3' };
    const plain = byHand('', two);
    const both = byHand('two-at-once', two, 'servers/mbx1/storageGroups/sg2');
    const replays = steps(both, 'replay');
    expect(replays).toHaveLength(2);
    expect(replays[1].began).toBeGreaterThanOrEqual(replays[0].at);
    const tried = steps(both, 'recover').filter((s) => s.because.includes('breaks off'));
    expect(tried).toHaveLength(1);
    expect(tried[0].at - tried[0].began).toBe(4 * MINUTE);
    expect(dataMs(both)).toBeGreaterThanOrEqual(dataMs(plain));
  });
});
