import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One row of the table. Which other fields it has depends on its group: see table/README.md. */
export interface Fact {
  readonly id: string;
  readonly statement: string;
  readonly source: string;
}

export interface FactGroup {
  readonly group: string;
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** In the order in which they are printed. */
const GROUPS = 'ESE BKP TRN RST REC REP DIAL RSG SRV CLU AD TAPE MON SLA PERM STR E W X'.split(' ');

export function readTable(root: string): FactGroup[] {
  return GROUPS.map((group) => {
    const path = join(root, 'test/fidelity/table', `${group}.json`);
    return JSON.parse(readFileSync(path, 'utf8')) as FactGroup;
  });
}
