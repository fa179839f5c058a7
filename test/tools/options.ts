import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

/** The options of a command of this project's own; a wrong one ends it with 2. */
export function readOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  command: string,
  options: T,
) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(`${command}: ${(error as Error).message}`);
    process.exit(2);
  }
}
