/** A stand-alone drive: who puts in the next cartridge, and when it was known to be due. */
import { describe, expect, it } from 'vitest';
import { ends, groups, jobs } from '../../support/backup.ts';
import { withMedia } from '../../support/media.ts';
import { toEnd } from '../../support/recovery.ts';

describe('the cartridge of a stand-alone drive', () => {
  it('is put in before the first backup, though jobs have been refused at that drive before', () => {
    const watched = toEnd(
      withMedia({ drives: { d1: 'model: lto-3, cartridges: 20, noMedia: fail' } }, 'drives/d1', {
        groups: groups({ sg1: { db1: { size: '10 GiB' } } }),
        jobs: jobs({
          full: 'type: full, when: [Mon 20:00, Thu 20:00]',
          // Its third run of a day is at 18:00, when everybody goes home.
          logs: 'type: incremental, when: every 8 h from 02:00',
        }),
        horizon: '1 week',
      }),
    );
    const [first] = ends(watched, 'logs');
    expect(first.because).toContain('has no full backup to build on');
    expect(ends(watched, 'full').map((f) => f.outcome)).toEqual(Array(4).fill('succeeded'));
  });
});
