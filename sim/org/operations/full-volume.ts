/**
 * A log volume is full and its groups have stopped: somebody moves the logs below the checkpoints away,
 * recovers and mounts the databases, and orders fulls, since the moved logs break the chain of incrementals.
 */
import { defineProcedure, type Procedure } from '../../engine/procedure.ts';
import { startProcedure } from '../../engine/procedure-run.ts';
import type { Ms } from '../../engine/types.ts';
import { orderFull } from '../backup/news.ts';
import { serverRuns } from '../hardware/servers.ts';
import { peoplePool } from '../pools.ts';
import { makeRoom, watchFill } from '../store/fill.ts';
import { finishSoftRecovery, mount, mountError, softRecoveryLogs } from '../store/mount.ts';
import type { OrgWorld } from '../world.ts';
import { callMs, nobodyDecides, teamToAsk } from './people.ts';

export interface FullVolumeVars {
  readonly volume: number;
  team: number;
  /** When somebody began to work on it, or -1. */
  since: Ms;
  /** Databases that stopped and are still to be mounted. */
  databases: number[];
}

type P = Procedure<FullVolumeVars>;

function groups(w: OrgWorld, volume: number): number[] {
  return w.plan.groups.filter((g) => g.logVolume === volume).map((g) => g.id);
}

/** Databases of the stopped groups that could be mounted; others belong to somebody else's recovery by now. */
function stopped(w: OrgWorld, volume: number): number[] {
  const found: number[] = [];
  for (const g of groups(w, volume)) {
    for (const d of w.plan.groups[g].databases) {
      const plan = w.plan.databases[d];
      if (plan.mounted && !w.org.store.databases[d].mounted && mountError(w, d) === null)
        found.push(d);
    }
  }
  return found;
}

function clear(w: OrgWorld, p: P): void {
  const { volume } = p.vars;
  // The volume may have been lost meanwhile, or the server: then whoever recovers that does the rest.
  const runs = serverRuns(w, w.plan.volumes[volume].server);
  if (runs && w.org.hardware.volumes[volume].full) makeRoom(w, volume);
  p.vars.databases = stopped(w, volume);
}

function mountNext(w: OrgWorld, p: P): void {
  const d = p.vars.databases.shift() as number;
  const group = w.plan.databases[d].group;
  // Something worse may have happened to it meanwhile; then it has a recovery of its own.
  if (!w.org.store.databases[d].mounted && mountError(w, d) === null) {
    if (!w.org.store.databases[d].clean) finishSoftRecovery(w, group);
    mount(w, d);
  }
  // One full of all that came back, when the last of the group did.
  const isLast = !p.vars.databases.some((other) => w.plan.databases[other].group === group);
  const anybody = w.plan.groups[group].databases.some((x) => w.org.store.databases[x].mounted);
  if (isLast && anybody) orderFull(w, group);
}

export const freeLogVolume = defineProcedure<OrgWorld, FullVolumeVars>(
  'operations.free-log-volume',
  {
    first: 'detect',
    steps: {
      detect: {
        lasts: (w) => w.plan.figures.operations.monitoringMs,
        then: (w) => (nobodyDecides(w) ? 'muster' : 'decide'),
      },
      muster: { lasts: (w) => callMs(w, w.plan.operations.teams[teamToAsk(w)]), then: 'decide' },
      decide: {
        needs: (w, p: P) => {
          p.vars.team = teamToAsk(w);
          return [{ pool: peoplePool(w.plan, p.vars.team), unit: -1 }];
        },
        begin: (w, p) => {
          p.vars.since = w.now;
        },
        lasts: (w) => w.plan.figures.operations.decideMs,
        then: 'call',
      },
      call: { lasts: (w, p) => callMs(w, w.plan.operations.teams[p.vars.team]), then: 'make-room' },
      'make-room': {
        lasts: (w, p) => w.plan.figures.operations.stepMs * groups(w, p.vars.volume).length,
        end: clear,
        then: (_w, p) => (p.vars.databases.length > 0 ? 'recover' : 'done'),
      },
      recover: {
        lasts: (w, p) => {
          const group = w.plan.databases[p.vars.databases[0]].group;
          const { from, to } = softRecoveryLogs(w, group);
          return Math.ceil(((to - from + 1) / w.plan.figures.store.replayLogsPerSecond) * 1000);
        },
        then: 'mount',
      },
      mount: {
        lasts: (w) => w.plan.figures.operations.mountMs,
        end: mountNext,
        then: (_w, p) => (p.vars.databases.length > 0 ? 'recover' : 'done'),
      },
    },
    tags: (_w, p) => ({
      job: -1,
      group: -1,
      database: p.vars.databases[0] ?? -1,
      drive: -1,
      person: true,
    }),
    onDone: (w, p) => {
      const { volume, team, since } = p.vars;
      if (since >= 0) w.say('person.worked', { team, from: since });
      watchFill(w, volume);
    },
  },
);

export function onLogVolumeFull(w: OrgWorld, volume: number): void {
  startProcedure(w, freeLogVolume, { volume, team: 0, since: -1, databases: [] });
}
