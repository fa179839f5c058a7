/** A copy on tape that is complete, and whose library burns while the cartridge is still being put away. */
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { groups, jobs, scenario } from '../../support/backup.ts';
import { withMedia } from '../../support/media.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { toEnd } from '../../support/recovery.ts';
import { faults, shadows } from '../../support/shadow.ts';

const SHAPE = { horizon: '1 week', groups: groups({ sg1: { db1: { size: '2 GiB' } } }) };
const FILES = '\n  files:\n    windows: { saves: windows-set, when: daily 12:00 }';
const MEDIA = {
  targets: { b2d: 'capacity: 1 TB' },
  libraries: { lib1: 'drives: 1 x lto-3, cartridges: 20' },
};

/** Runs with the library lost in the minute after the copy of the last Wednesday was on file. */
function burnt(run: (rest: string) => Watched, definition: string): Watched {
  const filed = toEnd(run('hazards: none\n'))
    .of('step.ended')
    .filter((s) => s.definition === definition && s.step === 'file')
    .findLast((s) => new Date(s.at).getUTCDay() === 3)!;
  const soon = new Date(Math.ceil(filed.at / MINUTE) * MINUTE).toISOString();
  const [day, time] = [soon.slice(0, 10), soon.slice(11, 16)];
  return toEnd(run(faults({ fire: `at: ${day} ${time}, lose: libraries/lib1` })));
}

describe('what was complete on tape before its library was lost', () => {
  it('of the files of a server: has succeeded, and is gone', () => {
    const run = (rest: string): Watched =>
      watch(
        scenario({
          ...SHAPE,
          jobs: `${jobs({ full: 'type: full, when: Sat 20:00' })}${FILES}`,
          rest,
        }),
      );
    const watched = burnt(run, 'backup.files');
    const [lost] = watched.of('cartridge.lost');
    const ended = watched.of('files.ended').find((f) => f.at > lost.at)!;
    expect(ended.at - lost.at).toBeLessThan(2 * MINUTE);
    expect(ended).toMatchObject({ outcome: 'succeeded', because: '' });
  });

  it('of a snapshot: was written, and is gone', () => {
    // The procedure asked its set, which was no more, whether it was complete.
    const full = 'type: full, engine: vss-hardware-mirror, when: daily 20:00, to: libraries/lib1';
    const run = (rest: string): Watched => watch(shadows({ full }, { ...SHAPE, rest }));
    const watched = burnt(run, 'backup.vss-tape');
    const lost = watched.of('cartridge.lost');
    const { set, at } = watched.of('snapshot.written').find((f) => f.at > lost[0].at)!;
    expect(at - lost[0].at).toBeLessThan(2 * MINUTE);
    expect(lost.flatMap((f) => f.sets)).toContain(set);
  });

  it('of a file on a disk target: was written, and is gone', () => {
    // The drive that burnt took back what was on file, and it was copied anew.
    const full =
      'type: full, when: daily 20:00, stage: { to: libraries/lib1, after: 1 h, keep: 3 weeks }';
    const run = (rest: string): Watched =>
      withMedia(MEDIA, 'targets/b2d', { ...SHAPE, jobs: jobs({ full }), rest });
    const watched = burnt(run, 'backup.stage');
    const lost = watched.of('cartridge.lost');
    const ended = watched.of('stage.ended').find((f) => f.at >= lost[0].at)!;
    expect(ended).toMatchObject({ because: '' });
    expect(lost.flatMap((f) => f.sets)).toContain(ended.copy);
  });
});
