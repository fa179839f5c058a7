import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { analyse } from '../../../sim/experiment/analyse.ts';
import type { Exposure } from '../../../sim/experiment/exposure/shapes.ts';
import { exposureBlocks } from '../../../sim/report/terminal/exposure.ts';
import { plainPaint } from '../../../sim/report/terminal/paint.ts';
import type { FakeIncident } from '../fake-pool.ts';
import { fakePool } from '../fake-pool.ts';
import { fakeExposure } from './fake-exposure.ts';

const exposure = fakeExposure({
  bad: 0.02,
  strategies: {
    weekly: (_, hidden, i) => ({
      windowMs: hidden === 'sound' ? 12 * HOUR + (i % 3) * HOUR : 120 * HOUR,
      dataMs: (4 + (i % 3)) * HOUR,
    }),
    daily: (_, __, i) => ({ windowMs: (12 + (i % 3)) * HOUR, dataMs: (2 + (i % 3)) * HOUR }),
  },
});

function asked(
  years: Readonly<Record<string, (i: number) => readonly FakeIncident[]>>,
  injected: Exposure | null,
) {
  const names = Object.keys(years);
  return analyse({
    ...{ seed: 1, replications: 100, baseline: 'weekly', expectations: [] },
    strategies: names.map((name) => ({ name, label: name })),
    pools: Object.fromEntries(
      names.map((name) => [name, fakePool(Array.from({ length: 100 }, (_, i) => years[name](i)))]),
    ),
    exposure: injected,
  });
}

const once = (i: number): readonly FakeIncident[] => (i < 5 ? [{ windowMs: 12 * HOUR }] : []);

describe('the verdict with exposure', () => {
  it('rests on exposure where years do not decide, with years beside it', () => {
    const { verdict } = asked({ weekly: once, daily: once }, exposure);
    expect(verdict.headline).toMatch(
      /^By exposure, daily against weekly: in 98 \[98 to 98\] of 100 tape recoveries they lose within a night of each other, in 2 \[2 to 2\] weekly loses more \(up to 4 d 12 h of mail\); on average it loses 2 h 8 min less \[.*\], less than a night; data is back 2 h sooner on average \[2 h to 2 h\] \(336 injected strikes\)\.$/,
    );
    expect(verdict.sentences[0]).toMatch(/^In 100 simulated years, daily against weekly/);
    expect(verdict.sentences.join(' ')).toMatch(/rates, which are held fixed/);
  });

  it('rests on years where they decide who loses more', () => {
    const far = (hours: number) => () => ['a', 'b'].map((key) => ({ key, windowMs: hours * HOUR }));
    const { verdict } = asked({ weekly: far(200), daily: far(2) }, exposure);
    expect(verdict.headline).toMatch(/^In 100 simulated years/);
    expect(verdict.sentences[0]).toMatch(/^By exposure/);
  });

  it('warns where years contradict what was composed, naming figure and both intervals', () => {
    const often = () => Array.from({ length: 3 }, (_, i) => ({ key: `k${i}` }));
    const rare = asked({ weekly: often, daily: often }, exposure).exposure!;
    expect(rare.warnings[0]).toMatch(
      /^weekly: incidents a year composed of exposures is \[2, 2\] \/year, years say \[2\.\d+, 3\.\d+\]/,
    );
    const twice = () => often().slice(0, 2);
    const agreeing = asked({ weekly: twice, daily: twice }, exposure).exposure!;
    const incidents = agreeing.years.filter(({ figure }) => figure === 'incidents');
    expect(incidents.map(({ overlap }) => overlap)).toEqual([true, true]);
  });

  it('is told on the terminal by cause, by pair and as a year', () => {
    const result = asked({ weekly: once, daily: once }, exposure).exposure;
    const text = exposureBlocks(result, plainPaint).flat().join('\n');
    expect(text).toContain('Mail lost by a strike (336 strikes injected in 24 base runs');
    expect(text).toMatch(/volume-lost\s+2\s+15 h 8 min/);
    expect(text).toMatch(/daily recovery\.data\s+-2 h/);
    expect(text).toMatch(/weekly\s+2 \[2, 2\]/);
    expect(exposureBlocks(null, plainPaint)).toEqual([]);
  });
});
