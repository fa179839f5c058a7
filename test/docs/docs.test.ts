import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runStrategies } from '../../sim/experiment/run.ts';
import { metricNames } from '../../sim/metrics/index.ts';
import { formatProblem, jsonSchema, loadScenario } from '../../sim/scenario/index.ts';
import type { LoadResult } from '../../sim/scenario/index.ts';
import { model, simulateSmall } from '../report/small.ts';
import type { Json } from '../support/json-schema.ts';
import { errors } from '../support/json-schema.ts';
import { fencesOf, rowsOf } from './fences.ts';
import type { Fence } from './fences.ts';
import { documents, rewritten } from './tables.ts';

const read = (path: string): string => readFileSync(path, 'utf8');
const paths = [...documents, 'README.md'];
const yaml = paths.flatMap((path) =>
  fencesOf(read(path))
    .filter(({ language }) => language === 'yaml')
    .map((fence) => ({ ...fence, path })),
);
const named = new Map(yaml.filter(({ name }) => name !== '').map((each) => [each.name, each.text]));

/** Loads an example as the file `mine.yaml`; what it extends is another example, or a file that ships. */
function load(fence: Fence): LoadResult {
  const header = 'dialtone: 1\nextends: small.yaml\n';
  const own = fence.kind === 'part' ? header + fence.text : fence.text;
  return loadScenario('mine.yaml', (path) =>
    path === 'mine.yaml' ? own : (named.get(path) ?? read(path)),
  );
}

const told = (result: LoadResult): string[] =>
  (result.ok ? result.warnings : result.problems).map(formatProblem);

describe('examples', () => {
  const good = yaml.filter(({ kind }) => kind !== 'wrong');
  it.each(good.map((each) => [`${each.path}:${each.line}`, each] as const))(
    '%s loads without a word',
    (_, fence) => {
      const result = load(fence);
      expect(told(result)).toEqual([]);
      expect(result.ok).toBe(true);
    },
  );

  const complete = good.filter(({ kind, path }) => kind === 'scenario' || path === 'README.md');
  it.each(complete.map((each) => [`${each.path}:${each.line}`, each] as const))(
    '%s can be simulated',
    async (_, fence) => {
      const result = load(fence);
      if (!result.ok) throw new Error(told(result).join('\n'));
      const { strategies, seed } = result.scenario;
      const short = strategies.map((each) => {
        const { start } = each.plan.clock;
        const clock = {
          ...each.plan.clock,
          end: start + 7 * 86_400_000,
          latest: start + 10 * 86_400_000,
        };
        return { ...each, plan: { ...each.plan, clock } };
      });
      const pools = await runStrategies(model, short, { seed, replications: 1 });
      for (const { name } of strategies)
        expect(pools[name].results[0].jobs.count).toBeGreaterThan(0);
    },
    120_000,
  );

  it('that are wrong bring exactly the errors that stand behind them', () => {
    let seen = 0;
    for (const path of paths) {
      const fences = fencesOf(read(path));
      fences.forEach((fence, i) => {
        if (fence.kind !== 'wrong') return;
        seen++;
        expect(`${told(load(fence)).join('\n')}\n`, `${path}:${fence.line}`).toBe(
          fences[i + 1].text,
        );
      });
    }
    expect(seen).toBeGreaterThanOrEqual(2);
  });
});

/** Every key path of the schema; blocks that repeat another stand once. */
function keysOf(schema: Json, path = ''): string[] {
  const inner = (schema.anyOf as Json[] | undefined)?.flatMap((each) => keysOf(each, path)) ?? [];
  if (schema.items !== undefined) inner.push(...keysOf(schema.items as Json, `${path}[]`));
  for (const [key, each] of Object.entries((schema.properties ?? {}) as Record<string, Json>)) {
    const own = path === '' ? key : `${path}/${key}`;
    inner.push(own, ...keysOf(each, own));
  }
  const more = schema.additionalProperties;
  if (typeof more === 'object' && more !== null) inner.push(...keysOf(more as Json, `${path}/*`));
  return inner;
}

