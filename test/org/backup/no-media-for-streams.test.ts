/** What a job that finds no further cartridge leaves behind: for the streams beside it, and in the state. */
import { expect, it } from 'vitest';
import { demandPlain } from '../../../sim/engine/plain.ts';
import { ends, groups, instant, jobs } from '../../support/backup.ts';
import { withMedia } from '../../support/media.ts';

const watched = (how: string) =>
  withMedia({ drives: { d1: 'model: lto-1, cartridges: 2, noMedia: fail' } }, 'drives/d1', {
    groups: groups({
      sg1: { db1: { size: '10 GiB' } },
      sg2: { db1: { size: '90 GiB' } },
      sg3: { db1: { size: '90 GiB' } },
    }),
    jobs: jobs({ full: `type: full, when: Sun 20:00, window: always${how}` }),
    rest: 'hazards: none\n',
    horizon: '1 week',
  });

it('a stream whose tape another one has taken out in vain fails as that one does', () => {
  const runs = watched(', multiplex: 3');
  runs.sim.runUntil(instant(runs.plan, 1, 'Mon 12:00'));
  const failed = ends(runs).filter(({ outcome }) => outcome === 'failed');
  expect(failed.length).toBeGreaterThan(1);
  expect(new Set(failed.map(({ because }) => because))).toEqual(
    new Set(['NO_MEDIA: nobody changes the cartridge of drives/d1']),
  );
});

it('the state stays plain where a job that need not wait for a cartridge has a service to start first', () => {
  const { sim, plan } = watched(', engine: offline');
  const until = instant(plan, 1, 'Mon 12:00');
  while (sim.now < until) {
    sim.step();
    demandPlain(sim.world.org, 'org');
  }
});
