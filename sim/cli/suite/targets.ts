/** Which reporters tell what to whom. */
import { reporters } from '../../report/suite/reporters.ts';
import type { Reporter } from '../../report/suite/reporter.ts';
import { nearest } from '../../scenario/nearest.ts';
import { Failure } from '../failure.ts';
import { demandDistinct, STANDARD_OUTPUT } from '../output.ts';

export interface ReporterOptions {
  /** 'list,junit=out/junit.xml', once or several times. */
  readonly reporter?: readonly string[];
  /** Files of data reporters that name none, in their order. */
  readonly output?: readonly string[];
}

export interface Target {
  readonly name: string;
  readonly reporter: Reporter;
  /** A file; null: standard output. */
  readonly path: string | null;
}

/** The reporters in the order in which they were named. Throws Failure for what does not fit together. */
export function targetsOf(options: ReporterOptions, interactive: boolean): Target[] {
  const { reporter = [interactive ? 'list' : 'dot'], output = [] } = options;
  const files = [...output];
  const targets = reporter
    .flatMap((list) => list.split(','))
    .map((word): Target => {
      const split = word.indexOf('=');
      const name = (split < 0 ? word : word.slice(0, split)).trim();
      if (!Object.hasOwn(reporters, name)) throw new Failure(unknown(name));
      const found = reporters[name];
      if (split >= 0) return { name, reporter: found, path: pathOf(word.slice(split + 1)) };
      const path = found.data ? (files.shift() ?? null) : null;
      return { name, reporter: found, path: path === null ? null : pathOf(path) };
    });
  if (files.length > 0) {
    const which = `no json, junit or html reporter is left for it`;
    throw new Failure(`--output ${files[0]}: ${which} (--reporter junit --output out/junit.xml)`);
  }
  demandDistinct(targets.map(({ path }) => path ?? undefined));
  demandOneVoice(targets);
  return targets;
}

function pathOf(path: string): string | null {
  if (path === '') throw new Failure('--reporter: a file needs a name, as in junit=out/junit.xml');
  return path === STANDARD_OUTPUT ? null : path;
}

function unknown(name: string): string {
  const known = Object.keys(reporters);
  const near = nearest(name, known);
  const hint = near === null ? `known are ${known.join(', ')}` : `did you mean '${near}'?`;
  return `--reporter: no reporter '${name}'; ${hint}`;
}

/** Programs read standard output, so one of them at most may have it; and of those for people, one draws. */
function demandOneVoice(targets: readonly Target[]): void {
  const open = targets.filter(({ path }) => path === null);
  const data = open.filter(({ reporter }) => reporter.data).map(({ name }) => name);
  if (data.length > 1) {
    const what = `${data.join(' and ')} cannot both go to standard output`;
    throw new Failure(`--reporter: ${what}: name a file, as in ${data[1]}=out/${data[1]}`);
  }
  const drawn = open.filter(({ reporter }) => reporter.scenario !== undefined);
  if (drawn.length > 1) {
    const names = drawn.map(({ name }) => name).join(' and ');
    throw new Failure(`--reporter: ${names} cannot both draw on the terminal`);
  }
}
