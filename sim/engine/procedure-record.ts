/** What the steps of procedures leave on record: for the critical path of a trail, and for whoever listens. */
import type { Procedure, ProcedureDefinition, ProcedureWorld, Step } from './procedure.ts';
import type { Grant, Pool } from './resources.ts';

/** Records the end of a step on its trail, if it has one, and says it. */
export function record(
  w: ProcedureWorld,
  d: ProcedureDefinition<any, any>,
  s: Step<any, any>,
  p: Procedure,
  aborted: boolean,
): void {
  const told = w.hears('step.ended');
  if (p.trail < 0 && !told) return;
  const span = typeof s.span === 'function' ? s.span(w, p) : (s.span ?? '');
  const because = s.because?.(w, p) ?? '';
  const began = p.began < 0 ? w.now : p.began;
  if (p.trail >= 0) {
    const trail = w.org.procedures.trails[p.trail];
    trail.push({
      procedure: p.id,
      step: p.step,
      span: span === '' ? p.step : span,
      waitSpan: s.waitSpan ?? 'wait-drive',
      because,
      asked: p.asked,
      began,
      ended: w.now,
      by: p.by,
      freedBy: p.freedBy,
      waitBecause: p.waitBecause,
    });
    p.by = trail.length - 1;
  }
  if (told) {
    w.say('step.ended', {
      procedure: p.id,
      definition: p.name,
      step: p.step,
      span: span === '' ? null : span,
      asked: p.asked,
      began,
      incident: p.trail,
      ...d.tags(w, p),
      aborted,
      because,
    });
  }
}

/** For a step that goes on record: which of the units that it waited for came last, and from whom. */
export function noteWait(w: ProcedureWorld, p: Procedure, { request, units }: Grant): void {
  let freedAt = -1;
  for (let k = 0; k < units.length; k++) {
    const pool: Pool = w.org.procedures.pools[request.needs[k].pool];
    if (pool.freedAt[units[k]] <= freedAt) continue;
    freedAt = pool.freedAt[units[k]];
    // Only what was given back at this very instant can have ended the wait.
    const own = freedAt === w.now && pool.freedByTrail[units[k]] === p.trail;
    p.freedBy = own ? pool.freedByRecord[units[k]] : -1;
    p.waitBecause = `waited for ${pool.name}`;
  }
}
