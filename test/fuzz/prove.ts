/**
 * `npm run fuzz:prove -- [--only checker] [--named words] [--count n] [--from seed]`: breaks the model in a way that each checker
 * is there for, and looks for a seed at which that checker notices, from the one on that the table names. The same seed must be
 * nothing to it where nothing is broken; else a later one is looked for. Ends with 1 where a checker did not notice, or only at
 * seeds at which it complains anyway.
 */
import { parseArgs } from 'node:util';
import { breakages, type Breakage } from './breakages.ts';
import { prove } from './proof.ts';
import { runSeed } from './seeds.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    named: { type: 'string', default: '' },
    count: { type: 'string', default: '60' },
    from: { type: 'string' },
  },
});

/** What it comes to, as a line; null where nobody noticed. */
async function told(breakage: Breakage, count: number): Promise<string | null> {
  const { checker } = breakage;
  const end = breakage.seed + count;
  for (let seed = breakage.seed; seed < end;) {
    const noticed = await prove({ ...breakage, seed }, end - seed);
    if (noticed === null) return null;
    if (!runSeed(noticed.seed).failures.some((f) => f.checker === checker)) {
      const beside = noticed.others.length > 0 ? ` (beside ${noticed.others.join(', ')})` : '';
      return `at seed ${noticed.seed}${beside}`;
    }
    seed = noticed.seed + 1;
  }
  return null;
}

let isProved = true;
for (const each of breakages) {
  if (values.only !== undefined && each.checker !== values.only) continue;
  if (!each.name.includes(values.named)) continue;
  const breakage = values.from === undefined ? each : { ...each, seed: Number(values.from) };
  const at = await told(breakage, Number(values.count));
  isProved &&= at !== null;
  console.log(
    at === null
      ? `MISSED  by ${each.checker}: ${each.name}`
      : `noticed by ${each.checker}: ${each.name} ${at}`,
  );
}
process.exitCode = isProved ? 0 : 1;
