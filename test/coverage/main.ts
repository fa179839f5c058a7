/**
 * How often every interval that Dialtone gives holds the truth: `npm run coverage -- [--trials n] [--json]`. Ends with 1
 * where one does not keep what it says.
 */
import { parseArgs } from 'node:util';
import { decisionRows } from './decisions.ts';
import { exactRows } from './exact.ts';
import { exposedRows } from './exposed.ts';
import type { Row } from './row.ts';
import { keeps } from './row.ts';
import { trialRows } from './trials.ts';

const { values } = parseArgs({
  options: { trials: { type: 'string', default: '1000' }, json: { type: 'boolean' } },
});
const trials = Number(values.trials);
if (!Number.isInteger(trials) || trials < 1) {
  console.error('--trials: a whole number of at least 1');
  process.exit(2);
}

const rows = [
  ...exactRows(),
  ...trialRows(trials),
  ...exposedRows(trials),
  ...decisionRows(trials),
];
if (values.json === true) console.log(JSON.stringify(rows, null, 2));
else for (const line of table(rows)) console.log(line);
process.exitCode = rows.every(keeps) ? 0 : 1;

function table(all: readonly Row[]): string[] {
  const percent = (share: number | null): string =>
    share === null ? '–' : `${(share * 100).toFixed(1)} %`;
  const line = (row: Row): string =>
    `| ${row.method} | ${row.law} | ${row.size} | ${percent(row.offered)} | ${percent(row.held)} | ${percent(row.misled)} | ${mark(row)} |`;
  const mark = (row: Row): string =>
    row.beyond === true ? 'not promised' : keeps(row) ? '' : 'not kept';
  return [
    '| method | law | size | offered | of these held | misled | |',
    '|---|---|---|--:|--:|--:|---|',
    ...all.map(line),
  ];
}
