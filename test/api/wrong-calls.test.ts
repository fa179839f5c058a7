import { describe, expect, it } from 'vitest';
import { compare } from '../../sim/api/compare.ts';
import { load } from '../../sim/api/load.ts';
import type { Scenario } from '../../sim/api/load.ts';
import { SHORT } from '../report/small.ts';

const ABORTED = AbortSignal.abort();

async function short(): Promise<Scenario> {
  const loaded = await load({ text: SHORT });
  if (!loaded.ok) throw new Error('the scenario of this test is wrong');
  return loaded.scenario;
}

describe('load', () => {
  it('gives a scenario, or problems with their places', async () => {
    const loaded = await load({ text: SHORT }, { seed: 3, replications: 2 });
    expect(loaded).toMatchObject({
      ok: true,
      scenario: { seed: 3, replications: 2 },
      warnings: [],
    });
    const wrong = await load({ text: SHORT.replace('seed: 11', 'sead: 11'), path: 'a/b.yaml' });
    expect(wrong).toMatchObject({
      ok: false,
      problems: [{ severity: 'error', file: 'a/b.yaml', line: 3, column: 1, nearest: 'seed' }],
    });
    expect(await load('nowhere.yaml')).toMatchObject({
      ok: false,
      problems: [{ message: "cannot read 'nowhere.yaml': no such file" }],
    });
    const { scenario } = await import('./value.ts');
    expect(await load({ value: scenario, path: 'test/api/value.ts' })).toMatchObject({ ok: true });
  });

  it.each([
    [42, {}, 'load: the source must be a path, { text } or { value }, not 42'],
    [null, {}, 'not null'],
    [{ text: 3 }, {}, 'not {"text":3}'],
    [{ text: '', path: 3 }, {}, 'load: path must be a string, not 3'],
    [
      'mine.ts',
      {},
      "load: 'mine.ts' is a module: import it and pass { value: its default export }",
    ],
    ['a.yaml', { seed: -1 }, 'load: seed must be a whole number from 0 to 4294967295, not -1'],
    ['a.yaml', { seed: 4294967296 }, 'not 4294967296'],
    ['a.yaml', { replications: 1.5 }, 'load: replications must be a whole number from 1 to'],
    ['a.yaml', { sead: 1 }, "load: no option is called 'sead'; did you mean 'seed'?"],
    ['a.yaml', 7, 'load: options must be an object, not 7'],
  ])('refuses %j with %j by name and value', async (source, options, text) => {
    await expect(load(source as string, options as object)).rejects.toThrow(text);
  });
});

describe('compare', () => {
  it.each([
    [{ workers: 0 }, 'compare: workers must be a whole number from 1 to 256, not 0'],
    [{ workers: '2' }, "compare: workers must be a whole number from 1 to 256, not '2'"],
    [{ workers: Number.NaN }, 'not NaN'],
    [{ replications: -1 }, 'compare: replications must be a whole number from 1 to'],
    [
      { seed: 2 ** 32 },
      'compare: seed must be a whole number from 0 to 4294967295, not 4294967296',
    ],
    [{ onProgress: 'x' }, "compare: onProgress must be a function, not 'x'"],
    [{ signal: {} }, 'compare: signal must be an AbortSignal, not {}'],
    [
      { replication: 3 },
      "compare: no option is called 'replication'; did you mean 'replications'?",
    ],
    [{ signal: ABORTED }, 'This operation was aborted'],
  ])('refuses %j by name and value', async (options, text) => {
    await expect(compare(await short(), options as object)).rejects.toThrow(text);
  });

  it('takes only what load gave, since nothing else was checked', async () => {
    const scenario = await short();
    const text = 'compare: the scenario must be one that load() gave, not ';
    for (const wrong of [{ ...scenario }, { ok: true, scenario }, null, 'a.yaml']) {
      await expect(compare(wrong as Scenario)).rejects.toThrow(text);
    }
  });
});
