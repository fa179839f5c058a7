/** Where the pools of resources stand in the state: laid out once, from the plan alone. */
import { createPool, type Pool } from '../engine/resources.ts';
import type { Plan } from './plan.ts';

/** Drives of a library; the unit is the drive's place in the library. */
export const drivePool = (library: number): number => library * 3;
/** Cartridges of a library; the unit is the cartridge's place in the library. */
export const cartridgePool = (library: number): number => library * 3 + 1;
/** The one robot arm of a library. */
export const robotPool = (library: number): number => library * 3 + 2;
/** One backup session at a time per storage group. */
export const sessionPool = (plan: Plan, group: number): number => plan.libraries.length * 3 + group;
/** Hard recoveries that may run at one time on a server (RST-33). */
export const recoveryPool = (plan: Plan, server: number): number =>
  sessionPool(plan, plan.groups.length) + server;
/** Shadow copies that may be taken at one time on a server. */
export const shadowPool = (plan: Plan, server: number): number =>
  recoveryPool(plan, plan.servers.length) + server;
/** The people of a team. */
export const peoplePool = (plan: Plan, team: number): number =>
  shadowPool(plan, plan.servers.length) + team;
/** The hands of whoever works on an incident: the pools after all others, one per incident slot. */
export const handsPool = (plan: Plan, incident: number): number =>
  peoplePool(plan, plan.operations.teams.length) + incident;

/** All pools of a plan, in the order of the functions above; those of incidents are added as they open. */
export function createPools(plan: Plan): Pool[] {
  const pools: Pool[] = [];
  for (const library of plan.libraries) {
    pools.push(createPool(`a drive of ${library.name}`, library.drives.length));
    pools.push(createPool(`a cartridge of ${library.name}`, library.cartridges.length));
    pools.push(createPool(`the robot of ${library.name}`, 1));
  }
  for (const group of plan.groups) pools.push(createPool(`the backup session of ${group.path}`, 1));
  for (const server of plan.servers) {
    const units = plan.figures.recovery.parallelHardRecovery;
    pools.push(createPool(`the turn to replay on ${server.name}`, units));
  }
  for (const server of plan.servers) {
    // 2003 takes one storage group at a time.
    const units = plan.version === 'exchange-2003' ? 1 : server.groups.length;
    pools.push(createPool(`the shadow copies of ${server.name}`, units));
  }
  for (const team of plan.operations.teams) {
    pools.push(createPool(`somebody of ${team.name}`, team.people));
  }
  return pools;
}
