import type { Tree, Position } from './tree.ts';
import { locate, sourceText } from './tree.ts';

/** The keys that lead to a value, from the top of the document. */
export type Path = readonly (string | number)[];

/** One mistake, or one thing that is legal but unwise, with the place that wrote it. */
export interface Problem extends Position {
  readonly severity: 'error' | 'warning';
  /** Key path in the document after `extends`, ranges and patches: 'organization/servers/exch2/site'. */
  readonly path: string;
  readonly message: string;
  readonly expected?: string;
  readonly value?: string;
  /** The nearest known name, where a name was not known. */
  readonly nearest?: string;
}

/** What a problem says, apart from where. */
export interface Complaint {
  readonly message: string;
  readonly expected?: string;
  readonly value?: string;
  readonly nearest?: string | null;
}

/** Past this many, another problem says nothing new; a broken range could otherwise print 10,000. */
const MOST_PROBLEMS = 200;

/** Collects problems; the same complaint about the same place counts once, whatever the strategy. */
export class Problems {
  private readonly seen = new Set<string>();
  readonly all: Problem[] = [];
  errors = 0;

  add(severity: Problem['severity'], at: Position, path: Path, what: Complaint): void {
    // The value under a complaint may differ between strategies; the place and the words make it the same.
    const key = `${severity}\n${at.file}\n${at.line}\n${at.column}\n${what.message}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    if (severity === 'error') this.errors++;
    if (this.all.length >= MOST_PROBLEMS) return;
    const { expected, value, nearest } = what;
    const message = shorten(what.message);
    const { file, line, column } = at;
    this.all.push({
      ...{ severity, file, line, column, path: shorten(path.join('/')), message },
      ...(expected === undefined ? {} : { expected }),
      ...(value === undefined ? {} : { value }),
      ...(nearest === undefined || nearest === null ? {} : { nearest }),
    });
  }

  error(at: Position, path: Path, what: Complaint): void {
    this.add('error', at, path, what);
  }

  /** When so much is wrong, looking further shows nothing new. */
  get full(): boolean {
    return this.all.length >= MOST_PROBLEMS;
  }

  /** In the order of the text: by file, line and column. */
  sorted(): Problem[] {
    return [...this.all].sort(
      (a, b) =>
        compare(a.file, b.file) ||
        a.line - b.line ||
        a.column - b.column ||
        compare(a.message, b.message),
    );
  }
}

/** A message may quote what a file says, and that may be long. */
function shorten(text: string): string {
  return text.length > 400 ? `${text.slice(0, 397)}...` : text;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Reports about one document: finds the place of a path by itself. */
export class Reporter {
  readonly tree: Tree;
  readonly problems: Problems;

  constructor(tree: Tree, problems: Problems) {
    this.tree = tree;
    this.problems = problems;
  }

  /** The mistake sits in the value at the path, which is quoted unless the complaint says otherwise. */
  error(path: Path, what: Complaint): void {
    this.say('error', path, what);
  }

  warning(path: Path, what: Complaint): void {
    this.say('warning', path, what);
  }

  /** The mistake is the key itself. */
  errorAtKey(path: Path, what: Complaint): void {
    this.problems.error(locate(this.tree, path).keyAt, path, what);
  }

  private say(severity: Problem['severity'], path: Path, what: Complaint): void {
    const found = locate(this.tree, path);
    const value = what.value ?? (found.node === null ? undefined : sourceText(found.node));
    this.problems.add(severity, found.at, path, value === undefined ? what : { ...what, value });
  }
}

/** 'file:line:column: error: path: message' with what was expected, the value and the nearest name. */
export function formatProblem(p: Problem): string {
  const where = p.line === 0 ? p.file : `${p.file}:${p.line}:${p.column}`;
  const parts = [p.message];
  if (p.expected !== undefined) parts.push(`expected ${p.expected}`);
  if (p.value !== undefined) parts.push(`found ${p.value}`);
  if (p.nearest !== undefined) parts.push(`did you mean '${p.nearest}'?`);
  return `${where}: ${p.severity}: ${p.path === '' ? '' : `${p.path}: `}${parts.join('; ')}`;
}
