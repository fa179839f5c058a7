/**
 * Verifies that whatever had happened, weeks without strikes, with people and blank cartridges, put everything right: no
 * incident is open, everything is mounted that the plan mounts, undamaged as far as anybody can know, every job succeeds
 * again for every group of it, and log volumes shrink.
 * Does not verify how soon. A job that only its window ends was planned too long; nobody can help it, nor what builds on it.
 */
import type { Ms } from '../../../sim/engine/types.ts';
import type { Plan } from '../../../sim/org/plan.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Checker, Tell } from './checker.ts';
import { positionAt } from './work.ts';

export interface Calm extends Checker {
  /** From now on backups must succeed. */
  begin(w: OrgWorld): void;
}

interface Runs {
  succeeded: number;
  overran: number;
  last: string;
}

export function calm(plan: Plan, tell: Tell): Calm {
  let since: Ms = Infinity;
  const runs = new Map<string, Runs>();
  const openThen = plan.groups.map(() => 0);
  const segmentThen = plan.groups.map(() => -1);
  const openNow = (w: OrgWorld, group: number): number => {
    const { segment } = w.org.store.groups[group];
    return Math.floor(positionAt(plan, w.org.store.segments[segment]?.pieces ?? [], w.now));
  };
  const runsOf = (job: number, group: number): Runs => {
    const key = `${job}/${group}`;
    const known = runs.get(key) ?? { succeeded: 0, overran: 0, last: '' };
    runs.set(key, known);
    return known;
  };
  /** Whether nothing but its window has ended the fulls of a group: then its logs have no full to build on, either. */
  const noFull = (w: OrgWorld, group: number): boolean => {
    const fulls = w.plan.jobs.filter((j) => j.type === 'full' && runs.has(`${j.id}/${group}`));
    const known = fulls.map((j) => runsOf(j.id, group));
    return (
      known.some(({ overran }) => overran > 0) && known.every(({ succeeded }) => succeeded === 0)
    );
  };
  /** Whether a job's success must truncate: its headers are read, and it covers the group. */
  const truncates = (job: number, group: number): boolean => {
    const { type, groups } = plan.jobs[job];
    const selected = groups.find((g) => g.group === group)?.databases ?? [];
    const inUse = plan.groups[group].databases.every((d) => plan.databases[d].mounted);
    return (
      inUse &&
      (type === 'incremental' ||
        (type === 'full' && selected.length === plan.groups[group].databases.length))
    );
  };

  return {
    name: 'calm',
    begin(w) {
      since = w.now;
      for (const g of plan.groups) {
        openThen[g.id] = openNow(w, g.id);
        segmentThen[g.id] = w.org.store.groups[g.id].segment;
      }
    },
    hear(fact) {
      if (fact.type !== 'backup.ended' || fact.asked < since) return;
      const known = runsOf(fact.job, fact.group);
      known.last = fact.because;
      if (fact.outcome === 'succeeded') known.succeeded += 1;
      if (fact.overran) known.overran += 1;
    },
    end(w) {
      for (const incident of w.org.recovery.incidents)
        if (incident !== null) tell(w.now, `the incident of ${incident.key} is still open`);
      for (const d of plan.databases) {
        const state = w.org.store.databases[d.id];
        if (d.mounted && !state.mounted) tell(w.now, `${d.path} is not mounted`);
        if (state.restoring) tell(w.now, `${d.path} is still being restored`);
      }
      for (const v of w.org.hardware.volumes) if (v.lost) tell(w.now, 'a volume is still lost');
      // Databases may have moved: a job goes on with what has stayed.
      for (const job of w.plan.jobs) {
        for (const { group, databases } of job.groups) {
          if (!databases.some((d) => plan.databases[d].mounted)) continue;
          const { succeeded, overran, last } = runsOf(job.id, group);
          const of = `${job.name} of ${plan.groups[group].path}`;
          if (succeeded === 0 && overran === 0 && !(last.startsWith('-560') && noFull(w, group)))
            tell(w.now, `${of} has not succeeded since the calm: ${last || 'it never ran'}`);
          const state = w.org.store.groups[group];
          if (succeeded === 0 || plan.groups[group].circularLogging || !truncates(job.id, group))
            continue;
          if (segmentThen[group] === state.segment && state.firstLog < openThen[group] - 20)
            tell(w.now, `${of} succeeds, and logs from ${state.firstLog} on are still there`);
        }
      }
    },
  };
}
