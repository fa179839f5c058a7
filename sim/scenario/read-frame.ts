import { DAY, instantOf, WEEK } from '../engine/clock.ts';
import { LANGUAGE, type Default } from './builder.ts';
import { limits } from './limits.ts';
import type { Complaint, Path } from './problem.ts';
import type { LoadOptions } from './scenario.ts';
import type { FrameDoc } from './sections/frame.ts';

/** The frame of a scenario with its defaults. The warm-up may still wait for the plans. */
export interface Frame {
  readonly name: string;
  readonly seed: number;
  readonly replications: number;
  readonly start: number;
  readonly horizonMs: number;
  readonly runOutMs: number;
  readonly warmupMs: number | null;
  readonly defaults: Default[];
}

type Refuse = (path: Path, what: Complaint) => void;

/** Reads the frame; what the command line says goes before what the file says. */
export function readFrame(
  doc: FrameDoc,
  path: string,
  overrides: NonNullable<LoadOptions['overrides']>,
  refuse: Refuse,
): Frame {
  const defaults: Default[] = [];
  const fill = <T>(key: string, given: T | undefined, value: T, text: string | number): T => {
    if (given !== undefined) return given;
    defaults.push({ path: key, value: text, source: LANGUAGE, assumed: false });
    return value;
  };
  checkOverrides(overrides, refuse);
  const days = overrides.horizonDays;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return {
    name: fill('scenario', doc.scenario, name, name),
    seed: overrides.seed ?? fill('seed', doc.seed, 1, 1),
    replications: overrides.replications ?? fill('replications', doc.replications, 200, 200),
    start: fill('start', doc.start, instantOf(2007, 1, 1), '2007-01-01'),
    horizonMs:
      days === undefined
        ? fill('horizon', doc.horizon, 52 * WEEK, '52 weeks')
        : Math.round(days * DAY),
    runOutMs: fill('runOut', doc.runOut, 60 * DAY, '60 days'),
    warmupMs: doc.warmup ?? null,
    defaults,
  };
}

function checkOverrides(overrides: NonNullable<LoadOptions['overrides']>, refuse: Refuse): void {
  const whole = (key: 'seed' | 'replications', least: number, most: number): void => {
    const value = overrides[key];
    if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
    const expected = `a whole number from ${least} to ${most}`;
    refuse([key], { message: `--${key} is out of range`, expected, value: String(value) });
  };
  whole('seed', 0, 4_294_967_295);
  whole('replications', 1, limits.replications);
  const days = overrides.horizonDays;
  if (days === undefined || (days > 0 && days <= limits.years * 365)) return;
  const expected = `more than 0 and at most ${limits.years * 365} days`;
  refuse(['horizon'], { message: '--horizon is out of range', expected, value: String(days) });
}
