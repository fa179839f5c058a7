/** A stand-alone drive: who puts in the next cartridge, and when it was known to be due. */
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../../sim/scenario/index.ts';
import { ends, groups, jobs } from '../../support/backup.ts';
import { mediaYaml, withMedia } from '../../support/media.ts';
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

  it('is warned of where it is full before its turn, and nobody may be there to change it', () => {
    const told = (how: string, rest = ''): string[] => {
      // Fulls of 10 GiB on 35 GB: one cartridge holds three of them.
      const shape = {
        groups: groups({ sg1: { db1: { size: '10 GiB' } } }),
        jobs: jobs({ full: 'type: full, when: daily 20:00' }),
        rest,
      };
      const media = { drives: { d1: `model: dlt-35-70, cartridges: 90, ${how}` } };
      const loaded = loadScenario('test.yaml', () => mediaYaml(media, 'drives/d1', shape));
      const all = (loaded.ok ? loaded.warnings : loaded.problems).map(({ message }) => message);
      return all.filter((message) => message.includes('turn'));
    };
    const by = 'a job that finds it so while nobody is at work';
    const full = "a cartridge is full before its turn under 'only'";
    expect(told('noMedia: fail')).toEqual([`${full}: ${by} fails with NO_MEDIA`]);
    expect(told('noMedia: wait')).toEqual([`${full}: ${by} waits for them`]);
    expect(told('startNew: daily')).toEqual([]);
    expect(told('startNew: when full')).toEqual([]);
    const always = 'operations: { operators: { team: { people: 2, hours: always } } }\n';
    expect(told('noMedia: fail', always)).toEqual([]);
  });
});
