/**
 * Whoever makes room on a full log volume mounts what has stopped; a file that \`eseutil /p\` had open was mounted, too, and
 * the mail that it took until the tool was through was given up with the damaged pages.
 */
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { dismount, finishSoftRecovery, mount, mountError } from '../../../sim/org/store/mount.ts';
import { smallYaml, watch } from '../../support/organization.ts';
import { runWhile } from '../../support/recovery.ts';

const YAML = smallYaml({
  horizon: '2 weeks',
  rest: `hazards: none
faults: { bad: { at: week 1 Tue 10:00, corrupt: servers/mbx1/storageGroups/sg1/databases/db1 } }
recovery: { for: { bad: [repair] } }
parameters: { store: { userNoticesMs: 1 h } }
`,
});

describe('a database that is being repaired', () => {
  it('cannot be mounted by others until the tools are through', () => {
    const watched = watch(YAML, { check: true });
    const { world } = watched.sim;
    const isAt = (step: string): boolean =>
      world.org.procedures.list.some((p) => p?.name === 'recovery.group' && p.step === step);
    runWhile(watched, () => !isAt('repair'));
    expect(mountError(world, 0)).toBe('being-repaired');
    expect(world.org.store.databases[0]).toMatchObject({ clean: true, fileLost: false });
    runWhile(watched, () => isAt('repair'));
    expect(mountError(world, 0)).toBe(null);
    runWhile(watched, () => !world.org.store.databases[0].mounted);
    expect(world.org.store.databases[0]).toMatchObject({ mounted: true, repairing: false });
  });

  it('is taken down again where others have mounted it before the tools came', () => {
    // Soft recovery before the repair took hours; whoever freed the log volume had mounted the file long before it ended.
    const watched = watch(YAML, { check: true });
    const { world } = watched.sim;
    const [database] = world.org.store.databases;
    const isAt = (step: string): boolean =>
      world.org.procedures.list.some((p) => p?.name === 'recovery.group' && p.step === step);
    runWhile(watched, () => database.holes.length === 0);
    dismount(world, 0, false, 'it broke');
    runWhile(watched, () => !isAt('replay'));
    finishSoftRecovery(world, 0);
    mount(world, 0);
    runWhile(watched, () => !isAt('repair'));
    expect(database).toMatchObject({ mounted: false, clean: true, repairing: true });
    runWhile(watched, () => !database.mounted);
    // Nothing goes but the pages: what it took in between was in the file.
    const lost = watched.of('content.lost').map(({ from, to }) => to - from);
    expect(lost).toHaveLength(2);
    for (const ms of lost) expect(ms).toBeLessThan(HOUR);
    const stops = watched.of('database.down').map(({ because }) => because);
    expect(stops).toEqual(['it broke', 'dismounted to be restored']);
  });
});
