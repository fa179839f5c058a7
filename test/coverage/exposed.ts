/** Intervals of injected strikes: coverage over trials in which base runs, hours of the week and hidden states vary. */
import { HOUR } from '../../sim/engine/clock.ts';
import { composed } from '../../sim/experiment/exposure/compose.ts';
import {
  bunchesOf,
  differenceInterval,
  intervalOf,
  ratioOf,
  shareOf,
} from '../../sim/experiment/exposure/conditional.ts';
import { exposedEstimate } from '../../sim/experiment/exposure/estimate.ts';
import { pairedReadings } from '../../sim/experiment/exposure/differences.ts';
import { layoutOf } from '../../sim/experiment/exposure/layout.ts';
import type { Layout } from '../../sim/experiment/exposure/layout.ts';
import { momentsOf } from '../../sim/experiment/exposure/moments.ts';
import type { Reading, Readings } from '../../sim/experiment/exposure/readings.ts';
import type { Exposure, Injection } from '../../sim/experiment/exposure/shapes.ts';
import type { Resamples } from '../../sim/experiment/statistics/bootstrap.ts';
import { drawResamples } from '../../sim/experiment/statistics/bootstrap.ts';
import { shareInterval } from '../../sim/experiment/statistics/effective.ts';
import type { CauseKey } from '../../sim/org/causes.ts';
import type { Chance, Law } from './laws.ts';
import { chanceOf, laws } from './laws.ts';
import type { Interval, Row } from './row.ts';
import { counted } from './row.ts';

const CAUSES: Readonly<Partial<Record<CauseKey, number>>> = {
  'volume-lost': 1,
  'server-failed': 4,
};
const RATES = 5;

/** Base runs that visit 14 hours of the week each, every cause at each of them; what came of it is drawn later. */
function layoutFor(replications: number): Layout {
  const injections: Injection[] = [];
  for (const cause of Object.keys(CAUSES) as CauseKey[]) {
    for (let replication = 0; replication < replications; replication++) {
      for (let k = 0; k < 14; k++) {
        const hour = (replication % 12) + 12 * k;
        const place = { owner: 'v', key: `v:${cause}:${injections.length}`, at: hour * HOUR };
        injections.push({ replication, cause, hour, ...place });
      }
    }
  }
  return layoutOf({
    ...{ seed: 1, replications, injections, strategies: {} },
    causes: Object.entries(CAUSES).map(([cause, perYear]) => ({
      ...{ cause: cause as CauseKey, status: 'injected', perYear, skipped: 0 },
    })),
    worlds: injections.map((_, injection) => ({
      ...{ injection, hidden: 'sound', badSets: [], metBy: [], fullsBefore: {}, weight: 1 },
    })),
  });
}

const known = new Map<number, { layout: Layout; resamples: Resamples }>();

function setting(replications: number) {
  const found = known.get(replications) ?? {
    layout: layoutFor(replications),
    resamples: drawResamples(2007, replications),
  };
  known.set(replications, found);
  return found;
}

/** How a strike's value hangs on its base run and its hour: both are one on average. */
export interface Pattern {
  readonly name: string;
  /** How much base runs differ, and how much the hours that they visit. */
  readonly run: number;
  readonly hour: number;
}

export const patterns: readonly Pattern[] = [
  { name: 'strikes alike', run: 0, hour: 0 },
  { name: 'base runs differ by 20 %', run: 0.35, hour: 0 },
  { name: 'hours differ', run: 0, hour: 0.8 },
];

/** One value for each injection; some strikes are absorbed. */
function draw(layout: Layout, law: Law, { run, hour }: Pattern, u: Chance): Readings {
  const { injections, replications } = layout.exposure;
  const ofRun = Array.from({ length: replications }, () => 1 + run * (2 * u() - 1));
  return injections.map((each): readonly Reading[] => {
    const ofHour = 1 + hour * (((each.hour % 12) - 5.5) / 5.5);
    const value = law.draw(u) * ofRun[each.replication] * ofHour;
    return u() < 0.3 ? [] : [{ value, weight: 1, censored: false }];
  });
}

function what(method: string, law: string, replications: number, pattern: Pattern) {
  return {
    method,
    law: `${law}, ${pattern.name}`,
    size: `${replications} base runs`,
    exact: false,
  };
}

/** Where too few base runs visited each hour, what hours differ by counts as chance. */
const isWide = (replications: number, { hour }: Pattern): boolean => hour > 0 && replications < 48;

export function exposedMeanRow(law: Law, replications: number, pattern: Pattern, trials: number) {
  const { layout, resamples } = setting(replications);
  const head = what('exposure, mean', law.name, replications, pattern);
  const kind = { wide: isWide(replications, pattern) };
  return counted({ ...head, ...kind }, trials, law.mean, (trial) => {
    const readings = draw(layout, law, pattern, chanceOf(trial, `${head.law} ${replications}`));
    const bunches = bunchesOf(layout, readings, null);
    const incidents = bunches.filter(({ mass }) => mass > 0).length;
    const ratio = ratioOf(bunches, replications)!;
    return intervalOf(layout, ratio, law.rare === true ? incidents : null, resamples).ci95;
  });
}

