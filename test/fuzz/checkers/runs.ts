/**
 * How the jobs of a plan have fared since the calm began, and what of it is the plan's own doing: a job that only its
 * window ends was planned too long, one that finds no room or no cartridge (and rightly: `media`) with too few of them, and
 * log backups can do nothing where they build on such a full, or where a database has come that the plan has no full of
 * . Nor can they where fulls of the other kind always come in between, nor any job where one that waits for
 * pages holds its drive or its group's session for days, since disks are asked for more than they can do (ESE-18), or whose
 * turn does not come (`turns`); log volumes may fill meanwhile, and databases be stopped whenever a job is due, or have their
 * users at a copy for a drill (RST-57). A log that is missing from its folder stays in the way of backups where nobody looks for
 * causes; nor does a job get or keep a session where an offline backup that never succeeds is run again in the same window and
 * stops the service (BKP-07).
 */
import { DAY } from '../../../sim/engine/clock.ts';
import type { Ms } from '../../../sim/engine/types.ts';
import type { Plan } from '../../../sim/org/plan.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Fact } from './checker.ts';
import { FileRuns } from './file-runs.ts';
import type { Media } from './media.ts';
import { MISSED, needsFull, NOTHING, OTHER_KIND, STOPPED } from './reasons.ts';
import { Turns } from './turns.ts';

interface Run {
  succeeded: number;
  /** Of these, ended while every database of the group was mounted that the plan mounts: what is dismounted is not read (TRN-03). */
  whole: number;
  overran: number;
  last: string;
  /** Found nothing mounted, since a drill had its users at a copy. */
  drilled: number;
  /** Refused for a full of the other kind, and how often that was not the last one that anybody has heard of. */
  refused: number;
  wrongly: number;
}

interface Of {
  readonly job: number;
  readonly group: number;
}

/** What leaves no mark in a header is none to build on (BKP-07, E-15). */
const marksHeaders = ({ engine, vss }: Plan['jobs'][number]): boolean =>
  vss === null ? engine === 'streaming' : vss.verify;

const isLogs = (type: string): boolean => type === 'incremental' || type === 'differential';

export class Runs {
  readonly #plan: Plan;
  readonly #media: Media;
  readonly #runs = new Map<string, Run>();
  /** Databases whose last full was a shadow copy, or was none. */
  readonly #byShadow = new Map<number, boolean>();
  /** Databases, each with a kind of full that has succeeded in the calm. */
  readonly #fulls = new Set<string>();
  /** Libraries of which a drive was held for a day and more by what waited for pages, and groups of which the session was. */
  readonly #waiting = { libraries: new Set<number>(), groups: new Set<number>() };
  readonly files: FileRuns;
  readonly #turns: Turns;
  /** Databases whose users are at a copy for a drill. */
  readonly #drilled = new Set<number>();
  #since: Ms = Infinity;

  constructor(plan: Plan, media: Media) {
    this.#plan = plan;
    this.#media = media;
    this.#turns = new Turns(plan);
    this.files = new FileRuns(plan);
  }

  begin(at: Ms): void {
    this.#since = at;
    this.#turns.begin(at);
  }

  of(job: number, group: number): Run {
    const key = `${job}/${group}`;
    const known = this.#runs.get(key);
    if (known !== undefined) return known;
    const run: Run = {
      ...{ succeeded: 0, whole: 0, overran: 0, last: '' },
      ...{ drilled: 0, refused: 0, wrongly: 0 },
    };
    this.#runs.set(key, run);
    return run;
  }

