/** Patterns of paths: `*` and `?` inside of a name, `**` over folders, `{a,b}`. */

const SPECIAL = /[*?{]/;

export function isPattern(text: string): boolean {
  return SPECIAL.test(text);
}

/** Whether a path (with `/`, without a leading `./`) is meant by a pattern. Letters count as they are written. */
export function matcherOf(pattern: string): (path: string) => boolean {
  const alternatives = braces(pattern).map((each) => new RegExp(`^${sourceOf(each)}$`, 'u'));
  return (path) => alternatives.some((each) => each.test(path));
}

/** The folder that a pattern cannot leave: 'suites/**' and 'suites/a*.yaml' stay in 'suites'. */
export function folderOf(pattern: string): string {
  const segments = pattern.split('/');
  const fixed = segments.findIndex(isPattern);
  const folders = fixed < 0 ? segments.slice(0, -1) : segments.slice(0, fixed);
  return folders.join('/');
}

const MOST = 1000;

/** 'a{b,c}' as 'ab' and 'ac'; one without a partner stands for itself. */
function braces(pattern: string): string[] {
  let open = [pattern];
  for (;;) {
    const next = open.flatMap((each) => {
      const found = /\{([^{}]*,[^{}]*)\}/.exec(each);
      if (found === null) return [each];
      const [whole, inner] = found;
      const rest = each.slice(found.index + whole.length);
      return inner.split(',').map((word) => `${each.slice(0, found.index)}${word}${rest}`);
    });
    if (next.length === open.length || next.length > MOST) return next;
    open = next;
  }
}

function sourceOf(pattern: string): string {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    if (pattern.startsWith('**/', i)) {
      // No folder at all, or as many as there are.
      source += '(?:[^/]+/)*';
      i += 2;
    } else if (pattern.startsWith('**', i)) {
      source += '.*';
      i++;
    } else if (pattern[i] === '*') source += '[^/]*';
    else if (pattern[i] === '?') source += '[^/]';
    else source += pattern[i].replace(/[\\^$.+?()[\]{}|/]/, '\\$&');
  }
  return source;
}
