/**
 * Verifies that whatever had happened, weeks without strikes, with people and blank cartridges, put everything right: no
 * incident is open, everything is mounted that the plan mounts, undamaged as far as anybody can know, every job succeeds
 * again for every group of it, jobs of files do for each of their machines, and log volumes shrink.
 * Does not verify how soon, nor what the plan asks for and cannot have (`runs`). Deleted mail that nobody has missed yet is left
 * out: how long that takes is drawn by a law without an end, and no page tells of it (ESE-30).
 */
import type { Plan } from '../../../sim/org/plan.ts';
import { stillToNotice } from '../../../sim/org/recovery/noticing.ts';
import type { IncidentState } from '../../../sim/org/recovery/state.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Checker, Tell } from './checker.ts';
import type { Media } from './media.ts';
import { Runs } from './runs.ts';
import { positionAt } from './work.ts';

export interface Calm extends Checker {
  /** From now on backups must succeed. */
  begin(w: OrgWorld): void;
}

/** Whether it is of deleted mail alone, and the instant at which somebody will miss it is still to come. */
export function isUnmissed(w: OrgWorld, incident: IncidentState): boolean {
  const noticing = stillToNotice(w, incident);
  return noticing !== null && noticing.by === 'whoever missed mail' && noticing.at > w.now;
}

export function calm(plan: Plan, media: Media, tell: Tell): Calm {
  const runs = new Runs(plan, media);
  const openThen = plan.groups.map(() => 0);
  const segmentThen = plan.groups.map(() => -1);
  const openNow = (w: OrgWorld, group: number): number => {
    const { segment } = w.org.store.groups[group];
    return Math.floor(positionAt(plan, w.org.store.segments[segment]?.pieces ?? [], w.now));
  };
  /** Whether a job's success must truncate: Exchange takes part, headers are read, and it covers the group. */
  const truncates = (w: OrgWorld, job: number, group: number): boolean => {
    const { type, groups, engine, vss } = w.plan.jobs[job];
    if (vss === null && engine !== 'streaming') return false;
    const selected = groups.find((g) => g.group === group)?.databases ?? [];
    const { databases } = w.plan.groups[group];
    const inUse = databases.every((d) => plan.databases[d].mounted);
    return (
      inUse && (type === 'incremental' || (type === 'full' && selected.length === databases.length))
    );
  };

  return {
    name: 'calm',
    begin(w) {
      runs.begin(w.now);
      for (const g of plan.groups) {
        openThen[g.id] = openNow(w, g.id);
        segmentThen[g.id] = w.org.store.groups[g.id].segment;
      }
    },
    hear: (fact, w) => runs.hear(fact, w),
    end(w) {
      for (const incident of w.org.recovery.incidents)
        if (incident !== null && !isUnmissed(w, incident))
          tell(w.now, `the incident of ${incident.key} is still open`);
      for (const d of plan.databases) {
        const state = w.org.store.databases[d.id];
        if (d.mounted && !state.mounted) tell(w.now, `${d.path} is not mounted`);
        if (state.restoring) tell(w.now, `${d.path} is still being restored`);
      }
      for (const v of w.org.hardware.volumes) if (v.lost) tell(w.now, 'a volume is still lost');
      for (const files of runs.files.thatFail()) tell(w.now, `files have not been saved: ${files}`);
      // Databases may have moved: a job goes on with what has stayed.
      for (const job of w.plan.jobs) {
        for (const { group, databases } of job.groups) {
          if (!databases.some((d) => plan.databases[d].mounted)) continue;
          const { succeeded, whole, last } = runs.of(job.id, group);
          const of = `${job.name} of ${plan.groups[group].path}`;
          if (succeeded === 0 && !runs.isHelpless(job.id, group, w))
            tell(w.now, `${of} has not succeeded since the calm: ${last || 'it never ran'}`);
          const state = w.org.store.groups[group];
          if (whole === 0 || plan.groups[group].circularLogging || !truncates(w, job.id, group))
            continue;
          if (segmentThen[group] === state.segment && state.firstLog < openThen[group] - 20)
            tell(w.now, `${of} succeeds, and logs from ${state.firstLog} on are still there`);
        }
      }
    },
  };
}
