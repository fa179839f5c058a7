/** XML as JUnit reports write it, and the rules of the schema of Ant's report task (windyroad/JUnit-Schema). */

export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

const TOKEN = /<\?xml [^>]*\?>|<(\/?)([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|[^<]+/gy;

/** The root element. Throws for what is not well formed. */
export function parseXml(text: string): Node {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)) throw new Error('a control character');
  const top: Node = { name: '', attributes: {}, children: [], text: '' };
  const stack = [top];
  let at = 0;
  for (const hit of text.matchAll(TOKEN)) {
    at = hit.index + hit[0].length;
    const [whole, closing, name, attributes, empty] = hit;
    if (whole.startsWith('<?')) continue;
    if (name === undefined) {
      stack.at(-1)!.text += unescape(whole);
    } else if (closing === '/') {
      if (stack.pop()!.name !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      const node: Node = { name, attributes: attributesOf(attributes), children: [], text: '' };
      stack.at(-1)!.children.push(node);
      if (empty !== '/') stack.push(node);
    }
  }
  if (at !== text.length) throw new Error(`not XML at ${at}: ${text.slice(at, at + 40)}`);
  if (stack.length !== 1 || top.children.length !== 1) throw new Error('not one whole element');
  return top.children[0];
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, key, value] of text.matchAll(/([\w-]+)="([^"]*)"/g)) {
    if (Object.hasOwn(found, key)) throw new Error(`${key} twice`);
    found[key] = unescape(value);
  }
  return found;
}

function unescape(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|#10);)/.test(text)) throw new Error(`a bare & in ${text}`);
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#10;', '\n')
    .replaceAll('&amp;', '&');
}

type Type = 'token' | 'name' | 'string' | 'int' | 'decimal' | 'instant';

const TYPES: Record<Type, (value: string) => boolean> = {
  token: () => true,
  name: (value) => value.trim().length > 0,
  string: () => true,
  int: (value) => /^[+-]?\d+$/.test(value),
  decimal: (value) => /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(value),
  instant: (value) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(value),
};

interface Rule {
  readonly attributes: Readonly<Record<string, Type>>;
  readonly optional?: Readonly<Record<string, Type>>;
  /** Children in their order: how often at least and at most. */
  readonly sequence?: readonly (readonly [string, number, number])[];
  /** At most one of these. */
  readonly choice?: readonly string[];
  readonly text?: true;
}

const MANY = Infinity;
const FAILED: Rule = {
  attributes: { type: 'string' },
  optional: { message: 'string' },
  text: true,
};
const RULES: Readonly<Record<string, Rule>> = {
  testsuites: { attributes: {}, sequence: [['testsuite', 0, MANY]] },
  testsuite: {
    attributes: {
      ...{ package: 'token', id: 'int', name: 'name', timestamp: 'instant', hostname: 'name' },
      ...{ tests: 'int', failures: 'int', errors: 'int', time: 'decimal' },
    },
    sequence: [
      ['properties', 1, 1],
      ['testcase', 0, MANY],
      ['system-out', 1, 1],
      ['system-err', 1, 1],
    ],
  },
  properties: { attributes: {}, sequence: [['property', 0, MANY]] },
  property: { attributes: { name: 'name', value: 'string' } },
  testcase: {
    attributes: { name: 'token', classname: 'token', time: 'decimal' },
    choice: ['error', 'failure'],
  },
  error: FAILED,
  failure: FAILED,
  'system-out': { attributes: {}, text: true },
  'system-err': { attributes: {}, text: true },
};

/** What the schema has against a document; empty where it is valid. */
export function invalid(node: Node, path: string = node.name): string[] {
  const rule = RULES[node.name];
  if (rule === undefined) return [`${path}: no such element`];
  const { attributes, optional = {}, sequence = [], choice = [], text } = rule;
  const found: string[] = [];
  for (const [key, type] of Object.entries({ ...attributes, ...optional })) {
    const value = node.attributes[key];
    if (value === undefined) {
      if (Object.hasOwn(attributes, key)) found.push(`${path}: no ${key}`);
    } else if (!TYPES[type](value)) found.push(`${path}: ${key} is no ${type}: ${value}`);
  }
  for (const key of Object.keys(node.attributes)) {
    if (!Object.hasOwn({ ...attributes, ...optional }, key))
      found.push(`${path}: ${key} is unknown`);
  }
  if (text !== true && node.text.trim() !== '') found.push(`${path}: text`);
  const names = node.children.map(({ name }) => name);
  if (choice.length > 0) {
    if (names.length > 1 || names.some((name) => !choice.includes(name))) {
      found.push(`${path}: ${names.join()}`);
    }
  } else found.push(...outOfOrder(names, sequence).map((what) => `${path}: ${what}`));
  return [
    ...found,
    ...node.children.flatMap((each, i) => invalid(each, `${path}/${each.name}${i}`)),
  ];
}

function outOfOrder(names: readonly string[], sequence: NonNullable<Rule['sequence']>): string[] {
  const rest = [...names];
  const found: string[] = [];
  for (const [name, least, most] of sequence) {
    let count = 0;
    while (rest[0] === name) {
      rest.shift();
      count++;
    }
    if (count < least || count > most) found.push(`${count} x ${name}`);
  }
  return rest.length === 0 ? found : [...found, `misplaced: ${rest.join()}`];
}
