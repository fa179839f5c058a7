/**
 * Cost a year, where the scenario gives prices. Outlay: drives, and the cartridges that a plan writes, written off over
 * some years; what had to be bought again, and hands, as they fell due. Penalty: mailboxes without service, lost mail.
 */
import { HOUR, YEAR } from '../engine/clock.ts';
import { DISK } from '../org/media/plan.ts';
import type { Plan } from '../org/plan.ts';
import type { ReplicationResult } from './rows.ts';

export interface Cost {
  readonly outlay: number;
  readonly penalty: number;
}

/** Null where nothing is priced. */
export function costOf(plan: Plan, result: ReplicationResult): Cost | null {
  const { prices, clock, figures } = plan;
  const drives = plan.drives.filter(({ model }) => model !== DISK);
  if (prices === null) return null;
  const years = (clock.end - clock.start) / YEAR;
  const writeOffYears = figures.operations.writeOffMs / YEAR;
  const { jobs, spending } = result;
  const stock = drives.length * prices.drive + jobs.cartridges * prices.cartridge;
  const again = spending.drives * prices.drive + spending.cartridges * prices.cartridge;
  const hands = (spending.operatorMs / HOUR) * prices.operatorHour;
  const down = downMailboxHours(plan, result) * prices.mailboxHourDown;
  const lost = lostMailboxHours(plan, result) * prices.lostMailboxHour;
  return {
    outlay: stock / writeOffYears + (again + hands) / years,
    penalty: (down + lost) / years,
  };
}

function downMailboxHours(plan: Plan, { downtime }: ReplicationResult): number {
  return downtime.reduce(
    (sum, row) => sum + (row.serviceMs / HOUR) * plan.databases[row.database].mailboxCount,
    0,
  );
}

/** Length of the lost mail of every affected database, times its mailboxes. */
function lostMailboxHours(plan: Plan, { incidents }: ReplicationResult): number {
  let hours = 0;
  for (const { databases } of incidents) {
    for (const row of databases) {
      hours += (row.windowMs / HOUR) * plan.databases[row.database].mailboxCount;
    }
  }
  return hours;
}
