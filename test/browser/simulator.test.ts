/** One scenario, one fingerprint: in Node and in a browser, fast and recorded. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from './chromium.ts';
import type { Outcome } from './simulator.ts';
import { simulate } from './simulator.ts';

const files: Record<string, string> = {};
for (const name of readdirSync('scenarios', { recursive: true }) as string[]) {
  const path = join('scenarios', name);
  if (/\.ya?ml$/.test(name)) files[path] = readFileSync(path, 'utf8');
}

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const bundle = build({
    entryPoints: ['test/browser/simulator.ts'],
    ...{ bundle: true, write: false, platform: 'browser', format: 'iife', target: 'es2022' },
    ...{ globalName: 'simulator', logLevel: 'error' },
  });
  const [started, { outputFiles }] = await Promise.all([startChromium(), bundle]);
  browser = started;
  page = await browser.newPage();
  await page.addScriptTag({ content: outputFiles[0].text });
});
afterAll(() => browser?.close());

describe('the simulator in a browser', () => {
  it.each(Object.keys(files).filter((path) => path.endsWith('.yaml')))(
    '%s ends as in Node, fast and recorded',
    async (path) => {
      const here = simulate(files, path);
      const asked = `simulator.simulate(${JSON.stringify(files)}, ${JSON.stringify(path)})`;
      const there = (await page.evaluate(asked)) as Outcome[];
      expect(there).toEqual(here);
      for (const { events, fast, recorded } of here) {
        expect(events).toBeGreaterThan(100);
        expect(recorded).toEqual(fast);
      }
    },
  );
});
