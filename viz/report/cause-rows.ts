/** Causes × strategies as numbers: what struck, what became an incident of it, what that lost. */
import type { CauseCount, ReportData } from '../../sim/report/data.ts';

export interface CauseCell {
  readonly expected: number | null;
  readonly seen: number;
  readonly absorbed: number;
  readonly incidents: number;
  /** Per incident; null without one. */
  readonly meanLossMs: number | null;
  readonly meanLossMessages: number | null;
  /** Share of all mail that this strategy lost. */
  readonly shareOfLoss: number;
}

export interface CauseRow {
  readonly cause: CauseCount;
  readonly cells: readonly CauseCell[];
}

/** One row for each cause that is simulated, those with the most incidents first. */
export function causeRows(data: ReportData): CauseRow[] {
  const totals = data.strategies.map((strategy) =>
    strategy.incidents.reduce((sum, incident) => sum + incident.loss.messages, 0),
  );
  const rows = data.causes
    .filter((cause) => cause.status === 'simulated')
    .map((cause) => ({
      cause,
      cells: data.strategies.map((strategy, i) => {
        const own = strategy.incidents.filter((incident) => incident.cause === cause.cause);
        const messages = own.reduce((sum, incident) => sum + incident.loss.messages, 0);
        const windows = own.reduce((sum, incident) => sum + incident.loss.windowMs, 0);
        const counts = cause.counts[strategy.name] ?? { expected: null, seen: 0, absorbed: 0 };
        return {
          ...counts,
          incidents: own.length,
          meanLossMs: own.length > 0 ? windows / own.length : null,
          meanLossMessages: own.length > 0 ? messages / own.length : null,
          shareOfLoss: totals[i] > 0 ? messages / totals[i] : 0,
        };
      }),
    }));
  const incidents = (row: CauseRow) => row.cells.reduce((sum, cell) => sum + cell.incidents, 0);
  return rows.toSorted((a, b) => incidents(b) - incidents(a));
}
