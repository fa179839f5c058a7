import type { FiguresPlan } from '../org/plan.ts';
import type { Mended } from './mended.ts';
import { nearest, oneOf } from './nearest.ts';
import type { Complaint, Path, Reporter } from './problem.ts';
import { locate, type Plain, type Tree } from './tree.ts';

/** A default that the product filled in, and where it comes from. */
export interface Default {
  readonly path: string;
  /** As a scenario would write it. */
  readonly value: Plain;
  readonly source: string;
  readonly assumed: boolean;
}

/** Something that is read and checked, but has no effect in this version. */
export interface Note {
  readonly path: string;
  readonly key: string;
  readonly why: string;
}

export interface Fallback<T> {
  readonly value: T;
  readonly text: Plain;
  readonly source: string;
  /** False where a source was read, or where the language itself defines the default. */
  readonly assumed: boolean;
}

/** Says that the language defines a default, so nobody need wonder where it was measured. */
export const LANGUAGE = 'the scenario language';

/** Service packs of Exchange 2003. */
export const SERVICE_PACKS = ['rtm', 'sp1', 'sp2'] as const;
export type ServicePack = (typeof SERVICE_PACKS)[number];

/** What the sections share while they turn one strategy's document into its plan. */
export class Builder {
  readonly reporter: Reporter;
  readonly version: 'exchange-2003' | 'exchange-2007';
  readonly servicePack: ServicePack;
  readonly figures: FiguresPlan;
  readonly defaults = new Map<string, Default>();
  readonly notes: Note[] = [];
  private readonly mendedPaths: Mended;
  private readonly base: Tree;

  constructor(
    reporter: Reporter,
    base: Tree,
    mended: Mended,
    version: 'exchange-2003' | 'exchange-2007',
    figures: FiguresPlan,
    servicePack: ServicePack = 'sp2',
  ) {
    this.reporter = reporter;
    this.base = base;
    this.mendedPaths = mended;
    this.version = version;
    this.figures = figures;
    this.servicePack = servicePack;
  }

  /** Whether what stands at a path was written by the strategy, not by the base that it patches. */
  isPatched(path: Path): boolean {
    const here = locate(this.reporter.tree, path);
    const there = locate(this.base, path);
    if (here.node === null) return false;
    const { file, line, column } = here.at;
    const { at } = there;
    return there.node === null || file !== at.file || line !== at.line || column !== at.column;
  }

  /** Whether a key of a job stands at the job itself, not among the `defaults` that hold for all jobs. */
  isOwn(job: Path, key: string): boolean {
    const here = locate(this.reporter.tree, [...job, key]);
    const { node, at } = locate(this.base, ['backup', 'defaults', key]);
    if (here.node === null || node === null) return here.node !== null;
    return here.at.line !== at.line || here.at.column !== at.column || here.at.file !== at.file;
  }

  /** The given value, or the default, which is then listed. */
  fill<T>(path: Path, given: T | undefined, fallback: Fallback<T>): T {
    if (given !== undefined) return given;
    const { text, source, assumed } = fallback;
    this.defaults.set(path.join('/'), { path: path.join('/'), value: text, source, assumed });
    return fallback.value;
  }

  note(path: Path, why: string): void {
    this.notes.push({ path: path.join('/'), key: String(path.at(-1)), why });
  }

  /** Whether a mistake at or under the path was replaced by an example: what follows from it is then no news. */
  mended(path: Path): boolean {
    return this.mendedPaths.touches(path);
  }

  error(path: Path, message: string, expected?: string): void {
    if (!this.mended(path))
      this.reporter.error(path, { message, ...(expected ? { expected } : {}) });
  }

  /** About one entry of what may be a list, or a single value. */
  errorInList(path: Path, index: number, what: Complaint): void {
    if (this.mended(path)) return;
    const isList = locate(this.reporter.tree, path).node?.kind === 'list';
    this.reporter.error(isList ? [...path, index] : path, what);
  }

  /** The id of a name; reports a name that is not known and answers 0, since the scenario is refused anyway. */
  idOf(path: Path, what: string, name: string, ids: ReadonlyMap<string, number>): number {
    const id = ids.get(name);
    if (id !== undefined) return id;
    const known = [...ids.keys()];
    if (!this.mended(path)) {
      this.reporter.error(path, {
        message: `no ${what} '${name}'`,
        expected: oneOf(known),
        nearest: nearest(name, known),
      });
    }
    return 0;
  }
}
