/** Wear of cartridges and drives: both count what runs over the heads (TAPE-19, TAPE-20, X-20). */
import { defineProcedure, type Procedure } from '../../engine/procedure.ts';
import { startProcedure } from '../../engine/procedure-run.ts';
import type { Ms } from '../../engine/types.ts';
import { drivePool, robotPool } from '../pools.ts';
import type { OrgWorld } from '../world.ts';
import { carrier } from './changing.ts';

export interface CleaningVars {
  readonly drive: number;
  readonly library: number;
}

type P = Procedure<CleaningVars>;

/** A drive that is due is cleaned as soon as whoever has it gives it back, before anybody else gets it. */
export const cleanDrive = defineProcedure<OrgWorld, CleaningVars>('media.clean', {
  first: 'fetch',
  steps: {
    fetch: {
      needs: (w, p: P) => {
        const { library, drive } = p.vars;
        const unit = w.plan.libraries[library].drives.indexOf(drive);
        return [{ pool: drivePool(library), unit }, ...carrier(w, library)];
      },
      priority: () => -1,
      lasts: (w) => w.plan.figures.media.exchangeMs,
      gives: (_w, p) => [robotPool(p.vars.library)],
      then: 'clean',
    },
    clean: {
      lasts: (w) => w.plan.figures.media.cleaningMs,
      end: (w, p) => {
        const drive = w.org.media.drives[p.vars.drive];
        drive.usedMs = 0;
        drive.cleaning = false;
      },
      then: 'shelve',
    },
    shelve: {
      needs: (w, p) => carrier(w, p.vars.library),
      priority: () => -1,
      lasts: (w) => w.plan.figures.media.exchangeMs,
      then: 'done',
    },
  },
  tags: (_w, p) => ({ job: -1, group: -1, database: -1, drive: p.vars.drive, person: false }),
});

/**
 * Books a stretch of reading or writing: `slow` of the `bytes` were written in stops and starts. A full pass is the
 * whole capacity once.
 */
export function wear(
  w: OrgWorld,
  drive: number,
  cartridge: number,
  bytes: number,
  slow: number,
  ms: Ms,
): void {
  const { library } = w.plan.drives[drive];
  if (w.plan.libraries[library].kind === 'disk') return;
  const { startStopWear, cleanEveryMs } = w.plan.figures.media;
  const passed = bytes + slow * (startStopWear - 1);
  w.org.media.cartridges[cartridge].passes += passed / w.plan.cartridges[cartridge].capacityBytes;
  const d = w.org.media.drives[drive];
  d.usedMs += ms;
  if (d.usedMs < cleanEveryMs || d.cleaning) return;
  d.cleaning = true;
  startProcedure(w, cleanDrive, { drive, library });
}
