/**
 * `npm run fuzz:prove -- [--only checker] [--count n] [--from seed]`: breaks the model in a way that each checker is there for,
 * and looks for a seed at which that checker notices, from the one on that the table names. The same seed must be nothing to
 * it where nothing is broken. Ends with 1 where a checker did not notice, or always complains.
 */
import { parseArgs } from 'node:util';
import { breakages } from './breakages.ts';
import { prove } from './proof.ts';
import { runSeed } from './seeds.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    count: { type: 'string', default: '60' },
    from: { type: 'string' },
  },
});

let isProved = true;
for (const each of breakages) {
  if (values.only !== undefined && each.checker !== values.only) continue;
  const breakage = values.from === undefined ? each : { ...each, seed: Number(values.from) };
  const noticed = await prove(breakage, Number(values.count));
  const isAlways =
    noticed !== null &&
    runSeed(noticed.seed, false).failures.some((f) => f.checker === each.checker);
  isProved &&= noticed !== null && !isAlways;
  const beside = noticed?.others.length ? ` (beside ${noticed.others.join(', ')})` : '';
  const word = noticed === null ? 'MISSED ' : isAlways ? 'ALWAYS ' : 'noticed';
  const at = noticed === null ? '' : ` at seed ${noticed.seed}${beside}`;
  console.log(`${word} by ${each.checker}: ${each.name}${at}`);
}
process.exitCode = isProved ? 0 : 1;
