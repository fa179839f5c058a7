/** Whether the directory answers: one controller with a global catalog in each domain is enough (AD, MEASURES clocks). */
import type { OrgWorld } from '../world.ts';

/** Whether another controller of the same domain is up. */
export function hasPartner(w: OrgWorld, controller: number): boolean {
  const { controllers } = w.plan;
  const { domain } = controllers[controller];
  return controllers.some(
    (c) => c.id !== controller && c.domain === domain && w.org.directory.controllers[c.id].up,
  );
}

export function directoryAnswers(w: OrgWorld): boolean {
  return w.org.directory.controllers.every((c, id) => c.up || hasPartner(w, id));
}
