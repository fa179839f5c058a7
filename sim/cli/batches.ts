/** `compare --precision` and `--until-decided`: years in batches, until enough is known. */
import { BATCHES_AT_MOST, runSequentially } from '../experiment/sequential.ts';
import type { Pools, SequentialInput } from '../experiment/sequential.ts';
import type { Sequential } from '../experiment/shapes.ts';
import { limits } from '../scenario/limits.ts';
import { Failure } from './failure.ts';

interface Asked {
  readonly precision?: number;
  readonly untilDecided?: boolean;
  readonly maxReplications?: number;
  readonly replication?: number;
}

interface Span {
  readonly first: number;
  readonly replications: number;
}

type Experiment = Pick<SequentialInput, 'seed' | 'baseline' | 'strategies' | 'expectations'>;

/** One batch where nothing else is asked for. Throws Failure for what does not go together. */
export async function inBatches(
  experiment: Experiment,
  span: Span,
  { precision, untilDecided = false, maxReplications, replication }: Asked,
  run: (batch: Span) => Promise<Pools>,
): Promise<{ readonly pools: Pools; readonly sequential: Sequential | null }> {
  if (precision === undefined && !untilDecided) {
    if (maxReplications !== undefined) {
      throw new Failure('--max-replications goes with --precision or --until-decided');
    }
    return { pools: await run(span), sequential: null };
  }
  if (replication !== undefined) {
    throw new Failure('--replication: one future alone is not run in batches');
  }
  if (maxReplications !== undefined && maxReplications < span.replications) {
    const first = `the first batch has ${span.replications} already; --replications makes it smaller`;
    throw new Failure(`--max-replications ${maxReplications}: ${first}`);
  }
  const most = maxReplications ?? BATCHES_AT_MOST * span.replications;
  const { seed, baseline, strategies, expectations } = experiment;
  return runSequentially({
    ...{ seed, baseline, strategies, expectations, untilDecided },
    ...{ first: span.replications, precision: precision ?? null },
    most: Math.min(limits.replications, most),
    runBatch: (first, replications) => run({ first, replications }),
  });
}