export function exposedDifferenceRow(
  law: Law,
  replications: number,
  pattern: Pattern,
  trials: number,
) {
  const { layout, resamples } = setting(replications);
  const head = what('exposure, paired difference', law.name, replications, pattern);
  return counted({ ...head, wide: true }, trials, 0.7 * law.mean, (trial) => {
    const u = chanceOf(trial, `${head.method} ${head.law} ${replications}`);
    const minus = draw(layout, law, pattern, u);
    // The other side takes twice as long in the same worlds, and has an incident in some that this one absorbs.
    const of = minus.map((list) =>
      list.length === 0 ? [] : list.map((each) => ({ ...each, value: 1.7 * each.value })),
    );
    const ratio = ratioOf(bunchesOf(layout, pairedReadings(of, minus), null), replications)!;
    return differenceInterval(layout, ratio, law.rare === true ? 300 : null, resamples).ci95;
  });
}

export function exposedQuantileRow(law: Law, share: number, replications: number, trials: number) {
  const { layout, resamples } = setting(replications);
  const pattern = patterns[0];
  const head = what(`exposure, weighted p${share * 100}`, law.name, replications, pattern);
  return counted(head, trials, law.quantile!(share), (trial) => {
    const readings = draw(layout, law, pattern, chanceOf(trial, `${head.law} ${replications}`));
    const asked = { metric: 'x', unit: 'ms', rareTail: false };
    const found = exposedEstimate(layout, bunchesOf(layout, readings, null), asked, resamples)!;
    return found.quantileCi95[share === 0.5 ? 'p50' : 'p95'];
  });
}

/** A share of the incidents; where base runs differ, by how they do. */
export function exposedShareRow(p: number, spread: number, replications: number, trials: number) {
  const { layout } = setting(replications);
  const pattern = { name: spread === 0 ? 'strikes alike' : 'base runs differ', run: 0, hour: 0 };
  const head = what('exposure, share', `p = ${p}`, replications, pattern);
  // A share of few strikes comes in steps.
  const steps = p * layout.exposure.injections.length < 50;
  return counted({ ...head, wide: steps }, trials, p, (trial) => {
    const u = chanceOf(trial, `${head.law} ${replications}`);
    const ofRun = Array.from({ length: replications }, () => p * (1 + spread * (2 * u() - 1)));
    const readings = layout.exposure.injections.map(({ replication }) => [
      { value: u() < ofRun[replication] ? 1 : 0, weight: 1, censored: false },
    ]);
    const bunches = bunchesOf(layout, readings, null);
    return shareInterval(shareOf(layout, bunches, ({ value }) => value > 0));
  });
}

/** A year's messages, composed of two causes, one of which strikes four times as often. */
export function composedRow(law: Law, replications: number, pattern: Pattern, trials: number): Row {
  const { layout, resamples } = setting(replications);
  const head = what('composed, a year', law.name, replications, pattern);
  const kind = { wide: isWide(replications, pattern) };
  return counted({ ...head, ...kind }, trials, 0.7 * RATES * law.mean, (trial): Interval => {
    const readings = draw(layout, law, pattern, chanceOf(trial, `${head.law} ${replications}`));
    const outcomes = readings.map(([each]) =>
      each === undefined ? null : { at: 0, databases: [{ messages: each.value, bytes: 0 }] },
    );
    const plan = { clock: { latest: 1, end: 0 }, databases: { undefined: { mailboxCount: 0 } } };
    const strategies = { a: { plan, outcomes } } as unknown as Exposure['strategies'];
    const filled = { ...layout, exposure: { ...layout.exposure, strategies } };
    const moments = momentsOf(filled, ['a'], 'a');
    const year = composed({ seed: 1, replications, hours: 168, moments }, CAUSES, resamples);
    return year.rows[0].figures['loss.messages'].ci95;
  });
}

const RUNS = [12, 24, 36, 48];

export function exposedRows(trials: number): Row[] {
  return [
    ...laws.flatMap((law) =>
      RUNS.flatMap((runs) =>
        patterns.flatMap((pattern) => [
          exposedMeanRow(law, runs, pattern, trials),
          exposedDifferenceRow(law, runs, pattern, trials),
        ]),
      ),
    ),
    ...laws.map((law) => composedRow(law, 24, patterns[0], trials)),
    ...laws
      .filter(({ quantile }) => quantile !== undefined)
      .flatMap((law) => [0.5, 0.95].map((share) => exposedQuantileRow(law, share, 24, trials))),
    ...[0.02, 0.3].flatMap((p) =>
      [0, 0.5].flatMap((spread) => RUNS.map((runs) => exposedShareRow(p, spread, runs, trials))),
    ),
  ];
}
