/** Products and options that a plan had better do without: they work, and do not do what they are there for. */
import type { Engine, JobPlan } from '../org/backup/plan.ts';
import type { Draft } from './plan.ts';
import type { Warn } from './unwise.ts';
import type { Complaint } from './problem.ts';

const ENGINES: Partial<Record<Engine, Complaint>> = {
  'filter-driver': {
    message:
      'a product outside of streaming and VSS: Microsoft often gives it no support, and some of its sets may not fit together (BKP-71)',
    expected: "an engine of streaming or VSS, or drills that prove its sets under 'operations'",
  },
  memory: {
    message:
      'pages in memory may never reach the disk: what is copied there fits together in no set, and no restore works (ESE-20)',
    expected: 'an engine of streaming or VSS',
  },
};

const VERIFY: Complaint = {
  message:
    'databases change while they are copied: verifying them finds differences every time and proves nothing (TAPE-11, BKP-76)',
  expected: "no 'verify', and a restore drill instead",
};

/** Each by the key that chose it. */
export function warnOfProducts(plan: Draft, warn: Warn): void {
  const at = ({ path }: JobPlan, key: string): string[] => [...path.split('/'), key];
  for (const job of plan.jobs) {
    const complaint = ENGINES[job.engine];
    if (complaint !== undefined) warn(at(job, 'engine'), complaint);
    if (job.readsAgain) warn(at(job, 'verify'), VERIFY);
  }
}
