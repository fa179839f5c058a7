import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatProblem, loadScenario, loadValue } from '../../sim/scenario/index.ts';
import { flagshipText, readDisk } from './helper.ts';

const WORDS = [
  'null', '~', '[]', '{}', '0', '-1', '.nan', '.inf', '1e999', 'true', '"', "'", '*a', '&a ', '!!str ', '- ', ': ', '\n', '\t',
  '%', '400 Mb', '4 h', 'Thu 14:30', 'week 3 Thu 14:30', 'exch1..exch4', 'a1..a9999', '*', '__proto__', 'constructor',
  'servers/*', 'servers/exch2', 'default', 'none', 'all', 'last Fri 20:00', 'every 4 h from 00:00', '# ', '---', '{ x: 1 }',
]; // prettier-ignore

/** One change of a text: cut a piece, put a word, double a piece, swap two lines. */
const mutation = fc.record({
  kind: fc.constantFrom('cut', 'put', 'double', 'replace', 'drop line', 'swap lines'),
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  other: fc.double({ min: 0, max: 0.999, noNaN: true }),
  length: fc.nat(40),
  word: fc.constantFrom(...WORDS),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(text: string, { kind, at, other, length, word }: Mutation): string {
  const i = Math.floor(at * text.length);
  if (kind === 'cut') return text.slice(0, i) + text.slice(i + length);
  if (kind === 'put') return text.slice(0, i) + word + text.slice(i);
  if (kind === 'double') return text.slice(0, i + length) + text.slice(i);
  if (kind === 'replace') {
    // Whole values are the likelier slips: from a colon to the next comma, brace or line.
    const rest = text.slice(i);
    const colon = rest.indexOf(': ');
    if (colon < 0) return text;
    const value = /^[^,}\n]*/.exec(rest.slice(colon + 2))![0];
    return text.slice(0, i + colon + 2) + word + rest.slice(colon + 2 + value.length);
  }
  const lines = text.split('\n');
  const a = Math.floor(at * lines.length);
  const b = Math.floor(other * lines.length);
  if (kind === 'drop line') return lines.toSpliced(a, 1).join('\n');
  return lines.with(a, lines[b]).with(b, lines[a]).join('\n');
}

it('no change of the flagship makes the loader throw or hang, and every mistake has a place', () => {
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
      const text = mutations.reduce(mutate, flagshipText);
      const result = loadScenario('fuzz.yaml', () => text);
      if (result.ok) {
        const [{ plan }] = result.scenario.strategies;
        expect(JSON.stringify(plan)).not.toMatch(/null,"sizeBytes"|NaN|Infinity/);
        expect(plan.clock.start).toBeLessThan(plan.clock.end);
        return;
      }
      expect(result.problems.some((each) => each.severity === 'error')).toBe(true);
      const lines = text.split('\n');
      for (const problem of result.problems) {
        expect(formatProblem(problem).length).toBeLessThan(2000);
        expect(problem.line).toBeGreaterThanOrEqual(1);
        expect(problem.line).toBeLessThanOrEqual(lines.length + 1);
        expect(problem.column).toBeGreaterThanOrEqual(1);
      }
    }),
    { numRuns: 600 },
  );
});

it('no value makes the loader throw', () => {
  const key = fc.constantFrom(
    'dialtone',
    'organization',
    'servers',
    'backup',
    'jobs',
    'strategies',
    'expect',
    'faults',
    'hazards',
    'a1..a3',
    '*',
    'extends',
  );
  const value = fc.letrec((tie) => ({
    leaf: fc.oneof(
      fc.constantFrom(1, ...WORDS),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
    ),
    node: fc.oneof(
      { depthSize: 'small' },
      tie('leaf'),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(key, tie('node'), { maxKeys: 4 }),
    ),
  })).node;
  fc.assert(
    fc.property(fc.dictionary(key, value), (document) => {
      expect(loadValue({ ...document, dialtone: 1 }, 'x.ts', readDisk)).toHaveProperty('ok');
    }),
    { numRuns: 500 },
  );
});
