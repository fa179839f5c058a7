/** Domain controllers fail like servers; nobody feels it while another one of the domain answers (AD-01, AD-02). */
import type { EventTable, Ms } from '../../engine/types.ts';
import { lasting } from '../calendar-hazards.ts';
import { drawBreakdown } from '../hardware/breakdown.ts';
import type { OrgWorld } from '../world.ts';
import { directoryAnswers } from './answer.ts';

export function planControllerFailure(w: OrgWorld, controller: number, ageMs: Ms = 0): void {
  const law = w.plan.hazards['controller-failed'];
  if (law === undefined || law === null) return;
  const strike = w.org.directory.controllers[controller].strikes + 1;
  const u = w.draw(w.plan.controllers[controller].path, 'controller-failed', strike);
  const at = w.now + Math.max(1, Math.ceil(lasting(law, ageMs, u)));
  if (at < w.plan.clock.end) w.at(at, 'directory.strike', controller, 0);
}

/**
 * Stops a controller through one root cause, `withDisk` for good; absorbed unless it was the last of its domain. News: 'controllerFailed'
 * for whoever repairs it, and 'directoryLost' when the directory answers no more. False where it was down already.
 */
export function failController(
  w: OrgWorld,
  key: string,
  controller: number,
  withDisk = false,
): boolean {
  const c = w.org.directory.controllers[controller];
  const { path, domain } = w.plan.controllers[controller];
  const answered = directoryAnswers(w);
  const drawn = drawBreakdown(w, key);
  const { reason, repairMs } = withDisk
    ? { reason: 'it is lost with its disk', repairMs: null }
    : drawn;
  const was = c.up;
  c.up = false;
  const lost = answered && !directoryAnswers(w);
  const because = !was
    ? 'it was down already'
    : lost
      ? `no controller of ${domain} answers`
      : answered
        ? 'another controller answers'
        : 'the directory did not answer already';
  w.say('cause.struck', {
    ...{ key, cause: 'controller-failed', owner: path, absorbed: !lost, because },
  });
  if (!was) return false;
  c.failedBy = key;
  c.downSince = w.now;
  c.repairedAt = repairMs === null ? -1 : w.now + repairMs;
  w.say('controller.down', { controller, because: reason });
  w.tell('controllerFailed', controller, 0);
  if (lost) w.tell('directoryLost', controller, 0);
  return true;
}

/** A controller answers again. News: 'directoryAnswers' when the directory does. */
export function restoreController(w: OrgWorld, controller: number): void {
  const c = w.org.directory.controllers[controller];
  const answered = directoryAnswers(w);
  c.up = true;
  w.say('controller.up', { controller, downSince: c.downSince });
  if (!answered && directoryAnswers(w)) w.tell('directoryAnswers', controller, 0);
}

export const directoryEvents: EventTable<OrgWorld> = {
  'directory.strike': {
    rank: 10,
    run(w, controller) {
      const c = w.org.directory.controllers[controller];
      c.strikes += 1;
      const { path } = w.plan.controllers[controller];
      const key = `${path}:controller-failed:${c.strikes}`;
      if (failController(w, key, controller)) c.struckAt = w.now;
      planControllerFailure(w, controller);
    },
  },
};
