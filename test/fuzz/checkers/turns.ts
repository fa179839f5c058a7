/**
 * Whether the turn of a job at the drives of its library has come at all since the calm began: not where its only drive goes
 * from one run to the next for days on end, nor where each of several is kept for days by what waits there for cartridges
 * that the plan has not got; nor where what waits so keeps the session of its group, whichever drives the job would go to.
 * That waits of backups are right is for `media` to say.
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
  /** By library of one drive: until when its runs have ended in the calm, and how long it stood idle between them. */
  readonly #drives = new Map<number, { until: Ms; idleMs: Ms }>();
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
    return this.#isTakenByOthers(job) || this.#isKept(job, group, w);
  }

  #inCalm(from: Ms, until: Ms): Ms {
    return Math.max(0, until - Math.max(from, this.#since));
  }

  #noteRun({ job, began, at }: { job: number; began: Ms; at: Ms }): void {
    // Snapshots that stay on their disks have none.
    const { library } = this.#plan.jobs[job];
    if (this.#plan.libraries[library]?.drives.length !== 1) return;
    const { until, idleMs } = this.#drives.get(library) ?? { until: this.#since, idleMs: 0 };
    this.#drives.set(library, {
      until: Math.max(until, at),
      idleMs: idleMs + Math.max(0, began - until),
    });
  }

  /** Of what never ended, those that hang are not counted. */
  #isTakenByOthers(job: number): boolean {
    const drive = this.#drives.get(this.#plan.jobs[job].library);
    if (drive === undefined) return false;
    const ranMs = drive.until - this.#since;
    return ranMs >= LONG && drive.idleMs <= IDLE_SHARE * ranMs;
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
