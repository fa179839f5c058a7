/** Where media and their catalogue are: cartridges that leave the house, and the host that backups run on. */
import type { z } from 'zod';
import type { OffsitePlan } from '../../org/media/plan.ts';
import { block } from '../block.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { choice, paths, positiveTime, schedule, time, yesNo } from '../fields.ts';
import { matchPlaces, type Place } from '../paths.ts';

export const offsiteSchema = block({
  when: schedule,
  after: time.optional(),
  recall: positiveTime.optional(),
});

export function offsiteOf(
  own: readonly string[],
  doc: z.output<typeof offsiteSchema> | undefined,
  b: Builder,
): OffsitePlan | null {
  if (doc === undefined) return null;
  const afterMs = b.fill([...own, 'offsite', 'after'], doc.after, {
    ...{ value: 0, text: '0 s', source: LANGUAGE, assumed: false },
  });
  return { when: doc.when, afterMs, recallMs: doc.recall ?? null };
}

export const hostSchema = block({
  on: paths.optional(),
  tools: choice('by what it sees Exchange stores', ['exchange', 'by-hand', 'none']).optional(),
  onMediaCatalogue: yesNo.optional(),
});

/** The backup host: a machine apart that has the management tools, unless the scenario says otherwise. */
export function hostOf(
  own: readonly string[],
  doc: z.output<typeof hostSchema> | undefined,
  servers: readonly Place[],
  b: Builder,
): { readonly host: number; readonly onMediaCatalogue: boolean } {
  const path = [...own, 'host'];
  const onMediaCatalogue = doc?.onMediaCatalogue ?? true;
  if (doc?.tools === 'none')
    b.error(
      [...path, 'tools'],
      'the backup program lists no store on a computer without Exchange, its management tools or remote configuration by hand (BKP-58)',
      "'exchange' or 'by-hand', or a mailbox server under 'on'",
    );
  if (doc?.on === undefined) return { host: -1, onMediaCatalogue };
  const match = matchPlaces(doc.on[0], 'server', servers);
  if (match.ok && match.places.length === 1 && doc.on.length === 1)
    return { host: match.places[0].id, onMediaCatalogue };
  if (!b.mended([...path, 'on']))
    b.reporter.error([...path, 'on'], match.ok ? { message: 'backups have one host' } : match);
  return { host: -1, onMediaCatalogue };
}
