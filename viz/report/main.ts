/** The report page: reads its data from the page itself and builds the sections from top to bottom. */
import type { ReportData } from '../../sim/report/data.ts';
import { el } from '../dom/elements.ts';
import { assumptionsSection } from './assumptions/index.ts';
import { causesSection } from './causes.ts';
import { claimsSection } from './claims/index.ts';
import { exposureSection } from './exposure/index.ts';
import { header } from './header.ts';
import { parametersSection } from './parameters.ts';
import { scorecardSection } from './scorecard.ts';
import { storiesSection } from './stories.ts';
import { strategiesSection } from './strategies.ts';

const SCHEMA = 'dialtone/report/1';

function read(): ReportData | string {
  const text = document.getElementById('data')?.textContent?.trim() ?? '';
  // The template itself, without data: `dialtone compare --html` fills it.
  if (text === '' || text.startsWith('/*')) return 'This page holds no data yet.';
  try {
    const data = JSON.parse(text) as ReportData;
    if (data.schema === SCHEMA) return data;
    return `This page reads ${SCHEMA}, but its data is ${String(data.schema)}.`;
  } catch (error) {
    return `The data of this page is damaged: ${String(error)}`;
  }
}

function build(root: HTMLElement, data: ReportData): void {
  document.title = `${data.scenario.name} · Dialtone`;
  const sections = [
    header(data),
    strategiesSection(data),
    exposureSection(data),
    claimsSection(data),
    causesSection(data),
    storiesSection(data),
    scorecardSection(data),
    assumptionsSection(data),
    parametersSection(data),
  ];
  root.replaceChildren(...sections.filter((each) => each !== null));
}

const root = document.getElementById('report');
if (root) {
  const data = read();
  if (typeof data === 'string') root.replaceChildren(el('p', { role: 'alert' }, data));
  else build(root, data);
}
