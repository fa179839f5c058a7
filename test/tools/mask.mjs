// Blanks comments, and what stands inside strings and regular expressions, so that rules can be
// written as patterns over code alone. Length, lines and quotes stay where they are: an offset
// means the same in both texts.
// @ts-check

/**
 * A slash after one of these begins a regular expression; after a name, a number or a bracket it
 * divides.
 */
const BEFORE_REGEX =
  /(?:^|[=(,[{;:!&|?+\-*%~^<>]|\b(?:return|typeof|case|in|of|delete|void|throw|do|else|yield|await))$/;

/** @param {string} source @returns {string} */
export function mask(source) {
  let out = '';
  let at = 0;
  /**
   * What each open template literal's `${` is waiting for: the depth of braces outside it.
   * @type {number[]}
   */
  const templates = [];
  let depth = 0;

  /** @param {number} end */
  const blank = (end) => {
    out += source.slice(at, end).replace(/[^\n]/g, ' ');
    at = end;
  };
  const keep = () => (out += source[at++]);

  /**
   * The end of what `from` begins: where `close` stands unescaped.
   * @param {number} from
   * @param {string} close
   */
  const endOf = (from, close) => {
    let i = from;
    let inClass = false;
    while (i < source.length && (inClass || source[i] !== close)) {
      if (source[i] === '\n' && close !== '`') break;
      if (close === '/' && source[i] === '[') inClass = true;
      if (close === '/' && source[i] === ']') inClass = false;
      if (close === '`' && source.startsWith('${', i)) break;
      i += source[i] === '\\' ? 2 : 1;
    }
    return Math.min(i, source.length);
  };
  /** Blanks a template's text up to its end, or into the code of its next `${`. */
  const template = () => {
    blank(endOf(at, '`'));
    if (source[at] === '`') keep();
    else if (at < source.length) {
      keep();
      keep();
      templates.push(depth);
      depth = 0;
    }
  };

  while (at < source.length) {
    const c = source[at];
    if (source.startsWith('//', at) || (at === 0 && source.startsWith('#!'))) {
      const end = source.indexOf('\n', at);
      blank(end < 0 ? source.length : end);
    } else if (source.startsWith('/*', at)) {
      const end = source.indexOf('*/', at + 2);
      blank(end < 0 ? source.length : end + 2);
    } else if (
      c === "'" ||
      c === '"' ||
      (c === '/' && BEFORE_REGEX.test(out.trimEnd().slice(-10)))
    ) {
      keep();
      blank(endOf(at, c));
      if (source[at] === c) keep();
    } else if (c === '`') {
      keep();
      template();
    } else if (c === '}' && depth === 0 && templates.length > 0) {
      keep();
      depth = /** @type {number} */ (templates.pop());
      template();
    } else {
      if (c === '{') depth++;
      if (c === '}') depth--;
      keep();
    }
  }
  return out;
}

/** @param {string} source @param {number} offset @returns {number} the line, counted from 1 */
export function lineAt(source, offset) {
  let line = 1;
  for (let i = source.indexOf('\n'); i >= 0 && i < offset; i = source.indexOf('\n', i + 1)) line++;
  return line;
}