const REPEATED = [
  // Patches of the blocks above, and what a job, a server or an expectation says already.
  /^strategies\/\*\/(?:organization|backup|recovery|operations|parameters)(?:\/|$)/,
  /^backup\/defaults\/./,
  /^organization\/servers\/\*\/nodes\/\*\/volumes\/./,
  // Blocks whose keys have a table of their own.
  /^parameters\/\w+$/,
  // Refused by name in this version.
  /^(?:size|subjectTo)/,
];

const schema = jsonSchema() as Json;
const language = read('scenarios/LANGUAGE.md');

/** The part of the schema that a key path means, and its alternatives. */
function schemasAt(at: Json, steps: readonly string[]): Json[] {
  const wider = ((at.anyOf as Json[] | undefined) ?? []).flatMap((each) => schemasAt(each, steps));
  if (steps.length === 0) return [at];
  const [step, ...rest] = steps;
  const own = step.replace(/\[\]$/, '');
  const properties = (at.properties ?? {}) as Record<string, Json>;
  const more = own === '*' ? (at.additionalProperties as Json) : properties[own];
  if (more === undefined) return wider;
  const lists = [more, ...((more.anyOf as Json[] | undefined) ?? [])];
  const next = step.endsWith('[]')
    ? lists.flatMap((each) => (each.items === undefined ? [] : [each.items as Json]))
    : [more];
  return [...wider, ...next.flatMap((each) => schemasAt(each, rest))];
}

describe('LANGUAGE.md', () => {
  const rows = rowsOf(language);

  it('lists every key of the schema, and no key that does not exist', () => {
    const keys = new Set(keysOf(schema).filter((key) => !REPEATED.some((each) => each.test(key))));
    const listed = rows.map(({ key }) => key);
    expect(listed.filter((key, i) => listed.indexOf(key) !== i)).toEqual([]);
    expect([...keys].filter((key) => !listed.includes(key))).toEqual([]);
    expect(listed.filter((key) => !keys.has(key))).toEqual([]);
  });

  const examples = rows.filter(
    ({ cells }) => cells.length === 5 && cells[3] !== '' && !cells[0].includes('`hazards/'),
  );
  it.each(examples.map(({ key, cells }) => [key, cells[3]] as const))('%s: %s', (key, example) => {
    const written = /^`(.*)`$/.exec(example)?.[1];
    expect(written).toBeDefined();
    const value: unknown = parse(written!);
    const found = schemasAt(schema, key.split('/')).map((each) =>
      errors(each, value).filter((error) => !/: no \w+$/.test(error)),
    );
    expect(found.length).toBeGreaterThan(0);
    expect(
      found.some((each) => each.length === 0),
      JSON.stringify(found),
    ).toBe(true);
  });
});

describe('MEASURES.md', () => {
  it('lists every metric', () => {
    const listed = rowsOf(read('sim/metrics/MEASURES.md')).map(({ key }) => key);
    expect(metricNames.filter((name) => !listed.includes(name))).toEqual([]);
  });
});

describe('the results file', () => {
  it('has no field that MEASURES.md does not name', async () => {
    const { experiment } = await simulateSmall();
    const text = read('sim/metrics/MEASURES.md');
    const section = text.slice(
      text.indexOf('## In the results file'),
      text.indexOf('## How often'),
    );
    const estimates = Object.values(experiment.strategies[0].metrics).flat();
    const fields = new Set([...estimates, ...experiment.differences].flatMap(Object.keys));
    // Both are the keys under which a difference stands.
    for (const key of ['of', 'minus', 'metric']) fields.delete(key);
    expect([...fields].filter((field) => !section.includes(`\`${field}\``))).toEqual([]);
  });
});

describe('both', () => {
  it.each(documents)('%s has its tables as the code would write them (npm run docs)', (path) => {
    expect(read(path)).toBe(rewritten(read(path)));
  });

  it.each([...paths, 'ARCHITECTURE.md'])('%s links to files that exist', (path) => {
    for (const [, target] of read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      expect(existsSync(join(dirname(path), target)), target).toBe(true);
    }
  });
});
