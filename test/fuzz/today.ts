import { execFileSync } from 'node:child_process';
import { uniform } from '../../sim/engine/draw.ts';

/** Room for as many seeds as anybody runs from here. */
const SEEDS = 4_000_000_000;

/** A seed that changes with the commit, so that every change meets scenarios of its own; 1 where there is no repository. */
export function seedOfCommit(): number {
  try {
    const commit = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' });
    return Math.floor(uniform(0, 0, commit.trim(), 'fuzz', 0) * SEEDS);
  } catch {
    return 1;
  }
}
