import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderOf, isPattern, matcherOf } from '../../../sim/cli/suite/glob.ts';

describe('patterns', () => {
  it.each<[string, string[], string[]]>([
    ['*.yaml', ['a.yaml', '.yaml'], ['a.yml', 'b/a.yaml', 'a.yaml.bak']],
    ['**/*.yaml', ['a.yaml', 'b/a.yaml', 'b/c/a.yaml'], ['a.yml']],
    ['suite/**', ['suite/a.yaml', 'suite/b/c'], ['suite', 'other/suite/a']],
    ['a/**/b.yaml', ['a/b.yaml', 'a/x/y/b.yaml'], ['ab.yaml', 'a/xb.yaml']],
    ['s?a.{yaml,yml}', ['sla.yaml', 'sla.yml'], ['slla.yaml', 's/a.yaml', 'sla.json']],
    ['{a,b/{c,d}}.yaml', ['a.yaml', 'b/c.yaml', 'b/d.yaml'], ['b.yaml']],
    ['a+(b).yaml', ['a+(b).yaml'], ['aab.yaml']],
    ['a{b.yaml', ['a{b.yaml'], ['ab.yaml']],
  ])('%s', (pattern, yes, no) => {
    const matches = matcherOf(pattern);
    expect(yes.filter((path) => !matches(path))).toEqual([]);
    expect(no.filter(matches)).toEqual([]);
  });

  it('stay in the folder that they begin with', () => {
    expect(folderOf('suites/a/*.yaml')).toBe('suites/a');
    expect(folderOf('suites/**/b/*.yaml')).toBe('suites');
    expect(folderOf('*.yaml')).toBe('');
  });

  it('of a plain name mean that name and no other', () => {
    const name = fc.stringMatching(/^[\w.+()[\]^$|/-]{1,12}$/);
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(isPattern(a)).toBe(false);
        expect(matcherOf(a)(b)).toBe(a === b);
      }),
    );
  });
});
