/**
 * Operators destroy things: the file of a database, the log folder of a group, or a whole volume; by chance on the
 * calendar, or by a scripted fault. The thing itself is not broken, so no spare part is needed.
 */
import type { EventTable, Ms } from '../../engine/types.ts';
import { lasting } from '../calendar-hazards.ts';
import { loseVolumes } from '../hardware/strikes.ts';
import { hasHalves } from '../store/halves.ts';
import { loseFile, loseLogs } from '../store/destroy.ts';
import type { OrgWorld } from '../world.ts';
import type { Destroyed } from './plan.ts';

/** Plans the next strike on a server; strikes tick on the calendar, whatever state the server is in. */
export function planDestruction(w: OrgWorld, server: number, ageMs: Ms = 0): void {
  const law = w.plan.hazards['operator-destroys'];
  if (law === undefined || law === null) return;
  const ordinal = w.org.operations.servers[server].destroyed + 1;
  const u = w.draw(w.plan.servers[server].path, 'operator-destroys', ordinal);
  const at = w.now + Math.ceil(lasting(law, ageMs, u));
  if (at < w.plan.clock.end) w.at(at, 'operations.destroy', server, 0);
}

function pathOf(w: OrgWorld, { what, id }: Destroyed): string {
  if (what === 'volume') return w.plan.volumes[id].path;
  if (what === 'logs') return `the log folder of ${w.plan.groups[id].path}`;
  const { path } = w.plan.databases[id];
  return what === 'file' ? path : `${path}/${what}`;
}

/**
 * Destroys one thing; absorbed where it is gone already: then the answer is false. News: 'fileDestroyed' or
 * 'logsDestroyed', or as of a volume.
 */
export function destroy(w: OrgWorld, key: string, owner: string, thing: Destroyed): boolean {
  if (thing.what === 'volume') {
    return loseVolumes(w, key, owner, [thing.id], 'operator-destroys');
  }
  const { databases, groups } = w.org.store;
  const { what, id } = thing;
  const gone = what === 'logs' ? groups[id].logsLost : databases[id].fileLost;
  const because = gone ? 'it was lost already' : `an operator destroyed ${pathOf(w, thing)}`;
  w.say('cause.struck', { key, cause: 'operator-destroys', owner, absorbed: gone, because });
  if (gone) return false;
  if (what === 'logs') loseLogs(w, id, key, because);
  else loseFile(w, id, what === 'file' ? '' : what, key, because);
  w.tell(what === 'logs' ? 'logsDestroyed' : 'fileDestroyed', id, 0);
  return true;
}

/** What the n-th strike on a server destroys: by what it is, then which; null where the server has no such thing. */
function drawThing(w: OrgWorld, server: number, ordinal: number): Destroyed | null {
  const { path, volumes, groups } = w.plan.servers[server];
  const { destroyFileShare, destroyLogsShare } = w.plan.figures.operations;
  const u = w.draw(path, 'operator-destroys.what', ordinal);
  const what =
    u < destroyFileShare ? 'file' : u < destroyFileShare + destroyLogsShare ? 'logs' : 'volume';
  const ids =
    what === 'volume'
      ? volumes
      : what === 'logs'
        ? groups
        : groups.flatMap((g) => w.plan.groups[g].databases);
  if (ids.length === 0) return null;
  const which = Math.floor(w.draw(path, 'operator-destroys.which', ordinal) * ids.length);
  if (what !== 'file' || !hasHalves(w.plan)) return { what, id: ids[which] };
  // One of the two files, which is as bad as both.
  const isStm =
    w.draw(path, 'operator-destroys.half', ordinal) < w.plan.figures.operations.destroyStmShare;
  return { what: isStm ? 'stm' : 'edb', id: ids[which] };
}

function strike(w: OrgWorld, server: number): void {
  const state = w.org.operations.servers[server];
  state.destroyed += 1;
  const { path } = w.plan.servers[server];
  const key = `${path}:operator-destroys:${state.destroyed}`;
  const thing = drawThing(w, server, state.destroyed);
  if (thing === null) {
    w.say('cause.struck', {
      key, cause: 'operator-destroys', owner: path, absorbed: true, because: 'nothing lies on it',
    }); // prettier-ignore
  } else if (destroy(w, key, path, thing)) {
    state.struckAt = w.now;
  }
  planDestruction(w, server);
}

export const destroyEvents: EventTable<OrgWorld> = {
  'operations.destroy': { rank: 10, run: (w, server) => strike(w, server) },
};
