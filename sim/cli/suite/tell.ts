/** Gives the results of a suite to its reporters, as they come and in the end. */
import { appendFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { ScenarioResult, SuiteResult } from '../../experiment/suite/shapes.ts';
import type { Surroundings } from '../../report/suite/reporter.ts';
import { plainPaint } from '../../report/terminal/paint.ts';
import { paintFor } from '../colour.ts';
import { Failure } from '../failure.ts';
import type { Output } from '../output.ts';
import { openOutput, writeStandard } from '../output.ts';
import type { Target } from './targets.ts';

export interface TellOptions {
  readonly color: boolean;
  readonly quiet?: boolean;
}

export interface Teller {
  scenario(result: ScenarioResult): void;
  end(suite: SuiteResult): void;
}

interface Voice {
  readonly target: Target;
  readonly around: Surroundings;
  say(text: string): void;
  /** Writes what was said to its file. */
  finish(): void;
}

/** Opens every file at once, so that one that cannot be written ends the run before it begins. */
export function tellerOf(
  targets: readonly Target[],
  { color, quiet = false }: TellOptions,
): Teller {
  const taken = targets.some(({ path, reporter }) => path === null && reporter.data);
  const voices = targets
    .filter(({ path, reporter }) => !(quiet && path === null && reporter.scenario !== undefined))
    .map((target) => voiceOf(target, taken, color));
  return {
    scenario(result) {
      for (const { target, around, say } of voices) {
        if (target.reporter.scenario !== undefined) say(target.reporter.scenario(result, around));
      }
    },
    end(suite) {
      for (const { target, around, say, finish } of voices) {
        say(target.reporter.end(suite, around));
        finish();
        if (target.reporter.summary !== undefined) summarize(target.reporter.summary(suite));
      }
      if (quiet) return;
      for (const { path } of targets) if (path !== null) writeStandard(`wrote ${path}\n`, 2);
    },
  };
}

function voiceOf(target: Target, taken: boolean, color: boolean): Voice {
  const { path, reporter } = target;
  if (path !== null) {
    const output: Output = openOutput(path);
    let text = '';
    const around = { paint: plainPaint, relative: inRepository };
    const say = (piece: string): void => void (text += piece);
    return { target, around, say, finish: () => output.write(text) };
  }
  const stream = taken && !reporter.data ? process.stderr : process.stdout;
  const around = { paint: paintFor(stream, color), relative: inRepository };
  return { target, around, say: (text) => writeStandard(text, stream.fd), finish: () => undefined };
}

/** As GitHub names files: from the top of the repository; what lies elsewhere keeps its name. */
function inRepository(file: string): string {
  const path = relative(process.env.GITHUB_WORKSPACE || process.cwd(), resolve(file));
  return path.startsWith('..') ? file : path.replaceAll('\\', '/');
}

/** Behind what other steps of the job have written there. */
function summarize(markdown: string): void {
  const path = process.env.GITHUB_STEP_SUMMARY;
  if (path === undefined || path === '') return;
  try {
    appendFileSync(path, markdown);
  } catch (thrown) {
    throw new Failure(`cannot write ${path}: ${(thrown as Error).message}`);
  }
}
