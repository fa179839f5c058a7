import { isDraft, loose, strict } from './immer.ts';
import type { Objectish, Patch } from './immer.ts';
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
  /** What leads from each root to the next, as immer's patches: plain JSON. */
  readonly patches: readonly { readonly at: Ms; readonly patches: readonly Patch[] }[];
  /** The state after all events of an instant; before the window, the state at its beginning. */
  stateAt(t: Ms): Org;
}

/**
 * Runs a simulation to `until` as `runUntil` would, and keeps every state on the way. It costs tens
 * of microseconds an instant, so it is for the window that somebody looks at. Afterwards the
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
  const history: { at: Ms; patches: Patch[] }[] = [];
  core.isDraft = isDraft;
  try {
    for (let time = core.queue.peekTime(); time <= until; time = core.queue.peekTime()) {
      const draft = immer.createDraft(root as Objectish);
      core.org = draft as Org;
      runEvents(core, time, Infinity);
      const next = immer.finishDraft(draft, (patches) => {
        if (patches.length > 0) history.push({ at: time, patches });
      }) as Org;
      if (next !== root) roots.push({ at: time, org: next });
      root = next;
    }
    if (core.check !== null) demandPlain(root, 'org');
  } finally {
    core.isDraft = null;
    core.org = copyOrg(root);
  }
  sim.arriveAt(until);
  return { roots, patches: history, stateAt: (t) => stateAt(roots, t) };
}

/** The last root not after t, by bisection. */
function stateAt<Org>(roots: readonly { at: Ms; org: Org }[], t: Ms): Org {
  let low = 0;
  let high = roots.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (roots[middle].at <= t) low = middle;
    else high = middle - 1;
  }
  return roots[low].org;
}
