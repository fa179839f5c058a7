/**
 * Slips: what operators get wrong in a step done by hand (PARAMETERS, causes: `slip`). Chance makes them, drawn by
 * incident, group, step and how often that step was done, so that strategies meet the same ones; or a script does
 * (`misuse`). What each of them comes to is decided by whoever takes the step.
 */
import type { OrgWorld } from '../../world.ts';
import { incidentOf } from '../incident.ts';
import { harmless, slipOf, slips, type HandStep, type SlipName } from './table.ts';
import type { IncidentState } from '../state.ts';

/** A step that somebody is about to take. */
export interface Occasion {
  readonly incident: number;
  /** Storage group that it is taken for; -1: for the machines of the incident. */
  readonly group: number;
  readonly step: HandStep;
  /** Whether a slip would make any difference as things are. */
  possible(name: SlipName): boolean;
}

/** A slip that was made. */
export interface Slipped {
  readonly name: SlipName;
  /** Key of the root cause; it is among the causes of the incident, unless the slip shows later. */
  readonly key: string;
  /** Whether those who made it find out in time, as the script says; null: chance decides. */
  readonly noticed: boolean | null;
}

const names = Object.keys(slips).sort() as SlipName[];

/** Slips that chance makes at a step, in a fixed order. */
export const slipsAt = (step: HandStep): SlipName[] =>
  names.filter((name) => slipOf(name).byChance && slipOf(name).steps.includes(step));

/** Slips are rarer with those who have restored something lately: a drill keeps for a quarter. */
export function slipFactor(w: OrgWorld): number {
  const { drilledSlips, drillKeepsMs } = w.plan.figures.recovery;
  const lately = w.org.operations.drills.some(
    ({ endedAt }) => endedAt >= 0 && w.now - endedAt < drillKeepsMs,
  );
  return lately ? drilledSlips : 1;
}

/** Counts how often a step was done for a group in an incident, this time included. */
function countTurn(incident: IncidentState, group: number, step: HandStep): number {
  let row = incident.byHand.find((each) => each.group === group && each.step === step);
  if (row === undefined) {
    row = { group, step, times: 0 };
    incident.byHand.push(row);
  }
  row.times += 1;
  return row.times;
}

/** What the step is taken for: the group, or the first machine that was hit. */
function placeOf(w: OrgWorld, { incident: id, group }: Occasion): string {
  if (group >= 0) return w.plan.groups[group].path;
  const { volumes, servers } = incidentOf(w, id);
  return w.plan.servers[volumes.length > 0 ? w.plan.volumes[volumes[0]].server : servers[0]].path;
}

/** Incidents of one group never open in the same second, nor does anybody take a step a hundred times. */
function keyOf(w: OrgWorld, at: Occasion, times: number): string {
  const since = incidentOf(w, at.incident).openedAt - w.plan.clock.start;
  const ordinal = Math.max(0, Math.floor(since / 1000)) * 100 + (times % 100);
  return `${placeOf(w, at)}/${at.step}:slip:${ordinal}`;
}

/** Says that it was made. One that shows later, in another incident, is said when it does (`laterSlip`). */
function strike(w: OrgWorld, at: Occasion, { name, key }: Slipped, matters: boolean): void {
  if (name === 'production-log-path' && w.plan.version === 'exchange-2007') return;
  const because = matters
    ? slips[name].does
    : `${slips[name].does}; it costs ${harmless.includes(name) ? slips[name].costs : 'nothing here'}`;
  const owner = `${placeOf(w, at)}/${at.step}`;
  w.say('cause.struck', { key, cause: 'slip', owner, absorbed: !matters, because });
  if (matters) incidentOf(w, at.incident).causes.push(key);
}

/** The mistake that a script holds in store for this step, if it would make a difference or never does. */
function scripted(w: OrgWorld, at: Occasion): Slipped | null {
  const { misuses } = w.org.recovery;
  const i = misuses.findIndex(
    ({ group, mistake }) =>
      group === at.group &&
      slipOf(mistake).steps.includes(at.step) &&
      (at.possible(mistake) || harmless.includes(mistake)),
  );
  if (i < 0) return null;
  const [{ mistake: name, key, noticed }] = misuses.splice(i, 1);
  return { name, key, noticed };
}

function drawn(w: OrgWorld, at: Occasion, times: number): Slipped | null {
  const law = w.plan.hazards.slip;
  if (law === undefined || law === null || law.type !== 'constant') return null;
  if (w.now < w.plan.clock.start || w.now >= w.plan.clock.end) return null;
  const factor = slipFactor(w);
  if (w.hears('chance.drawn')) w.say('chance.drawn', { cause: 'slip', times: factor });
  const owner = `${incidentOf(w, at.incident).key}/${placeOf(w, at)}`;
  if (w.draw(owner, `slip.${at.step}`, times) >= law.value * factor) return null;
  const choice = slipsAt(at.step);
  const name = choice[Math.floor(w.draw(owner, `slip.${at.step}.which`, times) * choice.length)];
  return { name, key: keyOf(w, at, times), noticed: null };
}

/**
 * Whether somebody slips at a step, and how; null: all goes well, or it makes no difference. Says that the cause had
 * its chance, and that it struck.
 */
export function slipAt(w: OrgWorld, at: Occasion): Slipped | null {
  const times = countTurn(incidentOf(w, at.incident), at.group, at.step);
  const slip = scripted(w, at) ?? drawn(w, at, times);
  if (slip === null) return null;
  const matters = at.possible(slip.name) && !harmless.includes(slip.name);
  strike(w, at, slip, matters);
  return matters ? slip : null;
}

/** A restore of a group is through: mistakes that were to be made in it, and had no occasion, are not made later. */
export function forgoMisuses(w: OrgWorld, group: number): void {
  const { misuses } = w.org.recovery;
  for (const each of misuses) {
    if (each.group !== group) continue;
    w.say('cause.struck', {
      key: each.key, cause: 'slip', owner: w.plan.groups[group].path, absorbed: true,
      because: `there was no occasion for it: ${slips[each.mistake].does}`,
    }); // prettier-ignore
  }
  w.org.recovery.misuses = misuses.filter((each) => each.group !== group);
}
