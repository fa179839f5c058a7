/** Options of `test` and `merge`, refused with the option's name. */
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import type { Shard } from '../../experiment/suite/shard.ts';
import type { Counts } from '../../experiment/suite/shapes.ts';
import { exitCodes, Failure } from '../failure.ts';
import { replicationsOption, seedOption, workersOption } from '../options.ts';
import type { Overriding } from '../options.ts';
import { DEFAULT_BASELINE } from './baseline.ts';
import type { ReporterOptions } from './targets.ts';
import type { TellOptions } from './tell.ts';

export interface TestOptions extends Overriding, ReporterOptions, TellOptions {
  readonly grep?: RegExp;
  readonly list?: boolean;
  readonly shard?: Shard;
  readonly partial?: string;
  readonly workers?: number;
  readonly maxFailures?: number;
  readonly lastFailed?: boolean;
  readonly passWithNoTests?: boolean;
  /** True: the file by default. */
  readonly baseline?: string | true;
  readonly updateBaseline?: string | true;
}

const MOST_SHARDS = 10_000;

function shardOption(text: string): Shard {
  const found = /^(\d{1,5})\/(\d{1,5})$/.exec(text);
  const [index, count] = found === null ? [0, 0] : [Number(found[1]), Number(found[2])];
  if (index >= 1 && index <= count && count <= MOST_SHARDS) return { index, count };
  throw new InvalidArgumentError('Expected i/n with i from 1 to n, such as 2/4.');
}

function grepOption(text: string): RegExp {
  try {
    return new RegExp(text, 'iu');
  } catch (thrown) {
    throw new InvalidArgumentError(`${(thrown as Error).message}.`);
  }
}

function failuresOption(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number from 1.');
}

/** An optional value must not swallow the pattern behind it. */
function baselineOption(text: string): string {
  if (text.endsWith('.json')) return text;
  throw new InvalidArgumentError(`A baseline is a file that ends in .json.`);
}

function collected(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

export function tellingOptions(command: Command): Command {
  return command
    .option(
      '--reporter <names>',
      'list, dot, json, junit, github, html; several, to files: list,junit=out/junit.xml',
      collected,
    )
    .option('--output <file>', 'file of the json, junit or html reporter', collected)
    .option('-q, --quiet', 'print mistakes only')
    .option('--no-color', 'no colours (also NO_COLOR)');
}

export function testOptions(command: Command): Command {
  return tellingOptions(command)
    .option('-g, --grep <pattern>', 'only cases whose title matches', grepOption)
    .option('--list', 'list the cases and simulate nothing')
    .option('--shard <i/n>', 'one of n parts of the suite, from 1', shardOption)
    .option('--partial <file>', 'keep finished scenarios here, for merge and for going on')
    .option('-j, --workers <n>', 'threads, or a share of the cores such as 50%', workersOption)
    .option('--max-failures <n>', 'stop after so many failures', failuresOption)
    .option('--last-failed', 'only what failed in the last run here')
    .option('--pass-with-no-tests', 'end with 0 where nothing matches')
    .option('--baseline [file]', `not worse than (${DEFAULT_BASELINE})`, baselineOption)
    .option('--update-baseline [file]', 'write what was measured as the baseline', baselineOption)
    .option('--seed <n>', "seed in place of the scenarios'", seedOption)
    .option('--replications <n>', "replications in place of the scenarios'", replicationsOption)
    .option('--allow-path', 'let `extends` and traces leave the current directory');
}

/** Refuses what contradicts itself. */
export function demandSense(options: TestOptions): void {
  const { shard, partial, maxFailures, lastFailed, grep, baseline, updateBaseline } = options;
  if (maxFailures !== undefined && (shard !== undefined || partial !== undefined)) {
    throw new Failure('--max-failures: a part that stops early cannot be merged');
  }
  if (updateBaseline === undefined) return;
  if (baseline !== undefined) throw new Failure('--baseline and --update-baseline: one of them');
  if (shard ?? maxFailures ?? lastFailed ?? grep) {
    throw new Failure('--update-baseline: a baseline is of whole scenarios, so run all of them');
  }
}

/** The worst counts: a bug, a mistake of the input, a failure. */
export function exitCodeOf({ broken, wrong, miss, undecided }: Counts): number {
  if (broken > 0) return exitCodes.bug;
  if (wrong > 0) return exitCodes.input;
  return miss + undecided > 0 ? exitCodes.expectation : exitCodes.fine;
}
