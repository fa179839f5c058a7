/** From which copy of a storage group a shadow copy is taken. There is only the one in use so far: no group has a replica. */
import type { Plan } from '../plan.ts';

export interface Files {
  readonly logVolume: number;
  volumeOf(database: number): number;
}

/** Where the files lie that a backup of a group reads. */
export function filesOfCopy(plan: Plan, group: number): Files {
  return {
    logVolume: plan.groups[group].logVolume,
    volumeOf: (database) => plan.databases[database].volume,
  };
}
