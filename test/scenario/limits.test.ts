import { describe, expect, it } from 'vitest';
import { loadFiles, loadText, problemsOf, small, SMALL } from './helper.ts';

/** A scenario may come from a stranger: each of these ends in a plain error. One that hung would meet the time limit of tests. */
function messages(text: string): string {
  const result = loadText(text);
  expect(result.ok).toBe(false);
  return problemsOf(result)
    .map((each) => each.message)
    .join('; ');
}

describe('a hostile scenario is refused with a plain error', () => {
  it('a file of more than 1 MiB', () => {
    expect(messages(`${SMALL}# ${'x'.repeat(1_048_576)}`)).toContain('at most 1048576 bytes');
  });

  it('more than 100 aliases', () => {
    const text = `dialtone: 1\nscenario: &a x\nlist: [${'*a,'.repeat(101)}]\n`;
    expect(messages(text)).toContain('at most 100 aliases');
  });

  it('a billion laughs', () => {
    let text = 'dialtone: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n';
    for (let i = 1; i < 10; i++)
      text += `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(', ')}]\n`;
    expect(messages(text)).toContain('maps and lists after expansion; at most 100000');
  });

  it('a billion laughs in ranges', () => {
    const text =
      'dialtone: 1\norganization: { servers: { a0001..a9999: { b0001..b9999: { c0001..c9999: {} } } } }\n';
    expect(messages(text)).toContain('at most 100000');
  });

  it('a range of more than 10,000 names', () => {
    expect(messages(small('exch1..exch2', 'exch00001..exch99999'))).toContain('at most 10000');
  });

  it('a pattern that multiplies two large maps', () => {
    const many = Array.from({ length: 9000 }, (_, i) => `a${i}: {}`).join(', ');
    const text = `${SMALL}strategies: { s: { organization: { sites: { ${many} } } }, t: { extends: s, organization: { sites: { '*': { ${many} } } } } }\n`;
    expect(messages(text)).toMatch(/expand to too much|after expansion/);
  });

  it.each(['[', '{a: ', '- ', '&a [', '? '])('nesting by %j', (open) => {
    expect(messages(`dialtone: 1\nx: ${open.repeat(20_000)}`).length).toBeGreaterThan(0);
    expect(messages(`dialtone: 1\nx:\n${open.repeat(3000)}`).length).toBeGreaterThan(0);
  });

  it('nesting that is well formed', () => {
    expect(messages(`dialtone: 1\nx: ${'['.repeat(100)}${']'.repeat(100)}`)).toContain(
      'nested deeper',
    );
  });

  it('a value that contains itself', () => {
    expect(messages('dialtone: 1\nx: &a [*a]\n')).toContain("no anchor '&a' before this alias");
  });

  it('many keys in one map', () => {
    const keys = Array.from({ length: 90_000 }, (_, i) => `k${i}: 1\n`).join('');
    expect(messages(`dialtone: 1\n${keys}`)).toContain("unknown key 'k0'");
  });

  it('more replications than a million', () => {
    expect(messages(`${SMALL}replications: 1000001\n`)).toContain('more than 1000000');
  });

  it('positions beyond 2^53', () => {
    const text = small('standard: 100', 'standard: 1000000').replace(
      'quota: 400 MiB',
      'size: 1 GB, quota: 1 MB',
    );
    const heavy = text.replace(
      'profile: average',
      'profile: { sent: 1 messages, received: 1 messages, logs: 100000 logs }',
    );
    expect(messages(`${heavy}horizon: 100 years\n`)).toContain('2^53');
  });

  it('a long chain of files', () => {
    const files: Record<string, string> = { 'f0.yaml': SMALL };
    for (let i = 1; i < 30; i++) files[`f${i}.yaml`] = `dialtone: 1\nextends: f${i - 1}.yaml\n`;
    expect(problemsOf(loadFiles(files))[0].message).toBe('at most 20 files');
  });
});

describe('names of JavaScript are names like any other, or none', () => {
  it('__proto__ is refused', () => {
    expect(messages(`${SMALL}__proto__: { polluted: true }\n`)).toContain('a key is a plain word');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('a server may be called constructor, and a cause may not', () => {
    expect(loadText(small('exch1..exch2', 'constructor')).ok).toBe(true);
    expect(messages(`${SMALL}hazards: { constructor: none }\n`)).toContain(
      "no cause 'constructor'",
    );
    expect(messages(`${SMALL}hazards: { volume-lost: { constructor: {} } }\n`)).toContain('no law');
    expect(messages(small('sas-15k-73gb', 'constructor'))).toContain("no model 'constructor'");
    expect(messages(small('profile: average', 'profile: constructor'))).toContain('no profile');
    expect(
      messages(`${SMALL}expect: [{ metric: constructor, stat: mean, atMost: 1 }]\n`),
    ).toContain('no metric');
    expect(messages(`${SMALL}toString: 1\n`)).toContain("unknown key 'toString'");
  });
});
