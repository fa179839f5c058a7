/** Collects the base runs of an exposure, in whatever order they end, into one exposure. */
import type { IncidentRecord } from '../../measure/index.ts';
import type { CauseKey } from '../../org/causes.ts';
import { causeKeys, causes } from '../../org/causes.ts';
import { forcedCauses } from '../../org/wiring/strikes.ts';
import type { Progress } from '../run.ts';
import type { ExposedReplication } from './expose.ts';
import { ownersAmong } from './owners.ts';
import type { ExposureSettings } from './settings.ts';
import type { ExposedCause, ExposedWorld, Exposure, ExposureStatus, Injection } from './shapes.ts';

export interface ExposureExtent {
  /** Number of the first base run; 0 when absent. */
  readonly first?: number;
  /** Base runs. */
  readonly replications: number;
}

export class ExposureGathering {
  readonly total: number;
  private done = 0;
  private readonly parts: ExposedReplication[] = [];

  constructor(
    private readonly settings: ExposureSettings,
    private readonly extent: ExposureExtent,
    private readonly progress: ((progress: Progress) => void) | undefined,
  ) {
    // Where every cause is switched off there is nothing to inject, and nothing to run.
    this.total = settings.causes.length === 0 ? 0 : extent.replications;
  }

  /** How many base runs have ended. */
  get ended(): number {
    return this.done;
  }

  replicationOf(run: number): number {
    return (this.extent.first ?? 0) + run;
  }

  /** Takes one base run, once. */
  add(run: number, part: ExposedReplication): void {
    this.parts[run] = part;
    this.done++;
    const { replication } = part;
    this.progress?.({ done: this.done, total: this.total, replication, strategy: 'exposure' });
  }

  /** Everything, in the order of base runs, when all have ended. */
  exposure(): Exposure {
    const { seed, names, plans } = this.settings;
    const of = (part: ExposedReplication | null): Exposure => ({
      ...{ seed, replications: part === null ? 0 : 1 },
      causes: exposedCauses(this.settings, part?.skipped ?? {}),
      ...{ injections: part?.injections ?? [], worlds: part?.worlds ?? [] },
      strategies: Object.fromEntries(
        names.map((name, s) => [name, { plan: plans[s], outcomes: part?.outcomes[s] ?? [] }]),
      ),
    });
    return mergeExposures([of(null), ...this.parts.map(of)]);
  }
}

/** Exposures of one experiment with different base runs, as one; in the order in which they are given. */
export function mergeExposures(parts: readonly Exposure[]): Exposure {
  const [one] = parts;
  const injections: Injection[] = [];
  const worlds: ExposedWorld[] = [];
  for (const part of parts) {
    const before = injections.length;
    for (const world of part.worlds) worlds.push({ ...world, injection: world.injection + before });
    injections.push(...part.injections);
  }
  const outcomesOf = (name: string): (IncidentRecord | null)[] =>
    parts.flatMap((part) => [...part.strategies[name].outcomes]);
  return {
    seed: one.seed,
    replications: parts.reduce((sum, { replications }) => sum + replications, 0),
    causes: one.causes.map((cause, i) => ({
      ...cause,
      skipped: parts.reduce((sum, part) => sum + part.causes[i].skipped, 0),
    })),
    injections,
    worlds,
    strategies: Object.fromEntries(
      Object.entries(one.strategies).map(([name, { plan }]) => [
        name,
        { plan, outcomes: outcomesOf(name) },
      ]),
    ),
  };
}

/** The same with its base runs counted from 0, for estimates that sum them up by number. */
export function fromZero(exposure: Exposure): Exposure {
  const first = Math.min(...exposure.injections.map(({ replication }) => replication));
  const injections = exposure.injections.map((each) => ({
    ...each,
    replication: each.replication - first,
  }));
  return { ...exposure, injections };
}

function exposedCauses(
  { plans, causes: asked }: ExposureSettings,
  skipped: Readonly<Record<string, number>>,
): ExposedCause[] {
  return causeKeys.map((cause) => {
    const forced = forcedCauses.find((each) => each === cause);
    const owners = forced === undefined ? [] : ownersAmong(plans, forced);
    const perYear = owners.reduce((sum, owner) => sum + owner.perYear, 0);
    const off = plans.every((plan) => (plan.hazards[cause] ?? null) === null);
    const isAsked = asked.some((each) => each === cause);
    const status = statusOf(cause, off, forced !== undefined, isAsked);
    return { cause, status, perYear, skipped: skipped[cause] ?? 0 };
  });
}

function statusOf(
  cause: CauseKey,
  isOff: boolean,
  isForced: boolean,
  isAsked: boolean,
): ExposureStatus {
  if (!causes[cause].modelled) return 'not modelled';
  if (isOff) return 'switched off';
  if (!isForced) return 'within the others';
  return isAsked ? 'injected' : 'not asked';
}
