/** The file of an exposure, `dialtone/exposure/1`: what was concluded, and enough to rescale it without simulating. */
import type { ExposureResult } from '../experiment/exposure/result-shapes.ts';

export const EXPOSURE_FORMAT = 'dialtone/exposure/1';

interface Head {
  readonly name: string;
  readonly digest: string;
}

/** Two spaces, one line break at the end; nothing about the run itself. */
export function exposureFile({ name, digest }: Head, result: ExposureResult): string {
  return `${JSON.stringify({ schema: EXPOSURE_FORMAT, scenario: { name, digest }, ...result }, null, 2)}\n`;
}

/** What a file says of a scenario. Throws Error, in plain words, for another format, scenario or a damaged file. */
export function readExposure(text: string, scenario: Head): ExposureResult {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (thrown) {
    throw new Error(`it is no JSON: ${(thrown as Error).message}`, { cause: thrown });
  }
  const { schema, scenario: of, ...result } = (found ?? {}) as Record<string, unknown>;
  if (schema !== EXPOSURE_FORMAT) {
    throw new Error(`its format is ${JSON.stringify(schema)}, and not '${EXPOSURE_FORMAT}'`);
  }
  const { name, digest } = (of ?? {}) as Partial<Head>;
  if (digest !== scenario.digest) {
    const was = `it was made of '${name}' (digest ${String(digest).slice(0, 8)})`;
    throw new Error(`${was}, not of '${scenario.name}' (${scenario.digest.slice(0, 8)})`);
  }
  for (const key of [
    'seed',
    'replications',
    'hours',
    'causes',
    'strategies',
    'moments',
    'hourly',
  ]) {
    if (result[key] === undefined) throw new Error(`it is damaged: '${key}' is missing`);
  }
  return result as unknown as ExposureResult;
}
