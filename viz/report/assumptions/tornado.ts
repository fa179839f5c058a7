/** One answer, and how far each figure moves it. */
import { figureOf } from '../../../sim/report/assumptions.ts';
import type { Assumptions, Claim } from '../../../sim/experiment/assumptions/shapes.ts';
import type { ReportData } from '../../../sim/report/data.ts';
import { tornadoChart } from '../../charts/tornado.ts';
import type { TornadoRow } from '../../charts/tornado.ts';
import { el, frame } from '../../dom/elements.ts';
import { assumedTag } from '../causes.ts';
import { metricTitle } from '../differences.ts';
import { strategyLabel } from '../strategy-name.ts';

/** More bars than these say nothing more. */
const MOST_BARS = 12;

/** The tornado of the answer that is chosen; null where no figure moves anything. */
export function tornadoPart(data: ReportData, assumptions: Assumptions): HTMLElement | null {
  const claims = assumptions.claims.filter((claim) => rowsOf(assumptions, claim).length > 0);
  if (claims.length === 0) return null;
  const options = claims.map((claim, i) =>
    el(
      'option',
      { value: String(i) },
      `${strategyLabel(data, claim.of)}: ${metricTitle(claim.metric)}`,
    ),
  );
  const select = el('select', {}, ...options);
  const first = claims.findIndex(({ metric }) => metric === 'recovery.data');
  select.value = String(Math.max(0, first));
  const place = el('div');
  const draw = (): void => {
    const claim = claims[Number(select.value)];
    const rows = rowsOf(assumptions, claim);
    const { tie, unit, mean } = claim;
    place.replaceChildren(
      frame(
        'How far each figure moves the answer',
        tornadoChart({ rows, middle: mean ?? 0, tie, unit }),
      ),
    );
  };
  select.addEventListener('change', draw);
  draw();
  const note = `Mean difference to ${strategyLabel(data, data.baseline)} with each figure at the ends of its band, the longest bars first. The grey band is where both count as equal.`;
  return el(
    'div',
    {},
    el('h3', {}, 'How far each figure moves an answer'),
    el('p', {}, note),
    el('div', { class: 'week-choices' }, el('label', {}, 'Answer ', select)),
    place,
  );
}

function rowsOf({ ends, varied }: Assumptions, { of, metric, mean }: Claim): TornadoRow[] {
  const own = ends.filter((each) => each.of === of && each.metric === metric);
  const figures = varied.filter(({ path }) => own.some((each) => each.path === path));
  const rows = figures.map((figure) => {
    const at = (end: 'low' | 'high') =>
      own.find((each) => each.path === figure.path && each.end === end)?.mean ?? null;
    const [low, high] = [at('low'), at('high')];
    const reach = Math.max(
      ...[low, high].map((value) => Math.abs((value ?? mean ?? 0) - (mean ?? 0))),
    );
    const name = el(
      'span',
      { title: `${figure.path}: ${figure.source}` },
      figure.doc,
      ' ',
      assumedTag(figure.assumed),
    );
    const words = { low: figureOf(figure, 'low'), high: figureOf(figure, 'high') };
    return { name, low, high, words, reach };
  });
  return rows
    .filter(({ reach }) => reach > 0)
    .toSorted((a, b) => b.reach - a.reach)
    .slice(0, MOST_BARS);
}
