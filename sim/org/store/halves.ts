/**
 * Files of a database. In Exchange 2003 it is a pair: what MAPI clients write lies in the .edb, what comes from the
 * internet in the streaming file .stm, and neither is of any use without the other (ESE-36). In 2007 there is the .edb.
 */
import type { Plan } from '../plan.ts';

export const HALVES = ['edb', 'stm'] as const;
export type Half = (typeof HALVES)[number];

/** Whether databases of this version are pairs of files. */
export const hasHalves = (plan: Pick<Plan, 'version'>): boolean => plan.version === 'exchange-2003';

/** Bytes of the .edb: the first in every image of the database, before the .stm. */
export function edbBytes(plan: Plan, database: number): number {
  const { sizeBytes } = plan.databases[database];
  if (!hasHalves(plan)) return sizeBytes;
  return sizeBytes - Math.floor(sizeBytes * plan.figures.store.streamingShare);
}

/** Paths of the files that a database is made of. */
export function filesOf(plan: Plan, database: number): string[] {
  const { path } = plan.databases[database];
  return hasHalves(plan) ? HALVES.map((half) => `${path}/${half}`) : [path];
}

/** Path of the file in which a byte of the database lies. */
export function fileWith(plan: Plan, database: number, byte: number): string {
  const [edb, stm = edb] = filesOf(plan, database);
  return byte <= edbBytes(plan, database) ? edb : stm;
}
