/** Exposures made by hand: base runs that visit 14 hours of the week each, and worlds whose outcome a test decides. */
import type {
  Exposure,
  ExposedCause,
  ExposedWorld,
  HiddenState,
  Injection,
} from '../../../sim/experiment/exposure/shapes.ts';
import type { CauseKey } from '../../../sim/org/causes.ts';
import { fakePlan, START } from '../../measure/fake.ts';
import { HOUR } from '../../../sim/engine/clock.ts';
import type { FakeIncident } from '../fake-pool.ts';
import { incidentRecord } from '../fake-pool.ts';

export type Outcome = (
  injection: Injection,
  hidden: HiddenState,
  index: number,
) => FakeIncident | null;

export interface FakeExposure {
  readonly replications?: number;
  readonly causes?: Readonly<Partial<Record<CauseKey, number>>>;
  /** Share of the worlds in which one set is bad; none where 0. */
  readonly bad?: number;
  readonly strategies: Readonly<Record<string, Outcome>>;
}

export function fakeExposure(fake: FakeExposure): Exposure {
  const { replications = 24, causes = { 'volume-lost': 2 }, bad = 0, strategies } = fake;
  const injections: Injection[] = [];
  const worlds: ExposedWorld[] = [];
  for (const cause of Object.keys(causes) as CauseKey[]) {
    for (let replication = 0; replication < replications; replication++) {
      for (let k = 0; k < 14; k++) {
        const hour = (replication % 12) + 12 * k;
        const at = START + hour * HOUR;
        const key = `v:${cause}:${injections.length}`;
        const states = bad > 0 ? (['sound', 'one-bad-set'] as const) : (['sound'] as const);
        for (const hidden of states) {
          const weight = hidden === 'sound' ? 1 - bad : bad;
          worlds.push({
            injection: injections.length,
            hidden,
            badSets: [],
            metBy: [],
            fullsBefore: {},
            weight,
          });
        }
        injections.push({ replication, cause, owner: 'v', key, at, hour });
      }
    }
  }
  const plan = fakePlan();
  return {
    ...{ seed: 1, replications, injections, worlds },
    causes: Object.entries(causes).map(([cause, perYear]): ExposedCause => ({
      ...{ cause: cause as CauseKey, status: 'injected', perYear, skipped: 0 },
    })),
    strategies: Object.fromEntries(
      Object.entries(strategies).map(([name, outcome]) => [
        name,
        {
          plan,
          outcomes: worlds.map(({ injection: index, hidden }) => {
            const injection = injections[index];
            const found = outcome(injection, hidden, index);
            if (found === null) return null;
            return incidentRecord({ key: injection.key, cause: injection.cause, ...found });
          }),
        },
      ]),
    ),
  };
}
