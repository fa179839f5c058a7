/**
 * `npm run fuzz -- [--seed n] [--count n] [--on feature] [--workers n] [--json f] [--shrink] [--scenario file]`: random
 * organizations, plans and failures under every checker, from one printed seed; with `--on` only those seeds that a feature is
 * on in. Ends with 1 where a checker fails or, in a campaign of a thousand seeds and more, where a mark was never hit; those of
 * what is rare are due from ten thousand on.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { formatInstant } from '../../sim/engine/clock.ts';
import { campaign, work, WORKER } from './campaign.ts';
import type { Failure } from './checkers/checker.ts';
import { textOf } from './draft.ts';
import type { Mark } from './feature.ts';
import { features, generate } from './generate.ts';
import { judge } from './judge.ts';
import { addMarks, allMarks, type Marks } from './marks.ts';
import { isCompared, type SeedResult } from './seeds.ts';
import { shrink } from './shrink.ts';
import { seedOfCommit } from './today.ts';

/** From so many seeds on every mark is due, and those of what is rare. */
const DUE = 1000;
const RARE_DUE = 10_000;
/** A campaign may last an hour: a line per so many seeds. */
const PROGRESS = 1000;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    count: { type: 'string', default: '200' },
    workers: { type: 'string' },
    json: { type: 'string' },
    shrink: { type: 'boolean', default: false },
    scenario: { type: 'string' },
    on: { type: 'string' },
    worker: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(
    'npm run fuzz -- [--seed n] [--count n] [--on feature] [--workers n] [--json f] [--shrink] [--scenario file]',
  );
  process.exit(0);
}

const whole = (name: string, text: string, least: number): number => {
  const n = Number(text);
  if (Number.isInteger(n) && n >= least && n < 4_294_967_296) return n;
  console.error(`--${name}: a whole number of at least ${least}`);
  process.exit(2);
};

if (process.argv.includes(WORKER)) work();
else if (values.scenario !== undefined) judgeFile(values.scenario);
else await runCampaign();

/** One scenario file, as a shrunk failure is: every checker once more. */
function judgeFile(path: string): void {
  const { failures, events } = judge(readFileSync(path, 'utf8'), { sameness: true });
  for (const failure of failures) console.log(lineOf(path, failure));
  console.log(
    `${path}: ${events} events, ${failures.length === 0 ? 'every checker is content' : 'fails'}`,
  );
  process.exitCode = failures.length === 0 ? 0 : 1;
}

async function runCampaign(): Promise<void> {
  const first = values.seed === undefined ? seedOfCommit() : whole('seed', values.seed, 0);
  const count = whole('count', values.count, 1);
  const workers = values.workers === undefined ? undefined : whole('workers', values.workers, 1);
  const { on } = values;
  if (on !== undefined && !features.some(({ name }) => name === on)) {
    console.error(`--on: one of ${features.map(({ name }) => name).join(', ')}`);
    process.exit(2);
  }
  const how = on === undefined ? '' : ` --on '${on}'`;
  console.log(
    `seeds ${first} to ${first + count - 1}: npm run fuzz --${how} --seed ${first} --count ${count}`,
  );
  const marks: Marks = {};
  const failed: SeedResult[] = [];
  const ons: Record<string, number> = {};
  let events = 0;
  let seeds = 0;
  await campaign({
    first,
    count,
    wanted: (seed) => on === undefined || generate(seed).on.includes(on),
    ...(workers === undefined ? {} : { workers }),
    tell(result) {
      seeds += 1;
      addMarks(marks, result.marks);
      for (const name of result.on) ons[name] = (ons[name] ?? 0) + 1;
      ({ events } = { events: events + result.events });
      if (seeds % PROGRESS === 0 && seeds < count) console.log(`${seeds} seeds so far`);
      if (result.failures.length === 0) return;
      failed.push(result);
      console.log(lineOf(`seed ${result.seed}`, result.failures[0]));
    },
  });
  const never = allMarks.filter(({ name }) => marks[name] === undefined).map(({ name }) => name);
  for (const { name } of allMarks)
    if (marks[name]) console.log(`${String(marks[name]).padStart(9)} ${name}`);
  for (const name of never) console.log(`    never ${name}`);
  const off = features.filter(({ name }) => ons[name] === undefined).map(({ name }) => name);
  if (off.length > 0) console.log(`features that were on in no seed: ${off.join(', ')}`);
  console.log(`${seeds} seeds, ${events} events, ${failed.length} failed`);
  if (values.json !== undefined)
    writeFileSync(
      values.json,
      `${JSON.stringify({ first, count, events, marks, never, failed }, null, 2)}\n`,
    );
  for (const result of values.shrink ? failed.slice(0, 3) : []) makeSmall(result);
  const isDue = ({ name, rare }: Mark): boolean =>
    never.includes(name) && seeds >= (rare === true ? RARE_DUE : DUE);
  process.exitCode = failed.length > 0 || allMarks.some(isDue) ? 1 : 0;
}

function makeSmall({ seed, failures: [failure] }: SeedResult): void {
  const { document } = generate(seed);
  const small = shrink(document, failure.checker, { sameness: isCompared(seed) });
  mkdirSync('out', { recursive: true });
  const path = `out/fuzz-${seed}.yaml`;
  const again = judge(textOf(small.document), { sameness: isCompared(seed) }).failures;
  const said = again.find((f) => f.checker === failure.checker) ?? failure;
  const head = [
    `# ${lineOf(`seed ${seed}`, said)}`,
    `# Check it again:  npm run fuzz -- --scenario ${path}`,
    `# Watch it:        node dist/dialtone.js run ${path} --check --replication 0 --exposure 0`,
  ];
  writeFileSync(path, `${head.join('\n')}\n${textOf(small.document)}`);
  console.log(
    `seed ${seed}: ${small.tried} smaller ones tried; npm run fuzz -- --scenario ${path}`,
  );
}

function lineOf(what: string, { checker, at, message }: Failure): string {
  const when = at === 0 ? '' : ` at ${formatInstant(at)}`;
  return `${what}: ${checker}${when}: ${message.replaceAll('\n', ' ')}`;
}
