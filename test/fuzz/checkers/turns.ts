/**
 * Whether the turn of a job has come at all since the calm began: not where the only drive of its library, or the session of its
 * group, goes from one run to the next for days on end (log backups may take longer than it is until the next one), nor where
 * each of several drives is kept for days by what waits there for cartridges that the plan has not got; nor where what waits so
 * keeps the session of its group, whichever drives the job would go to. That waits of backups are right is for `media`
 * to say.
 */
import { DAY } from '../../../sim/engine/clock.ts';
import type { Ms } from '../../../sim/engine/types.ts';
import { STREAMING } from '../../../sim/org/backup/engines.ts';
import type { Plan } from '../../../sim/org/plan.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Fact } from './checker.ts';

/** A drive that was asked for too much ran so long, and stood idle for no more of it than this share. */
const LONG = 5 * DAY;
const IDLE_SHARE = 0.1;

export class Turns {
  readonly #plan: Plan;
  /** Drives of libraries that have one, and sessions of groups: until when runs there have ended in the calm, and how long they were free. */
  readonly #uses = new Map<string, { until: Ms; idleMs: Ms }>();
  /** By library: how long its drives have been kept in the calm by what waited for a cartridge, all together. */
  readonly #alerts = new Map<number, Ms>();
  /** By group: how long its session has been kept by that. */
  readonly #sessions = new Map<number, Ms>();
  #since: Ms = Infinity;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  begin(at: Ms): void {
    this.#since = at;
  }

  hear(fact: Fact): void {
    if (fact.at <= this.#since) return;
    if (fact.type === 'backup.ended') this.#noteRun(fact);
    if (fact.type !== 'step.ended' || fact.step !== 'alert') return;
    const { library } = this.#plan.drives[fact.drive];
    const ms = this.#inCalm(fact.began, fact.at);
    this.#alerts.set(library, (this.#alerts.get(library) ?? 0) + ms);
    if (fact.definition === STREAMING)
      this.#sessions.set(fact.group, (this.#sessions.get(fact.group) ?? 0) + ms);
  }

  neverCome(job: number, group: number, w: OrgWorld): boolean {
    return this.#isTakenByOthers(job, group) || this.#isKept(job, group, w);
  }

  #inCalm(from: Ms, until: Ms): Ms {
    return Math.max(0, until - Math.max(from, this.#since));
  }

  #noteRun({ job, group, began, at }: { job: number; group: number; began: Ms; at: Ms }): void {
    this.#noteUse(`session of ${group}`, began, at);
    // Snapshots that stay on their disks have none.
    const { library } = this.#plan.jobs[job];
    if (this.#plan.libraries[library]?.drives.length === 1)
      this.#noteUse(`drive of ${library}`, began, at);
  }

  #noteUse(of: string, began: Ms, at: Ms): void {
    const { until, idleMs } = this.#uses.get(of) ?? { until: this.#since, idleMs: 0 };
    this.#uses.set(of, {
      until: Math.max(until, at),
      idleMs: idleMs + Math.max(0, began - until),
    });
  }

  /** Of what never ended, those that hang are not counted. */
  #isTakenByOthers(job: number, group: number): boolean {
    return [`session of ${group}`, `drive of ${this.#plan.jobs[job].library}`].some((of) => {
      const use = this.#uses.get(of);
      if (use === undefined) return false;
      const ranMs = use.until - this.#since;
      return ranMs >= LONG && use.idleMs <= IDLE_SHARE * ranMs;
    });
  }

  #isKept(job: number, group: number, w: OrgWorld): boolean {
    const { library } = this.#plan.jobs[job];
    let ms = this.#alerts.get(library) ?? 0;
    let sessionMs = this.#sessions.get(group) ?? 0;
    for (const p of w.org.procedures.list) {
      if (p?.step !== 'alert') continue;
      const lasted = this.#inCalm(p.began, w.now);
      const { drive, group: of } = p.vars as { drive: number; group?: number };
      if (this.#plan.drives[drive].library === library) ms += lasted;
      if (p.name === STREAMING && of === group) sessionMs += lasted;
    }
    const drives = this.#plan.libraries[library]?.drives.length ?? 0;
    return sessionMs >= LONG || (drives > 0 && ms >= drives * LONG);
  }
}
