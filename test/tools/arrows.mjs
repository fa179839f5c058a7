// Who may import whom. `node test/tools/arrows.mjs` checks the tree; a test shows that each rule
// bites.
// @ts-check
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lineAt, mask } from './mask.mjs';
import { describe, readTree } from './tree.mjs';
/** @import { SourceFile, Finding } from './tree.mjs' */
/** @typedef {{ specifier: string, typeOnly: boolean, line: number }} Import */

/**
 * For each folder of sim/, the other folders it may import. Arrows point one way.
 * @type {Record<string, string[]>}
 */
const MAY_IMPORT = {
  engine: [],
  metrics: [],
  org: ['engine'],
  scenario: ['engine', 'org', 'metrics'],
  measure: ['engine', 'org', 'metrics', 'scenario'],
  experiment: ['engine', 'org', 'metrics', 'scenario', 'measure'],
  report: ['engine', 'org', 'metrics', 'scenario', 'measure', 'experiment'],
  api: ['engine', 'org', 'metrics', 'scenario', 'measure', 'experiment', 'report'],
  cli: ['engine', 'org', 'metrics', 'scenario', 'measure', 'experiment', 'report', 'api'],
};

/**
 * The order of the trades in sim/org. A trade may import values from trades of an earlier level,
 * and types from any. The first five levels are the ground: hardware may use workload, but not the
 * other way round.
 */
const LEVELS = [
  ['eventlog'],
  ['workload'],
  ['hardware'],
  ['media'],
  ['directory'],
  ['store'],
  ['transport', 'replication'],
  ['cluster', 'backup'],
  ['operations'],
  ['recovery'],
];

/**
 * Where a package may be imported. One that is missing here is imported nowhere in sim/ and viz/.
 */
const PACKAGES = [
  { name: /^immer$/, in: /^sim\/engine\/immer\.ts$/ },
  { name: /^mitt$/, in: /^sim\/engine\/bus\.ts$/ },
  { name: /^zod$/, in: /^sim\/scenario\// },
  { name: /^yaml$/, in: /^sim\/(?:scenario|cli)\// },
  { name: /^commander$/, in: /^sim\/cli\// },
  { name: /^esbuild$/, in: /^sim\/cli\// },
  { name: /^d3(?:-\w+)*$/, in: /^viz\// },
];

/** What may use Node. The rest of sim/ also runs in a browser. */
const NODE = /^sim\/(?:api\/|cli\/|experiment\/pool(?:\/|\.ts$))/;
const WIRING = /^sim\/org\/wiring(?:\/|\.ts$)/;

/**
 * `import … from '…'`, `export … from '…'`, `import '…'`, `import('…')`, over masked text: strings
 * are blank.
 */
const IMPORTS =
  /(?<![.\w$])(?:(?:import|export)(\s+type\b(?!\s+from\b))?[\s\w$*{},]*?\bfrom\s*|import\s*\(?\s*)(['"`])( *)\2/g;

/** @param {string} source @returns {Import[]} */
export function importsOf(source) {
  const code = mask(source);
  return [...code.matchAll(IMPORTS)].map((hit) => {
    const end = hit.index + hit[0].length - 1;
    return {
      specifier: source.slice(end - hit[3].length, end),
      // `import { type A }` still loads the module (verbatimModuleSyntax), so it counts as a value.
      typeOnly: hit[1] !== undefined,
      line: lineAt(source, hit.index),
    };
  });
}

/** @param {SourceFile} file @returns {Finding[]} */
export function checkArrows({ path, source }) {
  return importsOf(source).flatMap((each) => {
    const text = each.specifier.startsWith('.')
      ? refuseFile(path, posix.join(posix.dirname(path), each.specifier), each.typeOnly)
      : refusePackage(path, each.specifier);
    return text ? [{ path, line: each.line, rule: 'arrows', text }] : [];
  });
}

/** @param {string} from @param {string} specifier @returns {string | null} why not */
function refusePackage(from, specifier) {
  const inSim = from.startsWith('sim/');
  if (!inSim && !from.startsWith('viz/')) return null;
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
    return NODE.test(from)
      ? null
      : `${specifier}: Node only in sim/api, sim/cli and sim/experiment/pool`;
  }
  const known = PACKAGES.filter(({ name }) => name.test(specifier));
  if (known.some((each) => each.in.test(from))) return null;
  if (known.length === 0) return `${specifier}: no package of the table in test/tools/arrows.mjs`;
  const places = known.map((each) => each.in.source.replace(/[\\^$]/g, ''));
  return `${specifier}: only in ${places.join(', ')}`;
}

/**
 * @param {string} from
 * @param {string} to
 * @param {boolean} typeOnly
 * @returns {string | null} why not
 */
function refuseFile(from, to, typeOnly) {
  const [fromRoot, fromZone] = from.split('/');
  const [toRoot, toZone] = to.split('/');
  if (fromRoot !== 'sim' && fromRoot !== 'viz') return null;
  if (toRoot === 'viz') return fromRoot === 'viz' ? null : `${to}: sim may not import viz`;
  if (toRoot !== 'sim') return `${to}: only sim and viz ship`;
  if (fromRoot === 'viz') return null;
  if (fromZone === 'org' && toZone === 'org') return refuseTrade(from, to, typeOnly);
  if (fromZone === toZone) return null;
  if (!MAY_IMPORT[fromZone]) return `sim/${fromZone} has no place in test/tools/arrows.mjs`;
  if (MAY_IMPORT[fromZone].includes(toZone)) return null;
  return `sim/${fromZone} may not import sim/${toZone}`;
}

/**
 * Inside sim/org.
 * @param {string} from
 * @param {string} to
 * @param {boolean} typeOnly
 * @returns {string | null} why not
 */
function refuseTrade(from, to, typeOnly) {
  if (typeOnly || WIRING.test(from)) return null;
  if (WIRING.test(to)) return `${to}: nothing in sim/org may import the wiring`;
  const own = tradeOf(from);
  const other = tradeOf(to);
  // The files beside the trades hold types and tables. They import no values from trades, hence no
  // circles.
  if (!other || own === other) return null;
  if (!own) return `${to}: files beside the trades take only types from them (import type)`;
  if (levelOf(own) < 0) return `${own} has no level in test/tools/arrows.mjs`;
  if (levelOf(other) >= 0 && levelOf(other) < levelOf(own)) return null;
  return `${own} may not import values from ${other} (types: import type)`;
}

/** @param {string} path @returns {string | null} */
function tradeOf(path) {
  const [, , trade, file] = path.split('/');
  return file ? trade : null;
}

/** @param {string} trade */
function levelOf(trade) {
  return LEVELS.findIndex((level) => level.includes(trade));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const findings = readTree('.', ['sim', 'viz'], /\.ts$/).flatMap(checkArrows);
  for (const finding of findings) console.error(describe(finding));
  if (findings.length > 0) process.exitCode = 1;
}
