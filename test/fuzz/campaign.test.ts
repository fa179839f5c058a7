/** The tool itself: what it draws, and what it does with a failure. */
import { describe, expect, it } from 'vitest';
import { block, namesIn, textOf } from './draft.ts';
import { features, generate } from './generate.ts';
import { judge } from './judge.ts';
import { allMarks } from './marks.ts';
import { runSeed } from './seeds.ts';
import { shrink } from './shrink.ts';

describe('a seed', () => {
  it('gives one scenario, whatever else was drawn, and one verdict', () => {
    expect(generate(12)).toEqual(generate(12));
    expect(generate(12).document).not.toEqual(generate(13).document);
    expect(runSeed(12)).toEqual(runSeed(12));
  });

  it('switches features wholly on or off, each in some seeds', () => {
    const on = new Map<string, number>();
    for (let seed = 0; seed < 200; seed++)
      for (const name of generate(seed).on) on.set(name, (on.get(name) ?? 0) + 1);
    for (const { name, swarm } of features) {
      expect(on.get(name) ?? 0, name).toBeGreaterThan(0);
      if (swarm < 1) expect(on.get(name), name).toBeLessThan(200);
    }
  });

  it('marks have names of their own', () => {
    expect(new Set(allMarks.map(({ name }) => name)).size).toBe(allMarks.length);
  });
});

describe('a failure', () => {
  it('is told with its checker, a refused scenario too', () => {
    const { document } = generate(3);
    block(document, 'organization').version = 'exchange-2010';
    const [failure] = judge(textOf(document), { sameness: false }).failures;
    expect(failure.checker).toBe('language');
  });

  it('shrinks to what it takes, and is a scenario still', () => {
    // A library that is empty: no backup ever succeeds, whatever else the scenario has.
    const { document } = generate(5);
    block(document, 'backup', 'defaults').keep = '4 weeks';
    for (const job of Object.values(block(document, 'backup', 'jobs')))
      (job as { when: string }).when = 'first Sun 20:00';
    const [failure] = judge(textOf(document), { sameness: false }).failures;
    expect(failure.checker).toBe('calm');
    const small = shrink(document, 'calm', { most: 60, sameness: false });
    expect(textOf(small.document).length).toBeLessThan(textOf(document).length);
    expect(namesIn(small.document).groups).toHaveLength(1);
    expect(judge(textOf(small.document), { sameness: false }).failures[0].checker).toBe('calm');
  });
});
