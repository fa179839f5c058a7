/** Small organizations in which jobs fail or pages are damaged, and who looks. */
import type { Said } from '../../sim/engine/types.ts';
import type { Facts } from '../../sim/org/facts.ts';
import { scenario, type Shape } from './backup.ts';
import { watch, type Watched } from './organization.ts';

const HANDS = 'operators: { team: { people: 2, hours: Mon-Fri 08:00-18:00, onCall: 45 min } }';
const NIGHTLY = '\n    nightly: { type: full, when: daily 20:00 }';

/** Every backup fails. */
export const ALWAYS_FAILS = 'hazards: { job-failed: 100 %, others: none }\n';

export interface Looked extends Shape {
  /** Lines of the block `operations`, beside the operators. */
  readonly operations?: readonly string[];
  /** Lines at the end. */
  readonly rest?: string;
}

/** A full every night, and whatever the operations block says. */
export function lookedAfter({ operations = [], ...shape }: Looked): string {
  const lines = operations.map((line) => `\n  ${line}`).join('');
  return scenario({ jobs: NIGHTLY, horizon: '1 week', ...shape }).replace(HANDS, HANDS + lines);
}

export const lookAfter = (looked: Looked, check = true): Watched =>
  watch(lookedAfter(looked), { check });

/** Failed jobs that came to somebody's knowledge inside the horizon. */
export function noticedJobs(watched: Watched): Said<Facts, 'job.noticed'>[] {
  const { start } = watched.plan.clock;
  return watched.of('job.noticed').filter((f) => f.at >= start) as Said<Facts, 'job.noticed'>[];
}

/** 'ESE 217' of every entry, in order. */
export const entries = (watched: Watched): string[] =>
  watched.of('event.logged').map((f) => `${f.source} ${f.id}`);
