/** Mailbox-time inside the horizon in which an array under a database, its logs or its checkpoint was being rebuilt. */
import { clip, measure, union } from '../engine/intervals.ts';
import type { Ms } from '../engine/types.ts';
import type { Plan } from '../org/plan.ts';
import type { Heard } from './heard.ts';
import { stateOf } from './heard.ts';

interface Rebuilds {
  /** Since when disks are being rebuilt, by disk. */
  running: { disk: number; volume: number; since: Ms }[];
  /** Stretches of rebuilding by volume, as a set of intervals. */
  volumes: { volume: number; spans: number[] }[];
}

function rebuilds(sim: Heard): Rebuilds {
  return stateOf(sim, 'rebuilds', () => ({ running: [], volumes: [] }));
}

export function hearRebuilds(sim: Heard): void {
  const state = rebuilds(sim);
  sim.on('rebuild.began', ({ disk, volume, at }) => {
    state.running.push({ disk, volume, since: at });
  });
  sim.on('rebuild.ended', ({ disk, at }) => {
    const i = state.running.findIndex((each) => each.disk === disk);
    if (i < 0) return;
    const [{ volume, since }] = state.running.splice(i, 1);
    add(state, volume, since, at);
  });
}

function add(state: Rebuilds, volume: number, from: Ms, to: Ms): void {
  if (from >= to) return;
  const known = state.volumes.find((each) => each.volume === volume);
  if (known === undefined) state.volumes.push({ volume, spans: [from, to] });
  else known.spans = union(known.spans, [from, to]);
}

export function rebuildMailboxMs(sim: Heard, plan: Plan): number {
  const { start, end } = plan.clock;
  const state: Rebuilds = { running: [], volumes: rebuilds(sim).volumes.map((v) => ({ ...v })) };
  for (const { volume, since } of rebuilds(sim).running) add(state, volume, since, sim.now);
  let sum = 0;
  for (const { group, volume, mailboxCount } of plan.databases) {
    const { logVolume, systemVolume } = plan.groups[group];
    let slow: number[] = [];
    for (const each of state.volumes) {
      if ([volume, logVolume, systemVolume].includes(each.volume)) slow = union(slow, each.spans);
    }
    sum += measure(clip(slow, start, end)) * mailboxCount;
  }
  return sum;
}
