/** Whether the directory answers: one controller with a global catalog is enough (AD, MEASURES clocks). */
import type { OrgWorld } from '../world.ts';

export function directoryAnswers(w: OrgWorld): boolean {
  return w.org.directory.controllers.some((c) => c.up);
}
