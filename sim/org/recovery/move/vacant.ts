/** A lost volume on which nothing lives any more is built again in its own time. */
import { defineProcedure, type Procedure } from '../../../engine/procedure.ts';
import { startProcedure } from '../../../engine/procedure-run.ts';
import { causeOf } from '../../causes.ts';
import { remake } from '../../hardware/volumes.ts';
import type { OrgWorld } from '../../world.ts';

interface VacantVars {
  readonly volume: number;
}

export const rebuildVacant = defineProcedure<OrgWorld, VacantVars>('recovery.rebuild-vacant', {
  first: 'parts',
  steps: {
    parts: {
      lasts: (w, { vars }: Procedure<VacantVars>) => {
        const { server } = w.plan.volumes[vars.volume];
        const destroyed =
          causeOf(w.org.hardware.volumes[vars.volume].lostBy) === 'operator-destroys';
        return destroyed ? 0 : w.plan.sites[w.plan.servers[server].site].partsMs.array;
      },
      then: 'build',
    },
    build: {
      lasts: (w) => w.plan.figures.operations.recreateVolumeMs,
      end: (w, { vars }) => {
        if (w.org.hardware.volumes[vars.volume].lost) remake(w, vars.volume);
      },
      then: 'done',
    },
  },
  tags: () => ({ job: -1, group: -1, database: -1, drive: -1, person: false }),
});

export function startVacant(w: OrgWorld, volume: number): void {
  startProcedure(w, rebuildVacant, { volume });
}
