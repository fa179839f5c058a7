/** How long restored groups stand without a valid full: from data back to the next full that succeeds. */
import type { Ms } from '../engine/types.ts';
import type { Plan } from '../org/plan.ts';
import type { Heard } from './heard.ts';
import { stateOf } from './heard.ts';

interface Exposure {
  key: string;
  group: number;
  since: Ms;
  until: Ms | null;
}

interface Full {
  group: number;
  began: Ms;
  ended: Ms;
}

interface ProtectionState {
  exposures: Exposure[];
  /** The latest successful fulls of any group, oldest first. */
  fulls: Full[];
}

/** More fulls than end while one incident is being closed; older ones cannot matter. */
const FULLS_KEPT = 200;

function protection(sim: Heard): ProtectionState {
  return stateOf(sim, 'protection', () => ({ exposures: [], fulls: [] }));
}

export function hearProtection(sim: Heard, plan: Plan): void {
  const state = protection(sim);
  sim.on('incident.closed', (fact) => {
    for (const row of fact.databases) {
      if (row.sets.length === 0) continue;
      const { group } = plan.databases[row.database];
      expose(state, fact.key, group, fact.openedAt + row.dataMs);
    }
    // A group that is back early may have its full before the last database of the incident is back.
    for (const each of state.exposures) {
      if (each.key === fact.key) for (const full of state.fulls) protect(each, full);
    }
  });
  sim.on('backup.ended', (fact) => {
    if (fact.backupType !== 'full' || fact.outcome !== 'succeeded') return;
    const full = { group: fact.group, began: fact.began, ended: fact.at };
    for (const each of state.exposures) protect(each, full);
    state.fulls.push(full);
    if (state.fulls.length > FULLS_KEPT) state.fulls.splice(0, state.fulls.length - FULLS_KEPT);
  });
}

function expose(state: ProtectionState, key: string, group: number, since: Ms): void {
  const known = state.exposures.find((each) => each.key === key && each.group === group);
  if (known === undefined) state.exposures.push({ key, group, since, until: null });
  else known.since = Math.max(known.since, since);
}

function protect(exposure: Exposure, full: Full): void {
  if (exposure.until !== null || exposure.group !== full.group) return;
  if (full.began >= exposure.since) exposure.until = full.ended;
}

/** The longest exposure of an incident's groups; 0 when nothing was restored, null while one still runs. */
export function unprotectedMs(sim: Heard, key: string): number | null {
  let longest = 0;
  for (const each of protection(sim).exposures) {
    if (each.key !== key) continue;
    if (each.until === null) return null;
    longest = Math.max(longest, each.until - each.since);
  }
  return longest;
}
