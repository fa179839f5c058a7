/** The flag on the axis of the timeline, the table of states under it, and the mark. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { makeReport } from '../viz/fixture.ts';
import { startChromium } from './chromium.ts';
import { makeTemplate, openReport, type Opened } from './page.ts';

let browser: Browser;
let template: string;
let opened: Opened;
let page: Page;
const data = makeReport();

beforeAll(async () => {
  [browser, template] = await Promise.all([startChromium(), makeTemplate()]);
});
afterAll(() => browser?.close());

beforeEach(async () => {
  opened = await openReport(browser, template, data);
  page = opened.page;
  await page.locator('.picture .span').first().waitFor();
  await page.locator('.picture').focus();
});
afterEach(async () => {
  expect(opened.complaints).toEqual([]);
  await opened.close();
});

/** A change of the view is drawn with the next frame. */
async function press(key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  );
}

describe('the flag on the axis', () => {
  const title = () => page.locator('.state-panel h4').textContent();
  const states = (state: string) =>
    page
      .locator('.states tr')
      .filter({ has: page.locator('td', { hasText: state }) })
      .count();
  const t0 = () => data.stories[0].row.at;
  const now = async () =>
    Number(await page.locator('.scrubber[role=slider]').getAttribute('aria-valuenow'));

  test('dragged along the axis, it shows what every lane is at its instant', async () => {
    expect(await title()).toContain('(t0)');
    expect(await states('its file is lost')).toBe(5);
    const flag = (await page.locator('.scrubber rect').boundingBox())!;
    const picture = (await page.locator('.picture').boundingBox())!;
    await page.mouse.move(flag.x + flag.width / 2, flag.y + 8);
    await page.mouse.down();
    await page.mouse.move(picture.x + picture.width - 20, flag.y + 8, { steps: 5 });
    await page.mouse.up();
    await expect.poll(title).toContain('t0 +');
    expect(await states('its file is lost')).toBe(0);
    expect(await states('content held')).toBe(5);
    // Anywhere on the axis will do; before the failure all is well.
    await page.mouse.click(picture.x + 210, flag.y + 8);
    await expect.poll(title).toContain('t0 \u2212');
    expect(await states('content held')).toBe(5);
    // The view stayed where it was.
    expect(await page.locator('.item.active').count()).toBe(0);
  });

  test('by key it goes from change to change, and by the hour', async () => {
    const { changes } = data.stories[0].states;
    await press('l');
    expect(await now()).toBe(changes.find(({ at }) => at > t0())?.at);
    await press('j');
    await press('j');
    expect(await now()).toBe(changes.findLast(({ at }) => at < t0())?.at);
    const before = await now();
    await press('Shift+L');
    expect(await now()).toBe(before + 3_600_000);
    await page.locator('.scrubber').focus();
    await press('ArrowRight');
    expect(await now()).toBe(changes.find(({ at }) => at > before + 3_600_000)?.at);
    await press('Home');
    expect(await now()).toBe(data.stories[0].from);
    expect(await page.locator('.scrubber').getAttribute('aria-valuetext')).toContain('t0 \u2212');
  });

  test('M marks the selected stretch, and lets it go', async () => {
    await page.locator('.span.family-down').first().click();
    await press('m');
    expect(await page.locator('rect.mark').count()).toBe(1);
    expect(await page.locator('text.mark').textContent()).toMatch(/\d.(h|min)$/);
    await press('.');
    await press('m');
    expect(await page.locator('text.mark').textContent()).toMatch(/, \d\d:\d\d$/);
    await press('m');
    expect(await page.locator('rect.mark').count()).toBe(0);
  });
});
