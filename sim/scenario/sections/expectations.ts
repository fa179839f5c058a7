import {
  isWeighable,
  metricOf,
  metricNames,
  scopes,
  unitOf,
  unitOfStat,
} from '../../metrics/index.ts';
import type { Metric, MetricUnit, Over, Stat } from '../../metrics/index.ts';
import { causeKeys, stopKeys } from '../../org/causes.ts';
import { limits } from '../limits.ts';
import { nearest, oneOf } from '../nearest.ts';
import { locate } from '../tree.ts';
import type { Complaint, Path, Reporter } from '../problem.ts';
import { parseQuantity } from '../units.ts';
import { notExposable } from './expect-exposure.ts';
import type { ExpectationDoc } from './expect-schema.ts';
import { quantities } from './expectation.ts';
import type { Expectation, Known } from './expectation.ts';
import { nonsenseIn } from './expectation-sense.ts';

/** Reads the expectations under a key (`expect` or `subjectTo`). */
export function buildExpectations(
  key: string,
  docs: readonly ExpectationDoc[],
  known: Known,
  reporter: Reporter,
): Expectation[] {
  if (docs.length > limits.expectations) {
    reporter.error([key], { message: `at most ${limits.expectations} expectations` });
    return [];
  }
  return docs.flatMap((doc, i) => {
    const reader = new ExpectationReader([key, i], doc, known, reporter);
    const metric = reader.metric();
    if (metric !== null) return [reader.read(metric)];
    reader.names();
    return [];
  });
}

class ExpectationReader {
  private readonly path: Path;
  private readonly doc: ExpectationDoc;
  private readonly known: Known;
  private readonly reporter: Reporter;

  constructor(path: Path, doc: ExpectationDoc, known: Known, reporter: Reporter) {
    this.path = path;
    this.doc = doc;
    this.known = known;
    this.reporter = reporter;
  }

  metric(): Metric | null {
    const { metric: name } = this.doc;
    const metric = metricOf(name);
    if (metric === null) {
      this.error(['metric'], {
        message: `no metric '${name}'`,
        expected: 'the name of a metric',
        nearest: nearest(name, metricNames),
      });
    } else if (metric.needsPrices && !this.known.prices) {
      this.error(['metric'], { message: `'${name}' needs prices`, expected: 'a block prices' });
    } else if (!metric.available) {
      this.error(['metric'], { message: `'${name}' is not modelled yet: ${metric.because}` });
    }
    return metric;
  }

  /** The names that are wrong whatever the metric is. */
  names(): void {
    this.asked();
    this.where();
  }

  read(metric: Metric): Expectation {
    const { doc } = this;
    const { at } = locate(this.reporter.tree, this.path);
    const over = this.over(metric);
    const stat = this.stat();
    const unit = unitOfStat(metric, over, stat);
    const bounds = {
      atMost: this.limit('atMost', unit),
      atLeast: this.limit('atLeast', unit),
      above: this.limit('above', unitOf(metric, over)),
    };
    if (doc.atMost === undefined && doc.atLeast === undefined) {
      this.error([], { message: 'an expectation needs a limit', expected: 'atMost or atLeast' });
    } else if (
      bounds.atMost !== null &&
      bounds.atLeast !== null &&
      bounds.atLeast > bounds.atMost
    ) {
      this.error(['atLeast'], { message: 'atLeast is more than atMost: nothing can be both' });
    }
    if (doc.above !== undefined && stat !== 'probability') {
      this.error(['above'], { message: "'above' goes with stat: probability" });
    }
    if (doc.per !== undefined && over !== 'incident') {
      this.error(['per'], { message: "'per' splits incidents: it goes with over: incident" });
    }
    const rows = doc.per === 'database' ? 'database' : over;
    if (doc.weight !== undefined && !isWeighable(metric, rows)) {
      this.error(['weight'], {
        message: `'${metric.name}' has no weight to choose`,
        expected: 'a weight of availability.*, or of per: database',
      });
    }
    if (doc.given === 'exposure') {
      for (const { key, ...what } of notExposable(doc, metric, over, stat)) this.error([key], what);
    }
    const expectation: Expectation = {
      ...at,
      name: doc.name ?? this.spoken(stat, metric.name),
      ...this.asked(),
      ...{ metric: metric.name, over, per: doc.per ?? 'incident', stat, unit, ...bounds },
      ...{ given: doc.given ?? 'years', where: this.where() },
      weight: doc.weight ?? (metric.weight === 'database' ? 'database' : 'mailbox'),
      ...{ proof: doc.proof ?? 'interval', whenUndecided: doc.whenUndecided ?? 'fail' },
    };
    for (const { path, what } of nonsenseIn(metric, expectation)) this.error(path, what);
    return expectation;
  }

