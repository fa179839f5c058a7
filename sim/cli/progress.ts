/** One line on standard error, on a terminal only: how far the run is and how long it will take. */
import { formatDuration } from '../engine/clock.ts';
import type { Progress } from '../experiment/run.ts';

const REDRAW_MS = 100;

export interface ProgressLine {
  update(progress: Progress): void;
  clear(): void;
}

export function progressLine(show: boolean, what = 'runs'): ProgressLine {
  const began = performance.now();
  let drawn = -REDRAW_MS;
  let width = 0;
  return {
    update({ done, total, strategy }) {
      const now = performance.now();
      if (!show || (now - drawn < REDRAW_MS && done < total)) return;
      drawn = now;
      const line = lineOf(done, total, strategy, now - began, what);
      process.stderr.write(`\r${line.padEnd(width)}`);
      width = line.length;
    },
    clear() {
      if (width > 0) process.stderr.write(`\r${' '.repeat(width)}\r`);
      width = 0;
    },
  };
}

/** '124 of 600 runs (21 %), daily-full, about 1 min 20 s left'. */
export function lineOf(
  done: number,
  total: number,
  strategy: string,
  elapsedMs: number,
  what = 'runs',
): string {
  const share = Math.floor((100 * done) / total);
  const left = (elapsedMs / done) * (total - done);
  // To whole seconds: a clock that counts milliseconds only flickers.
  const estimate =
    done === total ? 'done' : `about ${formatDuration(Math.ceil(left / 1000) * 1000)} left`;
  return `${done} of ${total} ${what} (${share} %), ${strategy}, ${estimate}`;
}
