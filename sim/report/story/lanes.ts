/** Who and what the timeline has a line for. */
import type { TimelineLane } from '../data.ts';
import type { Scene } from './scene.ts';

export const INCIDENT_LANE = 'incident';
export const serverLane = (id: number): string => `server-${id}`;
export const groupLane = (id: number): string => `group-${id}`;
export const databaseLane = (id: number): string => `database-${id}`;
export const driveLane = (id: number): string => `drive-${id}`;
export const jobLane = (id: number): string => `job-${id}`;
export const volumeLane = (id: number): string => `volume-${id}`;
/** One of the people of a team, counted from 0. */
export const personLane = (team: number, unit: number): string => `person-${team}-${unit}`;
export const HUB_LANE = 'hubs';

/** Affected servers with all their groups, since those share drives and spindles; affected databases; drives; jobs. */
export function lanesOf(scene: Scene): TimelineLane[] {
  const { plan } = scene;
  const lanes: TimelineLane[] = [
    { id: INCIDENT_LANE, kind: 'incident', label: 'critical path', parent: null },
    { id: HUB_LANE, kind: 'hub', label: 'mail on hubs', parent: null },
  ];
  for (const server of scene.servers) {
    const { name, groups, volumes } = plan.servers[server];
    lanes.push({ id: serverLane(server), kind: 'server', label: name, parent: null });
    for (const volume of volumes) {
      const label = `${plan.volumes[volume].name} volume`;
      lanes.push({ id: volumeLane(volume), kind: 'volume', label, parent: serverLane(server) });
    }
    for (const group of groups) {
      const parent = serverLane(server);
      lanes.push({ id: groupLane(group), kind: 'group', label: plan.groups[group].name, parent });
      for (const database of plan.groups[group].databases) {
        if (!scene.databases.includes(database)) continue;
        const label = plan.databases[database].name;
        lanes.push({
          id: databaseLane(database),
          kind: 'database',
          label,
          parent: groupLane(group),
        });
      }
    }
  }
  for (const { id, path } of plan.drives) {
    const label = path.replace(/^libraries\//, '').replace('/drives/', ' drive ');
    lanes.push({ id: driveLane(id), kind: 'drive', label, parent: null });
  }
  for (const team of plan.operations.teams) {
    for (let unit = 0; unit < team.people; unit++) {
      const label = `${team.name}, person ${unit + 1}`;
      lanes.push({ id: personLane(team.id, unit), kind: 'person', label, parent: null });
    }
  }
  for (const { id, name } of plan.jobs) {
    lanes.push({ id: jobLane(id), kind: 'job', label: `job ${name}`, parent: null });
  }
  return lanes;
}
