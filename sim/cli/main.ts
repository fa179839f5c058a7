/** The command `dialtone`: reads the command line, runs one command, and ends with its exit code. */
import { Command, CommanderError } from 'commander';
import { addCompare } from './compare.ts';
import { addExplain } from './explain.ts';
import { addExposure } from './exposure.ts';
import { Bug, exitCodes, Failure } from './failure.ts';
import { removeTemporary, writeStandard } from './output.ts';
import { addInspect } from './inspect.ts';
import { addMerge } from './merge.ts';
import { addRun } from './run.ts';
import { addSchema } from './schema.ts';
import { addTest } from './test.ts';
import { addValidate } from './validate.ts';
import { version } from './version.ts';

function programOf(done: (exitCode: number) => void): Command {
  const program = new Command('dialtone')
    .description('how much Exchange mail is lost, who is down, and why, under each backup strategy')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError();
  const commands = [
    ...[addCompare, addRun, addExposure, addTest, addMerge],
    ...[addValidate, addSchema, addExplain, addInspect],
  ];
  for (const add of commands) add(program, done);
  for (const command of program.commands) command.exitOverride().showSuggestionAfterError();
  return program;
}

async function main(): Promise<number> {
  let exitCode: number = exitCodes.fine;
  const program = programOf((code) => (exitCode = code));
  try {
    await program.parseAsync();
    return exitCode;
  } catch (thrown) {
    return explain(thrown);
  } finally {
    removeTemporary();
  }
}

/** Says what went wrong, to whom it concerns, and gives the exit code. */
function explain(thrown: unknown): number {
  // Commander has said it already; help and version are no mistakes.
  if (thrown instanceof CommanderError) {
    return thrown.exitCode === 0 ? exitCodes.fine : exitCodes.input;
  }
  if (thrown instanceof Failure) {
    writeStandard(`dialtone: ${thrown.message}\n`, 2);
    return thrown.exitCode;
  }
  const replay = thrown instanceof Bug ? `replay: ${thrown.replay}\n` : '';
  const what = thrown instanceof Error ? thrown.message : String(thrown);
  writeStandard(`dialtone: a bug in the simulator: ${what}\n${replay}${stackOf(thrown)}\n`, 2);
  return exitCodes.bug;
}

/** The stack of what was thrown first. */
function stackOf(thrown: unknown): string {
  let first = thrown;
  while (first instanceof Error && first.cause instanceof Error) first = first.cause;
  return first instanceof Error ? (first.stack ?? '') : '';
}

// Ctrl-C ends at once: nothing half-written stays behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    removeTemporary();
    process.exit(signal === 'SIGINT' ? exitCodes.interrupted : 143);
  });
}

process.exitCode = await main();
