/** A suite with one of everything, written by hand. */
import type {
  CaseResult,
  DoneScenario,
  SuiteResult,
} from '../../../sim/experiment/suite/shapes.ts';

const HOUR = 3_600_000;

export function caseResult(changes: Partial<CaseResult> = {}): CaseResult {
  return {
    ...{ title: 'suite/sla.yaml › Back in 4 h (daily)', name: 'Back in 4 h', who: 'daily' },
    ...{ strategy: 'daily', kind: 'expectation', metric: 'recovery.data', stat: 'p95', unit: 'ms' },
    ...{ outcome: 'pass', fails: false, measured: 3 * HOUR, ci95: [2 * HOUR, 3.5 * HOUR] },
    ...{ limit: { atMost: 4 * HOUR }, because: 'the whole interval is inside', before: null },
    ...{ whenUndecided: 'fail', position: { file: 'suite/sla.yaml', line: 7, column: 5 } },
    ...{ replay: [] },
    ...changes,
  };
}

export const missed = caseResult({
  ...{ name: 'Back, in: 4 h & 100 % <sure>', who: 'weekly', strategy: 'weekly' },
  ...{ outcome: 'miss', fails: true, measured: 6 * HOUR, ci95: [5 * HOUR, 8 * HOUR] },
  ...{ because: 'the whole interval is beyond the limit', position: at(8) },
  replay: ["dialtone compare 'suite/a b.yaml' --strategy weekly --seed 1 --replications 50"],
  before: { measured: 3 * HOUR, ci95: [2 * HOUR, 4 * HOUR] },
});

export const open = caseResult({
  ...{ name: 'Nothing is lost', who: 'a - b', strategy: null, metric: 'loss.messages' },
  ...{ stat: 'mean', unit: 'messages', outcome: 'undecided', fails: true, measured: null },
  ...{ ci95: null, limit: { atMost: 0 }, position: at(9) },
  because: '10 of the 72 independent observations that it needs: about 720 replications',
});

export const warned = caseResult({ ...open, name: 'Perhaps', fails: false, whenUndecided: 'warn' });

function at(line: number) {
  return { file: 'suite/sla.yaml', line, column: 5 };
}

export const done: DoneScenario = {
  ...{ kind: 'done', path: 'suite/sla.yaml', name: 'The "SLA" & <more>', digest: 'd1g35t' },
  ...{ seed: 7, replications: 50, start: Date.UTC(2007, 2, 5) },
  fingerprints: { daily: 'f1', weekly: 'f2' },
  cases: [caseResult(), missed, open, warned],
};

export const suite: SuiteResult = {
  digest: 'abcdef',
  scenarios: [
    done,
    {
      ...{ kind: 'wrong', path: 'suite/wrong.yaml' },
      problems: [
        {
          ...{ severity: 'error', file: 'suite/wrong.yaml', line: 3, column: 7 },
          ...{ path: 'expect/0/metric', message: "no metric 'x, y: 5%'", nearest: 'loss.messages' },
        },
      ],
    },
    {
      ...{ kind: 'broken', path: 'suite/broken.yaml', name: 'broken' },
      ...{ message: "strategy 'daily', replication 3, seed 1: content vanished", replay: null },
    },
  ],
  notRun: 0,
};
