import { describe, expect, it } from 'vitest';
import { lineOf } from '../../sim/cli/progress.ts';
import { quote } from '../../sim/cli/replay.ts';

describe('progress', () => {
  it('counts runs and estimates what is left', () => {
    expect(lineOf(150, 600, 'daily-full', 30_000)).toBe(
      '150 of 600 runs (25 %), daily-full, about 1 min 30 s left',
    );
    expect(lineOf(600, 600, 'daily-full', 1000)).toContain('done');
  });
});

describe('quote', () => {
  it('leaves plain words alone and quotes the rest for the shell', () => {
    expect(quote('servers/exch1:volume-lost:1')).toBe('servers/exch1:volume-lost:1');
    expect(quote("it's here.yaml")).toBe("'it'\\''s here.yaml'");
  });
});
