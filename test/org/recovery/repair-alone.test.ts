/**
 * Whoever makes room on a full log volume mounts what has stopped; a file that \`eseutil /p\` had open was mounted, too, and
 * the mail that it took until the tool was through was given up with the damaged pages.
 */
import { describe, expect, it } from 'vitest';
import { mountError } from '../../../sim/org/store/mount.ts';
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
});
