import type { Command } from 'commander';
import { jsonSchema } from '../scenario/index.ts';
import { exitCodes } from './failure.ts';
import { writeStandard } from './output.ts';

/** `dialtone schema`: JSON Schema of the scenario language, for editors. */
export function addSchema(program: Command, done: (exitCode: number) => void): void {
  program
    .command('schema')
    .description('print the JSON Schema of scenarios, for editors that complete and check')
    .action(() => {
      writeStandard(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
      done(exitCodes.fine);
    });
}
