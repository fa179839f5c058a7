/** Counts, estimates and shares. */

/** A narrow no-break space: 12 345 is one word. */
const THIN = '\u202f';
const MINUS = '\u2212';

/** An exact count with thin separators from five digits on: `1234`, `12 345`. */
export function count(n: number): string {
  return grouped(Math.round(n), 0);
}

/** An estimate to three significant digits, two below one: `12 300`, `412`, `41.2`, `0.41`. */
export function figure(x: number): string {
  if (x === 0 || !Number.isFinite(x)) return String(x);
  const magnitude = Math.floor(Math.log10(Math.abs(x)));
  if (magnitude >= 2) {
    const unit = 10 ** (magnitude - 2);
    return grouped(Math.round(x / unit) * unit, 0);
  }
  return trimZeros(grouped(x, magnitude >= 0 ? 2 - magnitude : 1 - magnitude));
}

/** A share as percent, with the digits that its size deserves: `97 %`, `3.5 %`, `0.2 %`. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0) return `0${THIN}%`;
  if (value < 0.01) return `<${THIN}0.01${THIN}%`;
  // Almost certain is not certain: 99.98 % must not be rounded to 100 %.
  const far = Math.min(value, 100 - value);
  const digits = value === 100 || far >= 10 ? 0 : far >= 0.1 ? 1 : 2;
  return `${trimZeros(grouped(value, digits))}${THIN}%`;
}

/** Bytes in binary units, as Exchange counts them. */
export function bytes(n: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = n;
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${figure(value)}\u00a0${units[unit]}`;
}

/** `1 incident`, `2 incidents`. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)}\u00a0${n === 1 ? one : many}`;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function grouped(x: number, digits: number): string {
  const [whole, fraction] = Math.abs(x).toFixed(digits).split('.');
  const spaced = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, THIN) : whole;
  const zero = Number(whole) === 0 && !/[1-9]/.test(fraction ?? '');
  return `${x < 0 && !zero ? MINUS : ''}${spaced}${fraction ? `.${fraction}` : ''}`;
}
