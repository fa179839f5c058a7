/** The figures behind the run with their sources, and what is not modelled. */
import type { ReportData } from '../../sim/report/data.ts';
import { el, frame, section } from '../dom/elements.ts';
import { count, plural } from '../format/number.ts';
import { assumedTag } from './causes.ts';

type Parameter = ReportData['parameters'][number];

/** Closed at first: a board does not read them, but whoever doubts a number can. */
export function parametersSection(data: ReportData): HTMLElement {
  const assumed = data.parameters.filter((each) => each.assumed).length;
  return section(
    'parameters',
    'Figures behind it',
    el(
      'p',
      {},
      `${plural(data.parameters.length, 'parameter')}, of which ${count(assumed)} are assumed: ` +
        'no published source was read for them.',
    ),
    ...groupsOf(data.parameters).map(([name, group]) => groupDetails(name, group)),
    notModelled(data),
  );
}

function notModelled(data: ReportData): HTMLElement {
  const named = new Set<string>(data.causes.map((cause) => `cause ${cause.cause}`));
  // The causes have their own list, with what they would do.
  const others = data.notModelled.filter(({ what }) => !named.has(what));
  const items = others.map(({ what, why }) => el('li', {}, el('b', {}, what), `: ${why}`));
  return el(
    'div',
    {},
    el('h3', { id: 'not-modelled' }, 'Not modelled'),
    el('p', { class: 'quiet' }, 'Causes that are not modelled stand under Causes.'),
    items.length === 0 ? null : el('ul', { class: 'columns' }, ...items),
  );
}

/** By trade: `parameters/media/load` belongs to media. In the order of appearance. */
function groupsOf(parameters: readonly Parameter[]): [string, Parameter[]][] {
  const groups = new Map<string, Parameter[]>();
  for (const each of parameters) {
    const [first, second] = each.path.split('/');
    const name = first === 'parameters' && second ? second : first;
    const group = groups.get(name);
    if (group) group.push(each);
    else groups.set(name, [each]);
  }
  return [...groups];
}

function groupDetails(name: string, group: readonly Parameter[]): HTMLElement {
  const assumed = group.filter((each) => each.assumed).length;
  const summary = `${name}: ${plural(group.length, 'parameter')}${assumed > 0 ? `, ${count(assumed)} assumed` : ''}`;
  const head = ['Parameter', 'Value', 'Source'].map((text) => el('th', { scope: 'col' }, text));
  const table = el(
    'table',
    { class: 'plain' },
    el('thead', {}, el('tr', {}, ...head)),
    el('tbody', {}, ...group.map(parameterRow)),
  );
  return el('details', {}, el('summary', {}, summary), frame(`Parameters of ${name}`, table));
}

function parameterRow(each: Parameter): HTMLElement {
  const overridden = each.overridden ? el('small', { class: 'tag' }, 'set by the scenario') : null;
  return el(
    'tr',
    {},
    el('th', { scope: 'row' }, el('code', {}, each.path), el('small', {}, each.doc)),
    el('td', {}, each.value, overridden),
    el('td', {}, each.source, assumedTag(each.assumed)),
  );
}
