/** A lost volume, or a server, on which nothing lives any more is built again in its own time. */
import { defineProcedure, type Procedure } from '../../../engine/procedure.ts';
import { startProcedure } from '../../../engine/procedure-run.ts';
import type { Ms } from '../../../engine/types.ts';
import { causeOf } from '../../causes.ts';
import { bringUp } from '../../hardware/servers.ts';
import { remake } from '../../hardware/volumes.ts';
import type { OrgWorld } from '../../world.ts';

/** One of the two; the other is -1. */
interface VacantVars {
  readonly volume: number;
  readonly server: number;
}

type P = Procedure<VacantVars>;

function partsMs(w: OrgWorld, { vars }: P): Ms {
  const { volume } = vars;
  const server = volume < 0 ? vars.server : w.plan.volumes[volume].server;
  const { partsMs: parts } = w.plan.sites[w.plan.servers[server].site];
  if (volume < 0) return parts.server;
  const destroyed = causeOf(w.org.hardware.volumes[volume].lostBy) === 'operator-destroys';
  return destroyed ? 0 : parts.array;
}

function buildMs(w: OrgWorld, { vars }: P): Ms {
  const { recreateVolumeMs, installWindowsMs, servicePacksMs, recoverServerMs } =
    w.plan.figures.operations;
  return vars.volume < 0 ? installWindowsMs + servicePacksMs + recoverServerMs : recreateVolumeMs;
}

export const rebuildVacant = defineProcedure<OrgWorld, VacantVars>('recovery.rebuild-vacant', {
  first: 'parts',
  steps: {
    parts: { lasts: partsMs, then: 'build' },
    build: {
      lasts: buildMs,
      end: (w, { vars }) => {
        if (vars.volume < 0) bringUp(w, vars.server);
        else if (w.org.hardware.volumes[vars.volume].lost) remake(w, vars.volume);
      },
      then: 'done',
    },
  },
  tags: () => ({ job: -1, group: -1, database: -1, drive: -1, person: false }),
});

/** Starts it for a volume, or for a server: the other one is -1. */
export function startVacant(w: OrgWorld, volume: number, server: number): void {
  startProcedure(w, rebuildVacant, { volume, server });
}
