/** Helpers for tests of media: organizations with other things to write to than a library. */
import { scenario, type Shape } from './backup.ts';
import { watch, type Watched } from './organization.ts';

const LIBRARY = '  libraries: { lib1: { site: hq, drives: 1 x lto-3, cartridges: 40 } }';

/** What backups are written to, by collection and name, each as the flow map that a scenario has. */
export interface Media {
  readonly libraries?: Readonly<Record<string, string>>;
  readonly drives?: Readonly<Record<string, string>>;
  readonly targets?: Readonly<Record<string, string>>;
}

/** A scenario that writes to these; jobs that do not say where write to `to`. */
export function mediaYaml(media: Media, to: string, shape: Shape = {}): string {
  const blocks = Object.entries(media).map(([collection, things]) => {
    const rows = Object.entries(things as Record<string, string>);
    return `  ${collection}:\n${rows.map(([name, how]) => `    ${name}: { ${how} }`).join('\n')}`;
  });
  const text = scenario(shape);
  if (!text.includes(LIBRARY)) throw new Error('the library of small organizations has changed');
  return text.replace(LIBRARY, blocks.join('\n')).replace('to: libraries/lib1', `to: ${to}`);
}

/** The same, as a simulation that stands at its beginning. */
export const withMedia = (media: Media, to: string, shape: Shape = {}, check = false): Watched =>
  watch(mediaYaml(media, to, shape), { check });
