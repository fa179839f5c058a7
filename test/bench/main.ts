/** npm run bench -- [--only name] [--json file]: how fast, compared with peers in the same run. */
import { writeFileSync } from 'node:fs';
import { readOptions } from '../tools/options.ts';
import type { Bench, Measured, Result } from './bench.ts';
import { exposure } from './exposure.ts';
import { flagship } from './flagship.ts';
import { hold } from './hold.ts';
import { pool } from './pool.ts';
import { recorder } from './recorder.ts';
import { suite } from './suite.ts';

const BENCHES: readonly Bench[] = [hold, flagship, recorder, pool, exposure, suite];

if (process.argv[2] === '--apart') {
  const [name, ...args] = process.argv.slice(3);
  console.log(await BENCHES.find((bench) => bench.name === name)?.apart?.(...args));
} else {
  process.exitCode = await main();
}

async function main(): Promise<number> {
  const options = readOptions('bench', { only: { type: 'string' }, json: { type: 'string' } });
  const chosen = BENCHES.filter((bench) => !options.only || bench.name === options.only);
  if (chosen.length === 0) {
    const names = BENCHES.map((bench) => bench.name).join(', ');
    console.error(`bench: no bench is called ${options.only}; there are ${names}`);
    return 2;
  }
  const results: Measured[] = [];
  for (const bench of chosen) {
    results.push(...(await bench.run((text) => console.error(`${bench.name}: ${text}`))));
  }
  for (const result of results) console.log(inLine(result));
  if (options.json) {
    const plain: Result[] = results.map(({ name, value, unit, ratioTo }) => {
      return { name, value, unit, ratioTo };
    });
    writeFileSync(options.json, `${JSON.stringify(plain, null, 2)}\n`);
  }
  return 0;
}

/** A missed goal is shown, and no failure: what else the machine does decides too much. */
function inLine(result: Measured): string {
  const { name, value, unit, ratioTo, atLeast = {}, atMost = {} } = result;
  const goal = (key: string, figure: number) => {
    const low = atLeast[key];
    const high = atMost[key];
    if (low !== undefined) return ` (${figure >= low ? 'goal' : 'MISSED'}: at least ${low})`;
    if (high !== undefined) return ` (${figure <= high ? 'goal' : 'MISSED'}: at most ${high})`;
    return '';
  };
  const ratios = Object.entries(ratioTo).map(
    ([peer, ratio]) => `\n    ${ratio.toFixed(2).padStart(7)} x ${peer}${goal(peer, ratio)}`,
  );
  const figure = `${inWords(value).padStart(10)} ${unit}${goal('itself', value)}`;
  return `${name.padEnd(24)}${figure}${ratios.join('')}`;
}

function inWords(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(2)} M`;
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
