/** The top of the page: what was asked, the answer, and in small print what it rests on. */
import type { ReportData } from '../../sim/report/data.ts';
import { el } from '../dom/elements.ts';
import { count, plural } from '../format/number.ts';
import { replications } from './period.ts';

const SECTIONS = [
  ['strategies', 'Strategies'],
  ['exposure', 'If it strikes'],
  ['claims', 'The book'],
  ['causes', 'Causes'],
  ['incidents', 'Incidents'],
  ['scorecard', 'Scorecard'],
  ['assumptions', 'What would change it'],
  ['parameters', 'Parameters'],
] as const;

/** Title, organization, verdict and small print. */
export function header(data: ReportData): HTMLElement {
  const { organization, scenario, verdict } = data;
  return el(
    'header',
    {},
    el('p', { class: 'kicker' }, 'Dialtone report'),
    el('h1', {}, scenario.name),
    el('p', { class: 'organization' }, organizationWords(organization)),
    el(
      'section',
      { class: 'verdict', 'aria-label': 'Verdict' },
      el('p', { class: 'headline' }, verdict.headline),
      el('ul', {}, ...verdict.sentences.map((sentence) => el('li', {}, sentence))),
    ),
    el(
      'p',
      { class: 'small-print' },
      `${replications(data.replications, data.horizonMs)} for each strategy, all with the same failures`,
      ` · seed ${count(data.seed).replaceAll('\u202f', '')}`,
      ` · ${scenario.path}`,
      ' · digest ',
      el('code', { title: scenario.digest }, scenario.digest.slice(0, 16)),
    ),
    navigation(data),
  );
}

/** `Exchange 2007: 4 servers, 20 databases, …`; the run's own summary where it has one. */
function organizationWords(organization: ReportData['organization']): string {
  const version = organization.version.replace(/^exchange-/, 'Exchange ');
  const counts = [
    plural(organization.servers, 'server'),
    plural(organization.databases, 'database'),
    plural(organization.mailboxes, 'mailbox', 'mailboxes'),
  ].join(', ');
  return `${version}: ${organization.summary || counts}`;
}

function navigation(data: ReportData): HTMLElement {
  const empty = (id: string): boolean =>
    (id === 'incidents' && data.stories.length === 0) ||
    (id === 'exposure' && data.exposure === null) ||
    (id === 'claims' && data.claims === undefined) ||
    (id === 'assumptions' && data.assumptions === null);
  const links = SECTIONS.filter(([id]) => !empty(id)).map(([id, label]) =>
    el('a', { href: `#${id}` }, label),
  );
  return el('nav', { 'aria-label': 'Sections' }, ...links);
}
