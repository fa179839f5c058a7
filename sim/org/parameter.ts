/** One default figure of the model: the only place where its value, source and meaning stand. */
export interface Parameter {
  /** In the base unit: bytes, milliseconds, bytes per second, shares from 0 to 1, events per year. */
  readonly value: number;
  readonly unit: ParameterUnit;
  /** Where the figure was read: a fact, an article, a data sheet. */
  readonly source: string;
  /** True when no source was read for it. */
  readonly assumed?: true;
  /** Low and high end of what is plausible, where verdicts should be re-examined. */
  readonly band?: readonly [number, number];
  /** Why an assumed figure has no band: it decides something, but is nobody's guess about the world. */
  readonly noBand?: string;
  readonly doc: string;
  /** What Exchange 2003 has instead: its value, and where that was read. */
  readonly in2003?: Pick<Parameter, 'value' | 'source' | 'assumed' | 'band' | 'noBand'>;
}

export type Version = 'exchange-2003' | 'exchange-2007';

/** A figure as one version of Exchange has it: where the other one's is assumed, its own may have been read. */
export function ofVersion(parameter: Parameter, version: Version): Parameter {
  const { unit, doc, in2003 } = parameter;
  return in2003 === undefined || version === 'exchange-2007' ? parameter : { unit, doc, ...in2003 };
}

export type ParameterUnit =
  'B' | 'ms' | 'B/s' | 'logs/s' | 'share' | '/year' | 'count' | 'hours' | 'factor';

export type ParameterTable = Readonly<Record<string, Parameter>>;

/** The resolved values of a table: same names, plain numbers. */
export type Figures<T extends ParameterTable> = { readonly [K in keyof T]: number };

/** Checks the shape of a table while keeping its names known to the compiler. */
export function defineParameters<const T extends ParameterTable>(table: T): T {
  return table;
}

/** The default values of a table. */
export function defaultFigures<T extends ParameterTable>(table: T): Figures<T> {
  return Object.fromEntries(Object.entries(table).map(([k, p]) => [k, p.value])) as Figures<T>;
}
