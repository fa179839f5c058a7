import { validateLaw, type Law } from '../engine/laws.ts';
import { nearest, oneOf } from './nearest.ts';
import type { Reading } from './times.ts';
import { parseQuantity, TIME } from './units.ts';

/** A law as written: a trace still is the name of a file. */
export type LawDoc = Law | { readonly type: 'file'; readonly file: string };

/** Every law by name, with its parts. */
export const lawParts: Readonly<Record<string, readonly string[]>> = {
  exponential: ['mean'],
  weibull: ['shape', 'scale'],
  lognormal: ['median', 'mean'],
  uniform: ['from', 'to'],
  trace: [],
};

const no = (message: string, near: string | null = null): Reading<never> => ({
  ok: false,
  message,
  nearest: near,
});

/** `{ weibull: { shape: 1.12, scale: 461386 h } }`; a bare duration is a constant. */
export function readLaw(written: unknown): Reading<LawDoc> {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    const time = parseQuantity(TIME, written);
    return time.ok ? { ok: true, value: { type: 'constant', value: time.value } } : time;
  }
  const entries = Object.entries(written as Record<string, unknown>);
  if (entries.length !== 1) return no('a law is a map with one key, the name of the law');
  const [name, parts] = entries[0];
  if (!Object.hasOwn(lawParts, name)) {
    const known = Object.keys(lawParts);
    return no(`no law '${name}': ${oneOf(known)}`, nearest(name, known));
  }
  if (name === 'trace') {
    if (typeof parts !== 'string' || parts === '')
      return no('a trace names a file: { trace: file.csv }');
    return { ok: true, value: { type: 'file', file: parts } };
  }
  return readParts(name, parts);
}

function readParts(name: string, parts: unknown): Reading<Law> {
  const wanted = lawParts[name];
  const hint = `{ ${name}: { ${wanted.map((key) => `${key}: …`).join(', ')} } }`;
  if (typeof parts !== 'object' || parts === null || Array.isArray(parts))
    return no(`a law reads ${hint}`);
  const given = parts as Record<string, unknown>;
  for (const key of Object.keys(given)) {
    if (!wanted.includes(key))
      return no(`'${key}' is no part of ${name}: ${hint}`, nearest(key, wanted));
  }
  const values: Record<string, number> = {};
  for (const key of wanted) {
    if (!Object.hasOwn(given, key)) return no(`${name} lacks ${key}: ${hint}`);
    const value = readPart(key, given[key]);
    if (!value.ok) return no(`${key}: ${value.message}`);
    values[key] = value.value;
  }
  const law = { type: name, ...values } as unknown as Law;
  const fault = validateLaw(law);
  return fault === null ? { ok: true, value: law } : no(fault);
}

/** The shape of a Weibull law is a number; everything else is a time. */
function readPart(key: string, written: unknown): Reading<number> {
  if (key !== 'shape') return parseQuantity(TIME, written);
  // Shapes beyond these are no lives of anything, and their powers leave the range of numbers.
  const good = typeof written === 'number' && written >= 0.05 && written <= 100;
  return good ? { ok: true, value: written } : no('a number from 0.05 to 100');
}

/** One duration a line, the first column of a CSV; the first line may be a heading. */
export function readTrace(text: string): Reading<Law> {
  const lines = text.split(/\r?\n/).map((line) => line.split(/[,;\t]/)[0].trim());
  const values: number[] = [];
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    const time = parseQuantity(TIME, line.replace(/^"(.*)"$/, '$1'));
    if (time.ok) values.push(time.value);
    else if (i > 0) return no(`line ${i + 1} of the trace: ${time.message}`);
  }
  const law: Law = { type: 'trace', values };
  const fault = validateLaw(law);
  return fault === null ? { ok: true, value: law } : no(`the trace holds no times: ${fault}`);
}
