/** Any partition of a suite, written as parts and joined, is the suite. */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinPartials } from '../../../sim/cli/suite/join.ts';
import { openPartial, PARTIAL } from '../../../sim/cli/suite/partial.ts';
import { version } from '../../../sim/cli/version.ts';
import { shardsOf } from '../../../sim/experiment/suite/shard.ts';
import { html } from '../../../sim/report/suite/html.ts';
import { json } from '../../../sim/report/suite/json.ts';
import { plainPaint } from '../../../sim/report/terminal/paint.ts';
import { caseResult, done } from '../../report/suite/fixture.ts';

const around = { paint: plainPaint, relative: (file: string) => file };
const works = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 12 });

describe('joined parts', () => {
  it('are the unsharded run, byte for byte, also where every part was broken off once', () => {
    fc.assert(
      fc.property(works, fc.integer({ min: 1, max: 6 }), fc.nat({ max: 6 }), (all, count, cut) => {
        const folder = mkdtempSync(join(tmpdir(), 'dialtone-join-'));
        const scenarios = all.map((work, i) => {
          const cases = [caseResult({ measured: work / 3, name: `é "${i}"` })];
          return { ...done, path: `s${i}.yaml`, cases };
        });
        const shards = shardsOf(all, count);
        const paths = Array.from({ length: count }, (_, k) => {
          const path = join(folder, `${k}.jsonl`);
          const mine = all.flatMap((_work, i) => (shards[i] === k + 1 ? [i] : []));
          const shard = { index: k + 1, count };
          const program = { schema: PARTIAL, dialtone: version, program: 'p', suite: 'digest' };
          const head = { ...program, shard, scenarios: all.length, mine };
          const first = openPartial(path, head);
          for (const i of mine.slice(0, cut)) first.add(i, scenarios[i]);
          // The plug was pulled in the middle of a line.
          appendFileSync(path, '{"index":0,"resu');
          const second = openPartial(path, head);
          expect([...second.results.keys()]).toEqual(mine.slice(0, cut));
          for (const i of [...mine.slice(cut)].reverse()) second.add(i, scenarios[i]);
          second.end();
          return path;
        });
        const joined = joinPartials([...paths].reverse());
        const whole = { digest: 'digest', scenarios, notRun: 0 };
        expect(json.end(joined, around)).toBe(json.end(whole, around));
        expect(html.end(joined, around)).toBe(html.end(whole, around));
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 40 },
    );
  });
});
