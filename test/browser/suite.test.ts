/** The page of `dialtone test`, as it is opened from a file. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { html } from '../../sim/report/suite/html.ts';
import { plainPaint } from '../../sim/report/terminal/paint.ts';
import { suite } from '../report/suite/fixture.ts';
import { startChromium } from './chromium.ts';
import { faintTexts, overflow, smallTexts } from './probes.ts';

let browser: Browser;
const file = join(mkdtempSync(join(tmpdir(), 'dialtone-suite-page-')), 'suite.html');

beforeAll(async () => {
  browser = await startChromium();
  const around = { paint: plainPaint, relative: (path: string) => path };
  writeFileSync(file, html.end(suite, around));
});
afterAll(() => browser?.close());

async function open(colorScheme: 'light' | 'dark', width: number) {
  const viewport = { width, height: 900 };
  const context = await browser.newContext({ viewport, colorScheme, offline: true });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  await page.goto(pathToFileURL(file).href);
  return { page, requests, complaints, close: () => context.close() };
}

describe('the page of a suite', () => {
  test('stands alone, failures first', async () => {
    const { page, requests, complaints, close } = await open('light', 1280);
    expect(requests).toHaveLength(1);
    expect(complaints).toEqual([]);
    const titles = await page.locator('h2').allTextContents();
    expect(titles).toEqual(['Not decided at all', 'Failures (2)', 'Warnings (1)', 'Everything']);
    const first = page.locator('tbody tr').first();
    expect(await first.textContent()).toContain('Back, in: 4 h & 100 % <sure> (weekly)');
    expect(await first.locator('pre').textContent()).toContain('dialtone compare');
    expect(await page.locator('svg circle.miss').count()).toBe(2);
    await close();
  });

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['dark', 420],
  ] as const)('can be read in %s, %i px wide', async (scheme, width) => {
    const { page, close } = await open(scheme, width);
    expect(await page.evaluate(faintTexts)).toEqual([]);
    expect(await page.evaluate(smallTexts)).toEqual([]);
    expect(await page.evaluate(overflow)).toEqual({ wide: 0, out: [] });
    await close();
  });
});
