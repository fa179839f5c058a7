import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Failure } from './failure.ts';

/** The built page, which lies beside the built command. */
export function readTemplate(): string {
  const path = fileURLToPath(new URL('./report.html', import.meta.url));
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Failure(`the page is missing: ${path} (npm run build makes it)`);
  }
}