  hear(fact: Fact, w: OrgWorld): void {
    this.#turns.hear(fact);
    if (fact.type === 'step.ended' && fact.step === 'flush' && fact.at > this.#since)
      this.#noteFlush(fact, fact.at - fact.began);
    if (fact.type === 'files.ended' && this.#isOfCalm(fact)) this.files.note(fact);
    if (fact.type === 'database.down' && fact.because.startsWith('a drill connected'))
      this.#drilled.add(fact.database);
    if (fact.type === 'database.up') this.#drilled.delete(fact.database);
    if (fact.type !== 'backup.ended') return;
    const { job, group } = fact;
    if (fact.outcome === 'succeeded' && fact.backupType === 'full') this.#noteFull(fact, w);
    if (!this.#isOfCalm(fact)) return;
    const run = this.of(job, group);
    run.last = fact.because;
    if (fact.outcome === 'succeeded') run.succeeded += 1;
    const { databases } = w.plan.groups[group];
    const isUp = (d: number): boolean =>
      !w.plan.databases[d].mounted || w.org.store.databases[d].mounted;
    if (fact.outcome === 'succeeded' && databases.every(isUp)) run.whole += 1;
    if (fact.overran) run.overran += 1;
    if (NOTHING.test(fact.because) && databases.some((d) => this.#drilled.has(d))) run.drilled += 1;
    if (!OTHER_KIND.test(fact.because)) return;
    run.refused += 1;
    const isShadow = this.#plan.jobs[job].vss !== null;
    const others = databases.map((d) => this.#byShadow.get(d));
    if (!others.includes(!isShadow)) run.wrongly += 1;
  }

  /** What had waited since before serves for the occasions since, if it succeeds. */
  #isOfCalm({ asked, began, outcome }: { asked: Ms; began: Ms; outcome: string }): boolean {
    return asked >= this.#since || (outcome === 'succeeded' && began >= this.#since);
  }

  /** Whether the plan itself is what a job of a group fails by. */
  isHelpless(job: number, group: number, w: OrgWorld): boolean {
    for (const p of w.org.procedures.list)
      if (p?.step === 'flush') this.#noteFlush(p.vars as Of, w.now - p.began);
    const { last, drilled } = this.of(job, group);
    if (this.#isTooMuch(job, group) || (NOTHING.test(last) && drilled > 0)) return true;
    // Who waits for a turn until the databases are stopped has it then.
    if ((last === '' || NOTHING.test(last)) && this.#turns.neverCome(job, group, w)) return true;
    if (needsFull(last) && (this.#lacksFull(job, group, w) || this.#hasUnsaved(group, w)))
      return true;
    if (OTHER_KIND.test(last))
      return this.#lacksFull(job, group, w) || this.#isOvertaken(job, group, w);
    if (STOPPED.test(last) && this.#isKeptDown(group)) return true;
    return this.#isLeft(job, group);
  }

  /** What nobody looks into stays as it is. */
  #isLeft(job: number, group: number): boolean {
    return (
      this.#plan.operations.failedJobs === 'run-again' && MISSED.test(this.of(job, group).last)
    );
  }

  #noteFlush({ job, group }: Of, ms: Ms): void {
    if (ms < DAY) return;
    this.#waiting.libraries.add(this.#plan.jobs[job].library);
    this.#waiting.groups.add(group);
  }

  #noteFull(fact: { job: number; group: number; set: number; asked: Ms }, w: OrgWorld): void {
    const { vss } = this.#plan.jobs[fact.job];
    if (!marksHeaders(this.#plan.jobs[fact.job])) return;
    const set = w.org.media.sets.find(({ id }) => id === fact.set);
    for (const { database } of set?.databases ?? []) {
      this.#byShadow.set(database, vss !== null);
      if (fact.asked >= this.#since) this.#fulls.add(`${database}/${vss !== null}`);
    }
  }

  #isTooMuch(job: number, group: number): boolean {
    return (
      this.of(job, group).overran > 0 ||
      this.#waiting.libraries.has(this.#plan.jobs[job].library) ||
      this.#waiting.groups.has(group) ||
      this.#media.excuses(job, group, this.#since)
    );
  }

  /** Whether the service of a group's server is stopped again and again for an offline backup that is too much. */
  #isKeptDown(group: number): boolean {
    const { jobs, groups } = this.#plan;
    const { server } = groups[group];
    return jobs.some(
      ({ id, engine, groups: of }) =>
        engine === 'offline' &&
        of.some((g) => groups[g.group].server === server && this.#isTooMuch(id, g.group)),
    );
  }

  /** Whether a database of a group has no full that a job could build on, as its every one is too much, or is left to fail. */
  #lacksFull(job: number, group: number, w: OrgWorld): boolean {
    // Where databases live now: jobs follow those that have moved.
    const { jobs, groups } = w.plan;
    const isAlike = (other: number): boolean =>
      !isLogs(jobs[job].type) || (jobs[other].vss === null) === (jobs[job].vss === null);
    return groups[group].databases.some((d) => {
      const fulls = jobs.filter(
        (j) =>
          j.type === 'full' &&
          marksHeaders(j) &&
          isAlike(j.id) &&
          j.groups.some((g) => g.group === group && g.databases.includes(d)),
      );
      const isVain = (j: number): boolean => this.#isTooMuch(j, group) || this.#isLeft(j, group);
      return fulls.length > 0 && fulls.every(({ id }) => isVain(id));
    });
  }

  /**
   * Whether a database has come into a group of which the plan makes no full to build on: none was its own, none takes all
   * of the group. One of a product that leaves no mark in headers counts for nothing.
   */
  #hasUnsaved(group: number, w: OrgWorld): boolean {
    const { jobs, groups } = this.#plan;
    const own = groups[group].databases;
    const takes = (of: Plan['jobs'][number]['groups'][number], d: number): boolean =>
      of.databases.includes(d) || (of.group === group && of.databases.length === own.length);
    const came = w.plan.groups[group].databases.filter((d) => !own.includes(d));
    return came.some((d) =>
      jobs.every(
        (j) => j.type !== 'full' || !marksHeaders(j) || !j.groups.some((of) => takes(of, d)),
      ),
    );
  }

  /** Whether fulls of the job's own kind go on, and whenever it ran, one of the other kind had come in between. */
  #isOvertaken(job: number, group: number, w: OrgWorld): boolean {
    const { refused, wrongly } = this.of(job, group);
    const isShadow = this.#plan.jobs[job].vss !== null;
    return (
      refused > wrongly &&
      wrongly === 0 &&
      w.plan.groups[group].databases.every(
        (d) => !w.org.store.databases[d].mounted || this.#fulls.has(`${d}/${isShadow}`),
      )
    );
  }
}
