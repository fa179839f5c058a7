import { readFileSync, statSync } from 'node:fs';
import { limits } from '../scenario/limits.ts';

/** A file of the user, or its plain reason why not. A device or a huge file is never read to its end. */
export function readText(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new Error('no such file');
  if (found.isDirectory()) throw new Error('it is a directory');
  if (!found.isFile() && !found.isFIFO()) throw new Error('it is no file');
  if (found.size > limits.fileBytes) throw new Error(`larger than ${limits.fileBytes} bytes`);
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    throw new Error((thrown as Error).message.replace(/, \w+ '.*'$/, ''), { cause: thrown });
  }
}
