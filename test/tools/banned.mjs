// What must not stand in sim/, because one seed must give one answer on every machine.
// @ts-check
import { lineAt, mask } from './mask.mjs';
/** @import { SourceFile, Finding } from './tree.mjs' */

/**
 * Meets people and machines: may read the clock and use Node. Arithmetic and locale rules hold here
 * too.
 */
const OUTER = /^sim\/(?:api\/|cli\/|experiment\/pool(?:\/|\.ts$))/;

/** `(?<![.\w$])`: a name of its own, not a property or the tail of another name. */
const RULES = [
  {
    name: 'Date',
    pattern: /(?<![.\w$])Date\b/g,
    why: 'simulated time is integer milliseconds',
    outer: true,
  },
  {
    name: 'performance',
    pattern: /(?<![.\w$])performance\s*\./g,
    why: 'a clock of the machine',
    outer: true,
  },
  {
    name: 'process',
    pattern: /(?<![.\w$])process\s*[.[]/g,
    why: 'Node only; sim/ also runs in a browser',
    outer: true,
  },
  {
    name: 'globalThis',
    pattern: /(?<![.\w$])globalThis\b/g,
    why: 'hides what is used',
    outer: true,
  },
  { name: 'Math.random', pattern: /\bMath\s*\.\s*random\b/g, why: 'chance is drawn by key' },
  {
    name: 'crypto',
    pattern: /\b(?:randomUUID|getRandomValues|randomBytes)\b/g,
    why: 'chance is drawn by key',
  },
  { name: '**', pattern: /\*\*/g, why: 'powers differ between engines: multiply, or exp(log(x))' },
  {
    name: 'Math.pow',
    pattern: /\bMath\s*\.\s*pow\b/g,
    why: 'powers differ between engines: multiply, or exp(log(x))',
  },
  {
    name: 'Math.sin, cos',
    pattern: /\bMath\s*\.\s*(?:a?(?:sin|cos)h?|tan|atanh?)\b/g,
    why: 'trigonometry differs between engines (or was not measured)',
  },
  {
    name: 'Math',
    pattern: /=\s*Math\s*[;,)\n]|\bMath\s*\[/g,
    why: 'write Math.name, so that this check can see what is used',
  },
  { name: 'toLocale…', pattern: /\btoLocale\w*/g, why: 'depends on the machine' },
  {
    name: 'localeCompare',
    pattern: /\blocaleCompare\b/g,
    why: 'depends on the machine: compare with < and >',
  },
  { name: 'Intl', pattern: /(?<![.\w$])Intl\b/g, why: 'depends on the machine' },
  {
    name: 'for…in',
    pattern: /\bfor\s*\(\s*(?:(?:const|let|var)\s+)?[\w$]+\s+in\b/g,
    why: 'order of insertion: use an array, or sorted keys',
  },
];

/** @param {SourceFile} file @returns {Finding[]} */
export function checkBanned({ path, source }) {
  if (!path.startsWith('sim/')) return [];
  const code = mask(source);
  return RULES.filter((rule) => !(rule.outer && OUTER.test(path))).flatMap((rule) =>
    [...code.matchAll(rule.pattern)].map((hit) => ({
      path,
      line: lineAt(source, hit.index),
      rule: 'banned',
      text: `${rule.name} (${rule.why})`,
    })),
  );
}
