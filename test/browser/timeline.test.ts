/** The timeline under keys, pointer and a screen reader. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { readFileSync } from 'node:fs';
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

const visibleRange = () => page.locator('.visible-range').textContent();

/** A change of the view is drawn with the next frame. */
async function press(key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  );
}

describe('keys', () => {
  test('W, S, A and D change what is visible, and 0 shows everything', async () => {
    const seen = [await visibleRange()];
    for (const key of ['w', 'd', 'a', 's', '0']) {
      await press(key);
      seen.push(await visibleRange());
    }
    const [start, closer, later, back, out, all] = seen;
    expect(closer).not.toBe(start);
    expect(later).not.toBe(closer);
    expect(back).toBe(closer);
    expect(out).toBe(start);
    expect(all).not.toBe(start);
    expect(await page.locator('.picture .time-axis text').count()).toBeGreaterThan(3);
  });

  test('dot and comma go from event to event with their details', async () => {
    await press('.');
    const first = await page.locator('.stage .tooltip').textContent();
    await press('.');
    const second = await page.locator('.stage .tooltip').textContent();
    expect(second).not.toBe(first);
    await press(',');
    expect(await page.locator('.stage .tooltip').textContent()).toBe(first);
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('img');
  });

  test('arrows move the focus, F fills the view, Enter keeps the details, Esc clears', async () => {
    await press('ArrowRight');
    await press('ArrowDown');
    const before = await visibleRange();
    await press('f');
    expect(await visibleRange()).not.toBe(before);
    await press('Enter');
    expect(await page.locator('.tooltip.sticky').isVisible()).toBe(true);
    await press('Escape');
    expect(await page.locator('.stage .tooltip').isVisible()).toBe(false);
    expect(await page.locator('.item.active').count()).toBe(0);
  });

  test('? shows all keys, and Esc closes them', async () => {
    await press('?');
    const help = page.locator('dialog.help');
    expect(await help.isVisible()).toBe(true);
    expect(await help.textContent()).toContain('zoom in');
    await press('Escape');
    expect(await help.isVisible()).toBe(false);
  });

  test('/ searches, and Enter goes from hit to hit', async () => {
    await press('/');
    await page.keyboard.type('replay');
    const hits = Number.parseInt(
      (await page.locator('.toolbar').textContent())!.match(/(\d+) found/)![1],
      10,
    );
    expect(hits).toBeGreaterThan(3);
    expect(await page.locator('.item.dim').count()).toBeGreaterThan(0);
    await press('Enter');
    expect(await page.locator('.stage .tooltip').textContent()).toContain('replay');
    await press('Escape');
    expect(await page.locator('.item.dim').count()).toBe(0);
  });
});

describe('pointer', () => {
  test('shows the nearest within 40 px, keeps it after a click, and lets it go', async () => {
    const tooltip = page.locator('.stage .tooltip');
    const span = (await page.locator('.span.family-down').first().boundingBox())!;
    // Right of its end, where nothing else is near.
    await page.mouse.move(span.x + span.width + 30, span.y + span.height / 2);
    expect(await tooltip.isVisible()).toBe(true);
    await page.mouse.move(span.x + span.width - 3, span.y + span.height / 2);
    expect(await tooltip.textContent()).toContain('down');
    await page.mouse.down();
    await page.mouse.up();
    await page.mouse.move(span.x + 10, span.y - 300);
    expect(await page.locator('.tooltip.sticky').isVisible()).toBe(true);
    await page.locator('.tooltip .close').click();
    expect(await tooltip.isVisible()).toBe(false);
  });

  test('Ctrl and wheel zoom, a drag moves, a name folds', async () => {
    const box = (await page.locator('.picture').boundingBox())!;
    const start = await visibleRange();
    await page.mouse.move(box.x + box.width / 2, box.y + 40);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -120);
    await page.keyboard.up('Control');
    await expect.poll(visibleRange).not.toBe(start);
    const closer = await visibleRange();
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 - 120, box.y + 40, { steps: 4 });
    await page.mouse.up();
    await expect.poll(visibleRange).not.toBe(closer);
    const rows = await page.locator('.picture g.lane').count();
    await page.locator('.handle.foldable').first().click();
    expect(await page.locator('.picture g.lane').count()).toBeLessThan(rows);
  });
});

describe('without seeing the picture', () => {
  test('every lane is a group, every span an image with a full name', async () => {
    await press('0');
    const story = data.stories[0];
    expect(await page.locator('.picture .span[role=img]').count()).toBe(story.spans.length);
    expect(await page.locator('.picture g.lane[role=group]').count()).toBeGreaterThan(15);
    const names = await page
      .locator('.picture .span')
      .evaluateAll((spans) => spans.map((span) => span.getAttribute('aria-label')));
    expect(names.every((name) => name !== null && /\d\d:\d\d to /.test(name))).toBe(true);
  });

  test('the table holds the same spans and events', async () => {
    await page.locator('.as-table summary').click();
    const story = data.stories[0];
    const rows = page.locator('.as-table tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(story.spans.length + story.events.length);
    for (const { label, details } of story.spans.slice(0, 5)) {
      const own = rows.filter({ hasText: label }).filter({ hasText: details.join(' ') });
      expect(await own.count()).toBeGreaterThan(0);
    }
  });

  test('every story can be chosen, by keyboard too', async () => {
    const choices = page.locator('.choices input');
    expect(await choices.count()).toBe(data.stories.length);
    for (let i = 0; i < data.stories.length; i++) {
      await choices.nth(i).check();
      expect(await page.locator('.story').textContent()).toContain(data.stories[i].command);
      expect(await page.locator('.waterfall li').count()).toBe(
        data.stories[i].row.waterfall.length,
      );
    }
    await choices.nth(0).focus();
    await page.keyboard.press('ArrowDown');
    expect(await choices.nth(1).isChecked()).toBe(true);
  });
});

async function taken(button: string): Promise<[name: string, content: Buffer]> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.toolbar button', { hasText: button }).click(),
  ]);
  return [file.suggestedFilename(), readFileSync((await file.path())!)];
}

describe('the timeline can be taken away', () => {
  test('as an SVG file of its own', async () => {
    const [name, content] = await taken('SVG');
    expect(name).toMatch(/\.svg$/);
    const text = content.toString();
    // Compared as booleans: a failure need not print the whole picture.
    expect(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/.test(text)).toBe(true);
    expect(text.includes('>exch1</text>')).toBe(true);
    expect(text.includes('var(--')).toBe(false);
    expect(text.length).toBeLessThan(200_000);
  });

  test('as a PNG file, twice as fine as the page', async () => {
    const [name, content] = await taken('PNG');
    expect(name).toMatch(/\.png$/);
    expect(content.subarray(1, 4).toString()).toBe('PNG');
    const width = Number(await page.locator('.picture').getAttribute('width'));
    expect(content.readUInt32BE(16)).toBe(2 * width);
    // A blank picture of this size takes a few kilobytes.
    expect(content.length).toBeGreaterThan(30_000);
  });

  test('as a trace', async () => {
    const [name, content] = await taken('Trace');
    expect(name).toMatch(/\.trace\.json$|trace-json$/);
    const { traceEvents } = JSON.parse(content.toString());
    expect(traceEvents.filter(({ ph }: { ph: string }) => ph === 'X')).toHaveLength(
      data.stories[0].spans.length,
    );
  });
});
