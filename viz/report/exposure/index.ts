/** If it strikes: incidents injected into the steady state, which years alone would not see often enough. */
import type { ExposureResult } from '../../../sim/experiment/exposure/result-shapes.ts';
import type { ReportData } from '../../../sim/report/data.ts';
import { el, section } from '../../dom/elements.ts';
import { count, figure, plural } from '../../format/number.ts';
import { balancePart } from './balance.ts';
import { composedPart } from './composed.ts';
import { weekPart } from './week.ts';

/** The section; null where no exposure was run. */
export function exposureSection(data: ReportData): HTMLElement | null {
  const { exposure } = data;
  if (exposure === null || exposure.injections === 0) return null;
  return section(
    'exposure',
    'If it strikes',
    el('p', {}, wordsOf(exposure)),
    weekPart(data, exposure),
    balancePart(data, exposure),
    composedPart(data, exposure),
    causesLeft(exposure),
  );
}

function wordsOf({ injections, worlds, replications, hours }: ExposureResult): string {
  return (
    `${count(injections)} failures were forced upon ${plural(replications, 'run')} of the organization, at ` +
    `${hours === 168 ? 'every hour' : `${hours} of 168 hours`} of the week, the same under every strategy; ` +
    `with what nobody knows (a bad set, latent damage, a rebuild) weighed in, that makes ${count(worlds)} worlds.`
  );
}

function causesLeft({ causes }: ExposureResult): HTMLElement {
  const rate = (perYear: number): string => `${figure(perYear)} a\u00a0year`;
  return el(
    'details',
    {},
    el('summary', {}, 'How each cause was treated'),
    el(
      'ul',
      { class: 'columns' },
      ...causes.map(({ cause, status, perYear, injections, skipped }) => {
        const injected = `${plural(injections, 'injection')}, ${rate(perYear)} expected${skipped > 0 ? `, ${count(skipped)} given up` : ''}`;
        return el('li', {}, el('b', {}, cause), `: ${status === 'injected' ? injected : status}`);
      }),
    ),
  );
}
