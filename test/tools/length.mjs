// Files stay short enough to be read at a sitting.
// @ts-check
/** @import { SourceFile, Finding } from './tree.mjs' */

export const LONGEST = 250;

/** Files that may be longer, by name, and why. */
const LONG_BY_NAME = new Map([
  ['wiring.ts', 'combines every trade in one readable place'],
  ['parameters.ts', 'a table of figures'],
]);

/**
 * Files that may be longer, by path, and why. Only tables of data belong here.
 * @type {Map<string, string>}
 */
const LONG_BY_PATH = new Map([['test/fidelity/mutations.ts', 'a table: one mutation per fact']]);

/** @param {SourceFile} file @returns {Finding[]} */
export function checkLength({ path, source }) {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (LONG_BY_NAME.has(name) || LONG_BY_PATH.has(path)) return [];
  const lines = source.split('\n').length - (source.endsWith('\n') ? 1 : 0);
  if (lines <= LONGEST) return [];
  return [{ path, line: LONGEST + 1, rule: 'length', text: `${lines} lines, at most ${LONGEST}` }];
}
