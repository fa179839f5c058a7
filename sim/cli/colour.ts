import type { Paint } from '../report/terminal/paint.ts';
import { colourPaint, plainPaint } from '../report/terminal/paint.ts';

/** Colours on a terminal, unless NO_COLOR or --no-color; FORCE_COLOR brings them everywhere (no-color.org). */
export function paintFor(stream: NodeJS.WriteStream, colour: boolean): Paint {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (!colour || (NO_COLOR !== undefined && NO_COLOR !== '')) return plainPaint;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0') return colourPaint;
  return stream.isTTY ? colourPaint : plainPaint;
}
