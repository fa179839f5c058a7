import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Digest of what simulates: parts that different programs made do not belong together. */
export function programDigest(): string {
  const worker = readFileSync(new URL('./suite-worker.js', import.meta.url));
  return createHash('sha256').update(worker).digest('hex');
}
