/** How many storage groups of a job are written interleaved to one cartridge. */
import type { Engine } from '../../org/backup/plan.ts';
import type { LibraryPlan } from '../../org/media/plan.ts';
import { LANGUAGE, type Builder } from '../builder.ts';

/** As many as the products of the time offered. */
export const MOST_STREAMS = 32;

/** One stream to a drive is the default: so writes the backup program of Windows. */
export function multiplexOf(
  path: readonly string[],
  written: number | undefined,
  engine: Engine,
  library: LibraryPlan | undefined,
  b: Builder,
): number {
  const own = [...path, 'multiplex'];
  const streams = b.fill(own, written, {
    ...{ value: 1, text: 1, source: LANGUAGE, assumed: false },
  });
  if (streams === 1) return 1;
  if (engine !== 'streaming')
    b.error(own, `only what is read through the store is multiplexed, not '${engine}'`);
  else if (library?.kind === 'disk')
    b.error(own, `${library.path}: each set is a file of its own`, 'a library or a tape drive');
  return streams;
}
