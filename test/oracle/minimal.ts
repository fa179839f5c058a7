/** A running organization in which nothing happens but what a test does to it: no jobs, no hazards, no drills. */
import { createOrganization, type OrganizationSim } from '../../sim/org/wiring.ts';
import type { Plan } from '../../sim/org/plan.ts';
import { planOf, smallYaml } from '../support/organization.ts';

/** Mailboxes by group and database; every group logs to the same volume. An average mailbox fills 12 logs a weekday. */
export function stillPlan(mailboxes: readonly (readonly number[])[], weekend: number): Plan {
  const databases = (g: readonly number[]): string =>
    g.map((n, d) => `
            db${d + 1}: { on: database, mailboxes: { standard: ${n} }, profile: average, quota: 400 MiB, size: 10 GiB }`).join(''); // prettier-ignore
  const groups = mailboxes.map((g, i) => `
        sg${i + 1}:
          logs: logs
          databases:${databases(g)}`).join(''); // prettier-ignore
  const plan = planOf(smallYaml({ groups }));
  const workload = { ...plan.figures.workload, weekendShare: weekend / 1000 };
  return { ...plan, jobs: [], figures: { ...plan.figures, workload } };
}

/** It stands at the beginning of its warm-up, its databases mounted. */
export function still(plan: Plan): OrganizationSim {
  const sim = createOrganization(plan, { seed: 1, replication: 0 });
  sim.runUntil(plan.clock.warmupStart);
  return sim;
}
