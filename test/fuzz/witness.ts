/**
 * Looks for a seed at which a checker fails: `--checker name --seed first --count n`. Prints the seed, and who else failed on
 * the way; nothing where none does.
 */
import { parseArgs } from 'node:util';
import { textOf } from './draft.ts';
import { generate } from './generate.ts';
import { judge } from './judge.ts';

const { values } = parseArgs({
  options: {
    checker: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1' },
  },
});

const first = Number(values.seed);
const isComparing = ['sameness', 'hidden'].includes(values.checker);
const others = new Set<string>();
for (let seed = first; seed < first + Number(values.count); seed++) {
  const { failures } = judge(textOf(generate(seed).document), { sameness: isComparing });
  for (const { checker } of failures) others.add(checker);
  if (!others.has(values.checker)) continue;
  others.delete(values.checker);
  console.log(JSON.stringify({ seed, others: [...others] }));
  break;
}