  private spoken(stat: Stat, metric: string): string {
    const { atMost, atLeast } = this.doc;
    const limit = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
    return `${stat} of ${metric} ${limit}`;
  }

  /** Of whom: named strategies, all of them, or the difference of two. */
  private asked(): Pick<Expectation, 'strategies' | 'difference'> {
    const { strategy, difference } = this.doc;
    if (strategy !== undefined && difference !== undefined) {
      this.error(['difference'], { message: 'a strategy or a difference of two, not both' });
    }
    if (difference !== undefined) {
      this.strategy(['difference', 'of'], difference.of);
      this.strategy(['difference', 'minus'], difference.minus);
      if (difference.of === difference.minus) {
        this.error(['difference'], { message: 'the difference of a strategy and itself' });
      }
      return { strategies: [], difference };
    }
    if (strategy === undefined || strategy === 'all') {
      return { strategies: this.known.strategies, difference: null };
    }
    this.strategy(['strategy'], strategy);
    return { strategies: [strategy], difference: null };
  }

  private strategy(path: Path, name: string): void {
    this.reference(path, 'strategy', name, this.known.strategies);
  }

  private reference(path: Path, what: string, name: string, known: readonly string[]): void {
    if (known.includes(name)) return;
    this.error(path, {
      message: `no ${what} '${name}'`,
      expected: oneOf(known),
      nearest: nearest(name, known),
    });
  }

  /** The population must be named where a metric has two. */
  private over(metric: Metric): Over {
    const given = this.doc.over;
    if (given === undefined) {
      if (metric.over.length > 1) {
        this.error(['over'], {
          message: `over what? '${metric.name}' has several`,
          expected: oneOf(metric.over),
        });
      }
      return metric.over[0];
    }
    if (metric.over.includes(given)) return given;
    this.error(['over'], {
      message: `'${metric.name}' is not over ${given}`,
      expected: oneOf(metric.over),
    });
    return metric.over[0];
  }

  private stat(): Stat {
    const given = this.doc.stat;
    if (given === undefined) {
      const expected = 'mean, p50, p95, p99, max, total or probability';
      this.error(['stat'], { message: 'missing: which number of the population?', expected });
    } else if (this.doc.difference !== undefined && given === 'max') {
      this.error(['stat'], { message: 'the difference of two maxima says nothing' });
    }
    return given ?? 'mean';
  }

  private where(): Expectation['where'] {
    const where = this.doc.where ?? {};
    const known = {
      cause: [...causeKeys, ...stopKeys],
      scope: scopes,
      class: this.known.classes,
      site: this.known.sites,
      server: this.known.servers,
    } as const;
    for (const key of ['cause', 'scope', 'class', 'site', 'server'] as const) {
      const name = where[key];
      if (name !== undefined) this.reference(['where', key], key, name, known[key]);
    }
    return where;
  }

  /** A limit in the unit of the metric; bare only where the metric is a mere count. */
  private limit(key: 'atMost' | 'atLeast' | 'above', unit: MetricUnit): number | null {
    const written = this.doc[key];
    if (written === undefined) return null;
    const quantity = quantities[unit];
    if (quantity === undefined) {
      if (typeof written === 'number' && Number.isFinite(written) && written >= 0) return written;
      this.error([key], {
        message: 'not a number',
        expected: 'a number without a unit, such as 3',
      });
      return null;
    }
    // A difference may be asked to be below zero: better by at least so much.
    const below = this.doc.difference !== undefined && /^\s*-/.test(String(written));
    const text = below ? String(written).replace('-', '') : written;
    const parsed = parseQuantity(quantity, text);
    if (parsed.ok && !(unit === 'share' && parsed.value > 1)) {
      return below ? -parsed.value : parsed.value;
    }
    const message = parsed.ok ? 'at most 100 %' : parsed.message;
    this.error([key], { message, expected: `${quantity.name} such as ${quantity.example}` });
    return null;
  }

  private error(path: Path, what: Complaint): void {
    this.reporter.error([...this.path, ...path], what);
  }
}
