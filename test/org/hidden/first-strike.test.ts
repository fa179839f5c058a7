import { describe, expect, it } from 'vitest';
import { uniform } from '../../../sim/engine/draw.ts';
import { drawFirst, type Stretch } from '../../../sim/org/store/first-strike.ts';

const NOW = 1000;
const draw = (n: number, why: string): number => uniform(11, 0, why, 'test', n);

/** The same by trial and error: strikes at their rates, thrown away where somebody had noticed. */
function byTrial(stretches: readonly Stretch[], noticed: number, count: number): (number | null)[] {
  const kept: (number | null)[] = [];
  for (let n = 0; kept.length < count; n++) {
    let at: number | null = null;
    stretches.forEach(({ from, to, rate }, i) => {
      const first = from - Math.log(draw(n, `strike ${i}`)) / rate;
      if (at === null && first < to) at = first;
    });
    const until = at === null ? Infinity : at - Math.log(draw(n, 'notice')) / noticed;
    if (until > NOW) kept.push(at);
  }
  return kept;
}

describe('the first strike that nobody has noticed', () => {
  const cases: [string, Stretch[], number][] = [
    ['one rate', [{ from: 0, to: NOW, rate: 0.002 }], 0.005],
    ['noticed as often as struck', [{ from: 0, to: NOW, rate: 0.003 }], 0.003],
    ['two rates, and none at last', [{ from: 0, to: 500, rate: 0.004 }, { from: 500, to: 800, rate: 0.001 }], 0.002],
  ]; // prettier-ignore
  it.each(cases)(
    'is there as often, and as old, as by trial and error: %s',
    (_, stretches, noticed) => {
      const count = 20000;
      const mine = Array.from({ length: count }, (_each, n) =>
        drawFirst(stretches, noticed, NOW, draw(n, 'u'), draw(n, 'where')),
      );
      const theirs = byTrial(stretches, noticed, count);
      const share = (all: (number | null)[]): number =>
        all.filter((at) => at !== null).length / count;
      const mean = (all: (number | null)[]): number =>
        all.reduce((sum: number, at) => sum + (at ?? 0), 0) / count / share(all);
      expect(Math.abs(share(mine) - share(theirs))).toBeLessThan(0.02);
      expect(Math.abs(mean(mine) - mean(theirs))).toBeLessThan(15);
    },
  );

  it('is none where nothing strikes', () => {
    expect(drawFirst([{ from: 0, to: NOW, rate: 0 }], 0.1, NOW, 0.001, 0.5)).toBeNull();
    expect(drawFirst([{ from: 5, to: 5, rate: 1 }], 0, NOW, 0.001, 0.5)).toBeNull();
  });
});
