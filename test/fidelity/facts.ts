/** npm run facts -- [--json] [--require-claimed]: which facts of the table a test shows. */
import { readOptions } from '../tools/options.ts';
import { readTree } from '../tools/tree.mjs';
import { countsOf, coverage } from './coverage.ts';
import type { Coverage } from './coverage.ts';
import * as scope from './scope.ts';
import { readTable } from './table.ts';
import { titlesOf } from './titles.ts';

const options = readOptions('facts', {
  json: { type: 'boolean' },
  'require-claimed': { type: 'boolean' },
});

const table = readTable('.');
const groups = table.map((each) => each.group);
const titles = readTree('.', ['test'], /\.test\.ts$/).flatMap((file) =>
  titlesOf(file.path, file.source, groups),
);
const found = coverage(table, titles, scope);

if (options.json) console.log(JSON.stringify(countsOf(found), null, 2));
else print(found);

for (const error of found.errors) console.error(`facts: ${error}`);
if (options['require-claimed'] && found.missing.length > 0) {
  console.error(`facts: claimed, but no test names them: ${found.missing.join(' ')}`);
}
if (found.errors.length > 0 || (options['require-claimed'] && found.missing.length > 0)) {
  process.exitCode = 1;
}

function print({ groups: rows, missing }: Coverage): void {
  const line = (name: string, counts: readonly (string | number)[], title: string) =>
    `${name.padEnd(6)}${counts.map((count) => String(count).padStart(8)).join('')}  ${title}`;
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);

  console.log(line('group', ['total', 'tested', 'open', 'waits', 'left'], 'about'));
  for (const row of rows) {
    const { total, tested, open, waiting } = row;
    const counts = [total, tested.length, open.length, waiting.length, row.outOfScope.length];
    console.log(line(row.group, counts, row.title));
  }
  const totals = [sum((row) => row.total), sum((row) => row.tested.length)];
  totals.push(
    sum((row) => row.open.length),
    sum((row) => row.waiting.length),
    sum((row) => row.outOfScope.length),
  );
  console.log(line('all', totals, ''));

  console.log('\nleft out of scope:');
  for (const id of rows.flatMap((row) => row.outOfScope)) {
    console.log(`  ${id.padEnd(8)}${scope.outOfScope[id]}`);
  }
  console.log('\nwaiting for parts that are not modelled yet:');
  for (const id of rows.flatMap((row) => row.waiting)) {
    console.log(`  ${id.padEnd(8)}${scope.waiting[id]}`);
  }
  const shown = scope.claimed.length - missing.length;
  console.log(`\nclaimed: ${scope.claimed.length}, shown by a test: ${shown}`);
  if (missing.length > 0) console.log(`claimed, but no test names them: ${missing.join(' ')}`);
}
