/**
 * How often every interval that Dialtone gives holds the truth: `npm run coverage -- [--trials n] [--only years,looks]
 * [--json]`. Ends with 1 where one does not keep what it says.
 */
import { parseArgs } from 'node:util';
import { decisionRows } from './decisions.ts';
import { exactRows } from './exact.ts';
import { exposedRows } from './exposed.ts';
import type { Row } from './row.ts';
import { keeps } from './row.ts';
import { trialRows } from './trials.ts';

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '1000' },
    only: { type: 'string' },
    json: { type: 'boolean' },
  },
});
const trials = Number(values.trials);
if (!Number.isInteger(trials) || trials < 1) {
  console.error('--trials: a whole number of at least 1');
  process.exit(2);
}

const parts: Readonly<Record<string, (trials: number) => Row[]>> = {
  exact: exactRows,
  years: trialRows,
  exposure: exposedRows,
  looks: decisionRows,
};
const asked = values.only?.split(',') ?? Object.keys(parts);
for (const part of asked) {
  if (parts[part] !== undefined) continue;
  console.error(`--only: ${part} is none of ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
const rows = asked.flatMap((part) => parts[part](trials));
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
