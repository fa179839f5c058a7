/** How far a backup that runs has come. */
import type { Procedure } from '../../engine/procedure.ts';
import type { Ms } from '../../engine/types.ts';
import { bytesDone } from '../hardware/flows.ts';
import type { Flow } from '../hardware/state.ts';
import type { OrgWorld } from '../world.ts';
import { streams } from './outside.ts';
import { copiesImages } from './plan.ts';
import type { BackupVars } from './state.ts';

type P = Procedure<BackupVars>;

/** Share of its main copy that a backup has made by now: of the image of a full, of the logs of the others. */
export function shareDone(w: OrgWorld, p: P): number {
  const v = p.vars;
  const flow = v.flow < 0 ? null : w.org.hardware.flows[v.flow];
  const flowing = flow === null ? 0 : bytesDone(w, flow);
  const [done, all] = copiesImages(v.type)
    ? [v.imageDone + (p.step === 'copy' ? flowing : 0), v.imageBytes]
    : [v.logDone + (p.step === 'logs' ? flowing : 0), v.logBytes];
  return all === 0 ? 0 : Math.min(1, done / all);
}

/** The file that a full is reading just now, the share of it that is read, and when that began; null for none. */
export function readingOf(
  w: OrgWorld,
  p: P,
): { database: number; share: number; since: Ms } | null {
  const v = p.vars;
  if (p.step !== 'copy' || v.flow < 0 || !streams(w, v)) return null;
  let end = 0;
  for (const database of v.databases) {
    const { sizeBytes } = w.plan.databases[database];
    end += sizeBytes;
    if (v.imageDone >= end) continue;
    const done = bytesDone(w, w.org.hardware.flows[v.flow] as Flow) + v.imageDone - end + sizeBytes;
    return { database, share: done / sizeBytes, since: p.began };
  }
  return null;
}
