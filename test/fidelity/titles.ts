import { lineAt, mask } from '../tools/mask.mjs';

/** A test as it stands in a file, with the facts that its title names. */
export interface Title {
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly ids: readonly string[];
}

/** Tests with these never run, or pass by failing: they show nothing. */
const SHOWS_NOTHING = ['skip', 'todo', 'fails'];
/** These take arguments of their own before the title. */
const TAKES_ARGUMENTS = ['each', 'for', 'skipIf', 'runIf', 'extend'];

/** Every `it('…')` and `test('…')` of a file whose title names a fact of one of the groups. */
export function titlesOf(file: string, source: string, groups: readonly string[]): Title[] {
  const code = mask(source);
  const titles: Title[] = [];
  for (const hit of code.matchAll(/(?<![.\w$])(?:it|test)(?=[\s.(])/g)) {
    const at = titleAfter(code, hit.index + hit[0].length);
    if (at === null) continue;
    const title = source.slice(at + 1, code.indexOf(code[at], at + 1));
    const ids = idsIn(title, groups);
    if (ids.length > 0) titles.push({ file, line: lineAt(source, hit.index), title, ids });
  }
  return titles;
}

/**
 * The ids in a title: those of known groups anywhere, and whatever stands in front as ids do
 * (`TRM-01: …`), so that a slip in the name of a group is found.
 */
export function idsIn(title: string, groups: readonly string[]): string[] {
  const known = new RegExp(`(?<![\\w-])(?:${groups.join('|')})-\\d+\\b`, 'g');
  const front = /^(?:[A-Z]+-\d+[\s,]*)+(?=:)/.exec(title)?.[0].match(/[A-Z]+-\d+/g) ?? [];
  return [...new Set([...front, ...(title.match(known) ?? [])])];
}

/** What vitest's `-t` must match so that exactly the tests that name one of these facts run. */
export function patternFor(ids: readonly string[]): string {
  return `(?<![\\w-])(?:${ids.join('|')})(?!\\d)`;
}

/**
 * Where the quote of the title stands in masked code, after `it` and its modifiers. Null when there
 * is none.
 */
function titleAfter(code: string, from: number): number | null {
  let at = from;
  let modifier = '';
  for (;;) {
    while (/\s/.test(code[at] ?? '')) at++;
    if (code[at] === '.') {
      modifier = /^\.\s*(\w*)/.exec(code.slice(at))?.[1] ?? '';
      if (SHOWS_NOTHING.includes(modifier)) return null;
      at = code.indexOf(modifier, at) + modifier.length;
    } else if (code[at] === '`' && TAKES_ARGUMENTS.includes(modifier)) {
      at = code.indexOf('`', at + 1) + 1;
      modifier = '';
    } else if (code[at] === '(' && TAKES_ARGUMENTS.includes(modifier)) {
      at = closing(code, at) + 1;
      modifier = '';
    } else if (code[at] === '(') {
      at++;
      while (/\s/.test(code[at] ?? '')) at++;
      return /['"`]/.test(code[at] ?? '') ? at : null;
    } else return null;
  }
}

/** The bracket that closes the one at `open`. */
function closing(code: string, open: number): number {
  let depth = 0;
  for (let i = open; i < code.length; i++) {
    if ('([{'.includes(code[i])) depth++;
    else if (')]}'.includes(code[i]) && --depth === 0) return i;
  }
  return code.length;
}
