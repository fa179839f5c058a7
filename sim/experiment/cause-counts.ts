/** Every cause of the table: simulated with expected and seen counts, switched off, or not modelled. */
import { YEAR } from '../engine/clock.ts';
import { meanOf, type Law } from '../engine/laws.ts';
import type { Pool } from '../measure/population.ts';
import { KINDS_OF_JOBS } from '../org/backup/silent.ts';
import { causeKeys, causes } from '../org/causes.ts';
import type { CauseKey } from '../org/causes.ts';
import { DISK, type LibraryPlan } from '../org/media/plan.ts';
import type { Plan } from '../org/plan.ts';
import { expectedFailures } from './renewals.ts';
import type { CauseCount } from './shapes.ts';

const isOwnDisks = ({ kind, volume }: LibraryPlan): boolean => kind === 'disk' && volume < 0;

export function causeCountsOf(
  pools: Readonly<Record<string, Pool>>,
  names: readonly string[],
): CauseCount[] {
  return causeKeys.map((key) => {
    const { does, unit, source, assumed } = causes[key];
    const counts = names.map((name) => [name, countOf(pools[name], key)] as const);
    const { plan } = pools[names[0]];
    return {
      cause: key,
      status: statusOf(plan, key),
      does,
      rate: rateOf(plan, key) ?? causes[key].rate,
      unit,
      source,
      assumed,
      counts: Object.fromEntries(counts),
    };
  });
}

function statusOf(plan: Plan, key: CauseKey): string {
  if (!causes[key].modelled) return 'not modelled';
  return (plan.hazards[key] ?? null) === null ? 'switched off' : 'simulated';
}

/** Per owner and year, or per occasion; null where the cause is switched off or not modelled. */
function rateOf(plan: Plan, key: CauseKey): number | null {
  const law = plan.hazards[key] ?? null;
  if (law === null || !causes[key].modelled) return null;
  if (key === 'disk-failed') return perDiskAndYear(plan, law);
  return causes[key].unit === 'probability' ? meanOf(law) : YEAR / meanOf(law);
}

/** Disks have ages, and their law is one of lives: what it comes to in the horizon, on average. */
function perDiskAndYear(plan: Plan, law: Law): number {
  const span = plan.clock.end - plan.clock.start;
  const byAge = new Map<number, number>();
  for (const { disks, diskAgeMs } of plan.volumes)
    byAge.set(diskAgeMs, (byAge.get(diskAgeMs) ?? 0) + disks);
  let failures = 0;
  for (const [age, disks] of byAge) failures += disks * expectedFailures(law, age, span);
  return failures / ownersOf(plan, 'disk-failed') / (span / YEAR);
}

function countOf(pool: Pool, key: CauseKey) {
  let seen = 0;
  let absorbed = 0;
  let occasions = 0;
  for (const result of pool.results) {
    seen += result.causes[key]?.seen ?? 0;
    absorbed += result.causes[key]?.absorbed ?? 0;
    occasions += result.occasions[key] ?? 0;
  }
  return { expected: expectedOf(pool, key, occasions), seen, absorbed };
}

/** Rate × owners × years for what strikes on the calendar; probability × occasions for the rest. */
function expectedOf(pool: Pool, key: CauseKey, occasions: number): number | null {
  const rate = rateOf(pool.plan, key);
  if (rate === null) return null;
  if (causes[key].unit === 'probability') return rate * occasions;
  const { start, end } = pool.plan.clock;
  return rate * ownersOf(pool.plan, key) * ((end - start) / YEAR) * pool.results.length;
}

/** How many things of the organization carry a cause. */
function ownersOf(plan: Plan, key: CauseKey): number {
  const { per } = causes[key];
  switch (per) {
    case 'disk':
      return plan.volumes.reduce((sum, { disks }) => sum + disks, 0);
    case 'volume':
      // Disk targets on disks of their own are struck alike.
      return plan.volumes.length + plan.libraries.filter(isOwnDisks).length;
    case 'database':
      return plan.databases.length;
    case 'server':
      return plan.servers.length;
    case 'controller':
      return plan.controllers.length;
    case 'job':
      // Of every group the fulls and the log backups, whether the plan has them or not.
      return plan.groups.length * KINDS_OF_JOBS;
    case 'drive':
      return plan.drives.filter(({ model }) => model !== DISK).length;
    case 'mailbox':
      return plan.databases.reduce((sum, { mailboxCount }) => sum + mailboxCount, 0);
    case 'site':
      return plan.sites.length;
    // Occasions, not owners.
    case 'rebuild':
    case 'set':
    case 'mount':
    case 'step':
      return 0;
    default:
      return assertUnreachable(per);
  }
}

function assertUnreachable(per: never): never {
  throw new Error(`no cause is per ${String(per)}`);
}
