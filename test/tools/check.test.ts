import { describe, expect, it } from 'vitest';
import { checkArrows, importsOf } from './arrows.mjs';
import { checkBanned } from './banned.mjs';
import { assemblePage } from './build.mjs';
import { checkLength } from './length.mjs';
import { mask } from './mask.mjs';
import { describe as inWords, readTree } from './tree.mjs';

const ruleTexts = (path: string, source: string, check: typeof checkBanned) =>
  check({ path, source }).map((finding) => finding.text);

describe('mask', () => {
  it('blanks comments and strings, and keeps offsets and lines', () => {
    const source = "a(); // Date\n/* Date\n */ b('Date', \"it's\", `x ${Date} y`);";
    const code = mask(source);
    expect(code).toBe('a();        \n       \n    b(\'    \', "    ", `  ${Date}  `);');
    expect(code.length).toBe(source.length);
  });

  it('tells a regular expression from a division', () => {
    expect(mask('x = /[/"]*\\//g; y = a / b / c; return /z/')).toBe(
      'x = /       /g; y = a / b / c; return / /',
    );
    expect(mask('`a ${f({ b: `c` })} d` + e // f')).toBe('`  ${f({ b: ` ` })}  ` + e     ');
  });
});

describe('banned identifiers', () => {
  it.each([
    ['const t = Date.now();', 'Date'],
    ['let d: Date;', 'Date'],
    ['const t = performance.now();', 'performance'],
    ['const h = process.env.HOME;', 'process'],
    ['globalThis.Date', 'globalThis'],
    ['Math.random()', 'Math.random'],
    ['crypto.randomUUID()', 'crypto'],
    ['x ** 2', '**'],
    ['x **= 2', '**'],
    ['Math.pow(x, 2)', 'Math.pow'],
    ['Math.sin(x)', 'Math.sin, cos'],
    ['Math.cos(x)', 'Math.sin, cos'],
    ['Math.atanh(x)', 'Math.sin, cos'],
    ['const { sin } = Math;', 'Math'],
    ["Math['sin'](x)", 'Math'],
    ['n.toLocaleString()', 'toLocale…'],
    ['a.localeCompare(b)', 'localeCompare'],
    ['new Intl.NumberFormat()', 'Intl'],
    ['for (const key in table) {}', 'for…in'],
    ['for ( let key in table) {}', 'for…in'],
    ['`${Date.now()}`', 'Date'],
  ])('refuses %s', (source, name) => {
    const texts = ruleTexts('sim/engine/x.ts', source, checkBanned);
    expect(texts.map((text) => text.split(' (')[0])).toContain(name);
  });

  it.each([
    '// Date.now() and x ** 2 are refused',
    "say('Math.random')",
    '/** a comment of its own */ const square = x * x;',
    'Math.log(x) + Math.exp(x) + Math.sqrt(x) + Math.tanh(x) + Math.atan2(x, y) + Math.hypot(x, y)',
    'for (const key of keys) if (key in table) {}',
    'plan.process.start(row.Date)',
    'type Dated = DateText | Updated;',
    'function* all() { yield* some(); }',
  ])('accepts %s', (source) => {
    expect(ruleTexts('sim/engine/x.ts', source, checkBanned)).toEqual([]);
  });

  it('lets the command and the pool read clocks and Node, but not compute by powers', () => {
    const source = 'process.exitCode = Date.now();';
    expect(ruleTexts('sim/cli/main.ts', source, checkBanned)).toEqual([]);
    expect(ruleTexts('sim/experiment/pool.ts', source, checkBanned)).toEqual([]);
    expect(ruleTexts('sim/experiment/pools.ts', source, checkBanned)).toHaveLength(2);
    expect(ruleTexts('sim/cli/main.ts', 'x ** 2', checkBanned)).toHaveLength(1);
    expect(ruleTexts('viz/report/main.ts', source, checkBanned)).toEqual([]);
  });

  it('says file, line and reason', () => {
    const [finding] = checkBanned({ path: 'sim/a.ts', source: '\n\nMath.random()' });
    expect(inWords(finding)).toBe('sim/a.ts:3: banned: Math.random (chance is drawn by key)');
  });
});

describe('imports', () => {
  it('finds every form, and which are types alone', () => {
    const source = `
      import a from './a.ts';
      import type { B } from './b.ts';
      import { type C } from './c.ts';
      import {
        d,
      } from "./d.ts";
      export * from './e.ts';
      export type { F } from './f.ts';
      import './g.ts';
      const h = await import('./h.ts');
      import type from './i.ts';
      import * as j from './j.ts';
      // import './no.ts';
      const text = "import './no.ts'";
    `;
    const found = importsOf(source);
    expect(found.map((each) => each.specifier.slice(2, 3)).join('')).toBe('abcdefghij');
    expect(found.filter((each) => each.typeOnly).map((each) => each.specifier)).toEqual([
      './b.ts',
      './f.ts',
    ]);
    expect(found[3].line).toBe(5);
  });
});

describe('length', () => {
  it('refuses more than 250 lines, but for tables and the wiring', () => {
    const lines = (count: number) => 'x;\n'.repeat(count);
    expect(ruleTexts('sim/a.ts', lines(250), checkLength)).toEqual([]);
    expect(ruleTexts('sim/a.ts', lines(251), checkLength)).toEqual(['251 lines, at most 250']);
    expect(ruleTexts('sim/org/wiring.ts', lines(999), checkLength)).toEqual([]);
    expect(ruleTexts('sim/org/media/parameters.ts', lines(999), checkLength)).toEqual([]);
  });
});

describe('page', () => {
  it('keeps the marker of the data, and a script that speaks of scripts', () => {
    const html = '<style>/*STYLE*/</style><script>/*DATA*/</script><script>/*SCRIPT*/</script>';
    expect(assemblePage(html, 'b{}', 'f("$&</script>")')).toBe(
      '<style>b{}</style><script>/*DATA*/</script><script>f("$&<\\/script>")</script>',
    );
    expect(() => assemblePage('/*STYLE*/', '', '')).toThrow('/*SCRIPT*/ stands 0 times');
  });
});

describe('the tree', () => {
  it('keeps all arrows', () => {
    expect(readTree('.', ['sim', 'viz'], /\.ts$/).flatMap(checkArrows).map(inWords)).toEqual([]);
  });
});
