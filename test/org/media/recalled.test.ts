/** A cartridge that was called for, and whoever called does not wait for it any more. */
import { expect, it } from 'vitest';
import { DAY, HOUR } from '../../../sim/engine/clock.ts';
import { recall } from '../../../sim/org/media/offsite.ts';
import { jobs } from '../../support/backup.ts';
import { withMedia } from '../../support/media.ts';
import { runWhile, toEnd } from '../../support/recovery.ts';

it('comes all the same, and is written again when it is out of date', () => {
  const offsite = 'offsite: { when: Mon-Fri 09:00, recall: 3 h }';
  const watched = withMedia(
    { libraries: { lib1: `drives: 1 x lto-3, cartridges: 10, startNew: daily, ${offsite}` } },
    'libraries/lib1',
    {
      jobs: jobs({ full: 'type: full, when: daily 20:00, keep: 6 days' }),
      rest: 'hazards: none\n',
    },
  );
  const { cartridges } = watched.sim.world.org.media;
  runWhile(watched, () => !cartridges.some(({ away }) => away));
  const cartridge = cartridges.findIndex(({ away }) => away);
  const at = watched.sim.now;
  expect(recall(watched.sim.world, cartridge)).toBe(3 * HOUR);
  toEnd(watched);
  const [, back] = watched.of('cartridge.moved').filter((f) => f.cartridge === cartridge);
  expect(back).toMatchObject({ at: at + 3 * HOUR, because: 'it was recalled' });
  const taken = watched.of('cartridge.taken').filter((f) => f.cartridge === cartridge && f.at > at);
  expect(taken[0].at - at).toBeLessThan(14 * DAY);
});
