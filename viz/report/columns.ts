/** Which metrics the comparison shows, and in which form. */
import type { Estimate, StrategyResult } from '../../sim/report/data.ts';

export type StatKey = 'p50' | 'p95' | 'max';

export interface Column {
  readonly metric: string;
  /** The population wanted first; the next one where a run has no other. */
  readonly over: readonly Estimate['over'][];
  readonly title: string;
  readonly note: string;
  /** `mean` with its interval, the share of replications with any, or quantiles. */
  readonly form: 'mean' | 'any' | 'quantiles';
  readonly stats: readonly StatKey[];
}

export interface ColumnGroup {
  readonly title: string;
  readonly columns: readonly Column[];
}

const ALL: readonly StatKey[] = ['p50', 'p95', 'max'];

/** The comparison in tables of a few columns: a board reads the first, a planner the second, and who pays the third. */
export function columnGroups(period: string): readonly ColumnGroup[] {
  return [
    {
      title: 'Mail lost',
      columns: [
        {
          metric: 'loss.messages', over: ['replication'], form: 'mean', stats: [],
          title: 'Messages lost', note: `mean of ${period}`,
        },
        {
          metric: 'loss.messages', over: ['replication'], form: 'any', stats: [],
          title: 'Any loss', note: `chance in ${period}`,
        },
        {
          metric: 'loss.window', over: ['incident'], form: 'quantiles', stats: ALL,
          title: 'Lost time per incident', note: 'length of the mail that is gone',
        },
        {
          metric: 'recovery.point', over: ['incident'], form: 'quantiles', stats: ALL,
          title: 'Recovery point', note: 'how far back the oldest loss lies',
        },
      ],
    },
    {
      title: 'Time to recover, and what backup takes',
      columns: [
        {
          metric: 'recovery.data', over: ['incident'], form: 'quantiles', stats: ALL,
          title: 'Data back after', note: 'from the failure, per incident',
        },
        {
          metric: 'downtime.service', over: ['replication'], form: 'mean', stats: [],
          title: 'Downtime', note: `mean of ${period}`,
        },
        {
          metric: 'backup.duration', over: ['replication', 'job'], form: 'mean', stats: [],
          title: 'Backup run', note: 'mean of a night',
        },
        {
          metric: 'backup.overruns', over: ['replication', 'job'], form: 'mean', stats: [],
          title: 'Overruns', note: 'backups that missed the window',
        },
      ],
    },
    {
      title: 'What it costs',
      columns: [
        {
          metric: 'cost.outlay', over: ['replication'], form: 'mean', stats: [],
          title: 'Outlay', note: 'drives, cartridges, hands',
        },
        {
          metric: 'cost.penalty', over: ['replication'], form: 'mean', stats: [],
          title: 'Penalty', note: 'downtime and lost mail',
        },
        {
          metric: 'cost.total', over: ['replication'], form: 'mean', stats: [],
          title: 'Total', note: 'both together',
        },
      ],
    },
  ]; // prettier-ignore
}

/** Whether a group is shown: costs only where a strategy has some, that is, where the scenario gives prices. */
export function isShown(strategies: readonly StrategyResult[], group: ColumnGroup): boolean {
  return group.columns.some(
    (column) =>
      !column.metric.startsWith('cost.') ||
      strategies.some((strategy) => estimateOf(strategy, column) !== null),
  );
}

/** The estimate that a column shows of a strategy, or null when the run has none. */
export function estimateOf(strategy: StrategyResult, column: Column): Estimate | null {
  const estimates = strategy.metrics[column.metric] ?? [];
  for (const over of column.over) {
    const found = estimates.find((estimate) => estimate.over === over);
    if (found) return found;
  }
  return null;
}
