/** Examples of a document: fenced blocks with their language and what the words behind it say of them. */
export interface Fence {
  readonly language: string;
  /** 'scenario', 'part', 'wrong', or nothing. */
  readonly kind: string;
  /** The name under which later examples extend it. */
  readonly name: string;
  readonly text: string;
  /** Line of the document, from 1. */
  readonly line: number;
}

export function fencesOf(markdown: string): Fence[] {
  const lines = markdown.split('\n');
  const found: Fence[] = [];
  for (let i = 0; i < lines.length; i++) {
    if (!lines[i].startsWith('```')) continue;
    const [language = '', kind = '', name = ''] = lines[i].slice(3).trim().split(' ');
    const end = lines.indexOf('```', i + 1);
    if (end < 0) throw new Error(`line ${i + 1}: a fence without an end`);
    const text = `${lines.slice(i + 1, end).join('\n')}\n`;
    found.push({ language, kind, name, text, line: i + 1 });
    i = end;
  }
  return found;
}

/** Rows of the tables whose first cell is a name in backticks: that name, and the cells. */
export function rowsOf(markdown: string): { readonly key: string; readonly cells: string[] }[] {
  return markdown.split('\n').flatMap((line) => {
    const match = /^\| `([^`]+)` \|/.exec(line);
    if (match === null) return [];
    const cells = line.slice(1, -1).split(' | ');
    return [{ key: match[1], cells: cells.map((cell) => cell.trim()) }];
  });
}
