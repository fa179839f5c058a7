/** Ways to break the model: at least one for each promise in the head of a checker, which must notice. */
import type { Breakage } from './breakages/breakage.ts';
import { contentBreakages } from './breakages/content.ts';
import { logsBreakages } from './breakages/logs.ts';
import { runsBreakages } from './breakages/runs.ts';
import { supplyBreakages } from './breakages/supply.ts';

export type { Breakage } from './breakages/breakage.ts';

export const breakages: readonly Breakage[] = [
  ...contentBreakages,
  ...logsBreakages,
  ...supplyBreakages,
  ...runsBreakages,
];
