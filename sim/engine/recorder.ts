import { isDraft, loose, strict } from './immer.ts';
import type { Objectish } from './immer.ts';
import { demandIdle, runEvents } from './loop.ts';
import { demandPlain } from './plain.ts';
import type { Sim } from './sim.ts';
import type { Ms } from './types.ts';

/**
 * The states of a window, one for each instant at which something changed; they share what did not.
 */
export interface Recording<Org> {
  /** States by instant, the first being the one at the window's beginning; under a check they are frozen. */
  readonly roots: readonly { readonly at: Ms; readonly org: Org }[];
}

/**
 * Runs a simulation to `until` as `runUntil` would, and keeps every state on the way. It costs some
 * hundred times what a fast run does, so it is for the window that somebody looks at. Afterwards the
 * simulation goes on fast, on a thawed copy.
 */
export function recordWindow<Plan, Org, Facts>(
  sim: Sim<Plan, Org, Facts>,
  until: Ms,
): Recording<Org> {
  sim.demandAhead(until);
  const { core } = sim;
  demandIdle(core.phase, 'record');
  const { copyOrg } = core.registry;
  const immer = core.check === null ? loose : strict;
  let root = copyOrg(core.org);
  const roots = [{ at: core.now, org: root }];
  core.isDraft = isDraft;
  try {
    for (let time = core.queue.peekTime(); time <= until; time = core.queue.peekTime()) {
      const draft = immer.createDraft(root as Objectish);
      core.org = draft as Org;
      runEvents(core, time, Infinity);
      const next = immer.finishDraft(draft) as Org;
      if (next !== root) roots.push({ at: time, org: next });
      root = next;
    }
    if (core.check !== null) demandPlain(root, 'org');
  } finally {
    core.isDraft = null;
    core.org = copyOrg(root);
  }
  sim.arriveAt(until);
  return { roots };
}
