/** The report page as it ships, with data in it, opened from a file: offline, like a reader opens it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { ReportData } from '../../sim/report/data.ts';
import { assemblePage } from '../tools/build.mjs';

async function bundle(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    format: entry.endsWith('.css') ? undefined : 'iife',
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    write: false,
    logLevel: 'error',
  });
  return result.outputFiles[0].text;
}

/** Builds the template once for a test file. */
export async function makeTemplate(): Promise<string> {
  const [style, script] = await Promise.all([
    bundle('viz/report/style.css'),
    bundle('viz/report/main.ts'),
  ]);
  return assemblePage(readFileSync('viz/report/page.html', 'utf8'), style, script);
}

export interface Opened {
  readonly page: Page;
  /** Everything that the page complained about, and every address that it asked for. */
  readonly complaints: string[];
  readonly requests: string[];
  close(): Promise<void>;
}

/** Opens a report. Data as text stands in the page as it is. */
export async function openReport(
  browser: Browser,
  template: string,
  data: ReportData | string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'dialtone-page-'));
  const text = typeof data === 'string' ? data : JSON.stringify(data).replaceAll('<', '\\u003c');
  const file = join(folder, 'report.html');
  writeFileSync(
    file,
    template.replace('/*DATA*/', () => text),
  );
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    offline: true,
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  const close = async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { page, complaints, requests, close };
}
