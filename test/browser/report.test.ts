/** The page as a reader meets it: opened from a file, offline, in light and dark, wide and narrow. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { period } from '../../viz/report/period.ts';
import { makeReport } from '../viz/fixture.ts';
import { startChromium } from './chromium.ts';
import { makeTemplate, openReport } from './page.ts';
import { faintTexts, overflow, overfull, smallTexts } from './probes.ts';

let browser: Browser;
let template: string;
const data = makeReport();

beforeAll(async () => {
  [browser, template] = await Promise.all([startChromium(), makeTemplate()]);
});
afterAll(() => browser?.close());

describe('the page', () => {
  test('opens offline, complains of nothing and asks for nothing', async () => {
    const { page, complaints, requests, close } = await openReport(browser, template, data);
    expect(await page.title()).toContain(data.scenario.name);
    expect(await page.locator('.verdict .headline').textContent()).toBe(data.verdict.headline);
    for (const sentence of data.verdict.sentences) {
      expect(await page.locator('.verdict li', { hasText: sentence }).count()).toBe(1);
    }
    expect(complaints).toEqual([]);
    expect(requests).toHaveLength(1);
    await close();
  });

  test('sets the strategies side by side and marks the baseline', async () => {
    const { page, close } = await openReport(browser, template, data);
    const rows = page.locator('table.comparison').first().locator('tbody tr');
    expect(await rows.count()).toBe(data.strategies.length);
    expect(await rows.nth(0).textContent()).toContain('baseline');
    expect(await rows.nth(1).textContent()).not.toContain('baseline');
    expect(await page.locator('.comparison').first().textContent()).toContain('not decided: needs');
    expect(await page.locator('.comparison .interval').count()).toBeGreaterThan(10);
    expect(await page.locator('.tail-chart path.stair').count()).toBe(data.strategies.length);
    await close();
  });

  test('lists every cause: simulated in the matrix, the others as not modelled', async () => {
    const { page, close } = await openReport(browser, template, data);
    for (const { cause, status } of data.causes) {
      const place = status === 'simulated' ? '.causes tbody th' : '.left-out li b';
      const found = await page.locator(place).filter({ hasText: cause }).count();
      expect(found, cause).toBeGreaterThan(0);
    }
    await close();
  });

  test('shows the week of the cause that loses most, and of any other that is chosen', async () => {
    const { page, close } = await openReport(browser, template, data);
    const carpets = page.locator('table.week');
    expect(await carpets.count()).toBe(data.strategies.length);
    const week = page.locator('.week-choices');
    expect(await week.getByLabel('Cause').inputValue()).toBe('volume-lost');
    const thursday = carpets.first().locator('tbody tr').nth(3).locator('td').nth(14);
    expect(await thursday.getAttribute('title')).toMatch(/^Thu 14:00: .*worst /);
    const before = await thursday.textContent();
    await week.getByLabel('Cause').selectOption('server-failed');
    expect(await thursday.textContent()).not.toBe(before);
    await week.getByLabel('Figure').selectOption('recovery.data');
    await week.getByLabel('Of it').selectOption('max');
    expect(await thursday.textContent()).toMatch(/2.h/);
    await close();
  });

  test('sets the year put together beside the simulated ones, with what contradicts', async () => {
    const { page, close } = await openReport(browser, template, data);
    const warning = page.locator('#exposure .warning');
    expect(await warning.textContent()).toBe(data.exposure!.warnings[0]);
    const rows = page.locator('table.composed tbody tr:not(.scale)');
    expect(await rows.filter({ hasText: `chance in ${period(data.horizonMs)}` }).count()).toBe(1);
    expect(await rows.count()).toBe(data.exposure!.years.length);
    await close();
  });

  test("answers the book's claims, with what each answer is made of and the curve", async () => {
    const { page, complaints, close } = await openReport(browser, template, data);
    const { answers, curve } = data.claims!;
    const told = page.locator('.claims > *');
    expect(await told.count()).toBe(answers.length);
    for (const [i, { id, verdict }] of answers.entries()) {
      const text = await told.nth(i).textContent();
      expect(text).toContain(id);
      expect(text).toContain(verdict);
    }
    await told.first().locator('summary').click();
    expect(await told.first().locator('tbody tr').count()).toBe(2);
    const known = curve.points.filter(({ because }) => because === null);
    expect(await page.locator('#claims circle.point').count()).toBe(
      known.length * data.strategies.length,
    );
    expect(await page.locator('#claims').textContent()).toContain('a full does not fit the window');
    expect(complaints).toEqual([]);
    await close();
  });

  test('names the figures that change an answer, and how far each moves it', async () => {
    const { page, close } = await openReport(browser, template, data);
    const { ends, rates } = data.assumptions!;
    const changed = [...ends, ...rates].filter(({ change }) => change !== 'none');
    const rows = page.locator('table.changes tbody tr');
    expect(await rows.count()).toBe(changed.length + data.assumptions!.expectations.length);
    expect(await rows.first().textContent()).toContain('Back in 4 h');
    expect(await rows.filter({ hasText: 'turns round' }).count()).toBe(2);
    const bars = page.locator('table.tornado tbody tr:not(.scale)');
    expect(await bars.first().textContent()).toContain('replayed in recovery');
    const widths = await bars
      .locator('rect.low')
      .evaluateAll((all) =>
        all.map((each) => Number.parseFloat(each.getAttribute('width') ?? '0')),
      );
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    await close();
  });

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 900],
    ['dark', 900],
  ] as const)('in %s at %d px reads well', async (colorScheme, width) => {
    const viewport = { width, height: 900 };
    const opened = await openReport(browser, template, data, { colorScheme, viewport });
    const { page, close } = opened;
    await page.locator('.picture .span').first().waitFor();
    for (const summary of await page.locator('summary').all()) await summary.click();
    await page.locator('.as-table tbody tr').first().waitFor();
    expect(await page.evaluate(overflow)).toEqual({ wide: 0, out: [] });
    expect(await page.evaluate(overfull)).toEqual([]);
    expect(await page.evaluate(smallTexts)).toEqual([]);
    expect(await page.evaluate(faintTexts)).toEqual([]);
    await close();
  });

  test('dark is dark', async () => {
    const { page, close } = await openReport(browser, template, data, { colorScheme: 'dark' });
    const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(ground).toBe('rgb(20, 23, 27)');
    await close();
  });
});

describe('what could go wrong', () => {
  test('names from a stranger stay text', async () => {
    const evil = `<img src=x onerror="document.title='owned'"></script><script>document.title='owned'</script>`;
    const story = data.stories[0];
    const hostile = makeReport();
    const report = {
      ...hostile,
      scenario: { name: evil, digest: evil, path: evil },
      verdict: { headline: evil, sentences: [evil] },
      strategies: hostile.strategies.map((each) => ({ ...each, label: evil })),
      causes: hostile.causes.map((each) => ({ ...each, does: evil, source: evil })),
      exposure: null,
      sequential: null,
      notModelled: [{ what: evil, why: evil }],
      stories: [
        {
          ...story,
          why: evil,
          lanes: story.lanes.map((each) => ({ ...each, label: evil })),
          spans: story.spans.map((each) => ({ ...each, label: evil, kind: evil, details: [evil] })),
          story: [{ at: story.row.at, text: evil, because: evil }],
          command: evil,
        },
      ],
    };
    const { page, complaints, close } = await openReport(browser, template, report);
    await page.locator('.as-table summary').click();
    await page.locator('.as-table tbody tr').first().waitFor();
    await page.locator('.picture .item').first().hover();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).toContain('<img');
    expect(await page.locator('.verdict .headline').textContent()).toBe(evil);
    expect(complaints).toEqual([]);
    await close();
  });

  test.each([
    ['without data', '/*DATA*/', 'no data yet'],
    ['with damaged data', '{"schema":', 'damaged'],
    ['with data of another version', '{"schema":"dialtone/report/9"}', 'dialtone/report/9'],
  ])('%s it says so', async (_, text, words) => {
    const { page, close } = await openReport(browser, template, text);
    expect(await page.locator('[role=alert]').textContent()).toContain(words);
    await close();
  });

  test('a run without losses, stories or a second strategy still makes a page', async () => {
    const one = {
      ...data,
      strategies: [{ ...data.strategies[0], incidents: [], metrics: {} }],
      differences: [],
      exposure: null,
      assumptions: null,
      claims: undefined,
      stories: [],
      expectations: [],
      scorecard: [],
      parameters: [],
      sequential: null,
      notModelled: [],
    };
    const { page, complaints, close } = await openReport(browser, template, one);
    expect(complaints).toEqual([]);
    expect(await page.locator('.comparison').first().textContent()).toContain('not measured');
    expect(await page.locator('.tail-chart').textContent()).toContain('No incident lost anything');
    expect(await page.evaluate(overflow)).toEqual({ wide: 0, out: [] });
    await close();
  });

  test('two thousand incidents a strategy are shown a page at a time', async () => {
    const { page, close } = await openReport(browser, template, makeReport(2000));
    const list = page.locator('.incident-lists details').first();
    await list.locator('summary').click();
    const rows = list.locator('tbody tr');
    // A disclosure tells that it is open in a later turn.
    await rows.first().waitFor();
    expect(await rows.count()).toBe(25);
    await list.locator('button').click();
    expect(await rows.count()).toBe(50);
    await close();
  });
});
