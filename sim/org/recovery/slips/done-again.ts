/** Steps by hand that are done wrong at first, and then once more. */
import type { Procedure } from '../../../engine/procedure.ts';
import type { Ms } from '../../../engine/types.ts';
import type { OrgWorld } from '../../world.ts';
import type { HandStep } from './table.ts';
import { slipAt } from './chance.ts';

type P = Procedure<{ readonly incident: number; readonly group?: number; again: boolean }>;

/** How long a step by hand takes: twice as long where somebody slips. */
export function handsMs(w: OrgWorld, p: P, step: HandStep, ms: Ms): Ms {
  const { incident, group = -1 } = p.vars;
  // A step that has nothing to do is none.
  p.vars.again = ms > 0 && slipAt(w, { incident, group, step, possible: () => true }) !== null;
  return p.vars.again ? ms * 2 : ms;
}

/** Why it takes so long. */
export const toldAgain = (p: P, because: string): string =>
  p.vars.again ? `${because}; done wrong, and once more` : because;
