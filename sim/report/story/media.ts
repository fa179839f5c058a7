/** What a story says of media beside the steps of restores: cartridges that come back, catalogues, copies that failed. */
import { numbered, groupName } from './words.ts';
import type { Recorded } from './record.ts';
import type { Scene } from './scene.ts';

/** Null where a fact is about no medium, or none that matters here. */
export function mediaText(
  { plan, row, over, groups }: Scene,
  { name, fact }: Recorded,
): string | null {
  if (fact.at < row.at || fact.at > over) return null;
  if (name === 'cartridge.moved' && fact.because === 'it was recalled')
    return `${plan.cartridges[fact.cartridge].path} is back from offsite`;
  if (name === 'catalogue.lost')
    return `the catalogue of ${plan.libraries[fact.library].path} is lost, with ${numbered(fact.sets, 'set')} in it`;
  if (name === 'stage.ended' && fact.because !== '' && groups.includes(fact.group))
    return `${groupName(plan, fact.group)}: a set could not be copied on: ${fact.because}`;
  return null;
}
