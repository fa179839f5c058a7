/** A disk target is lost while something is restored: whoever does not read from it goes on. */
import { expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { strikeTarget } from '../../../sim/org/media/disk.ts';
import { groups, path, runUntil } from '../../support/backup.ts';
import { filed } from '../../support/files.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, runWhile, steps, toEnd } from '../../support/recovery.ts';
import { faults, shadows } from '../../support/shadow.ts';

const GONE = { gone: `at: week 1 Fri 14:30, delete: ${path('sg1', 'db1')}` };
const LOST = { ...GONE, target: 'at: week 1 Fri 14:58, lose: targets/b2d' };
const GROUPS = groups({ sg1: { db1: { size: '40 GiB' } } });

/** The file comes back from a snapshot; a target, on which nothing of it lies, is there beside. */
function fromSnapshot(rows: Readonly<Record<string, string>>, operations = ''): Watched {
  const yaml = shadows(
    { full: 'type: full, engine: vss-software, when: daily 20:00' },
    { horizon: '1 week', groups: GROUPS, rest: faults(rows) },
    ', redirect: true',
  );
  const [b2d, people] = ['  targets: { b2d: { site: hq, capacity: 1 TB } }\n', '\noperations:\n'];
  return toEnd(watch(yaml.replace(/  libraries: .*\n/, b2d).replace(people, people + operations)));
}

it('a snapshot is copied back to its end', () => {
  // It counted as copied in the instant of the loss: 40 GiB in three minutes.
  const [undisturbed, watched] = [GONE, LOST].map((rows) => fromSnapshot(rows));
  const images = [undisturbed, watched].map((each) => steps(each, 'snapshot-image'));
  expect(images.map((each) => each.length)).toEqual([1, 1]);
  expect(images[1][0].at).toBe(images[0][0].at);
  expect(watched.of('cartridge.lost')).toHaveLength(1);
});

it('a drill with a snapshot is not broken off', () => {
  const drill = '  drills: { one: { when: Fri 14:57 } }\n';
  const ended = fromSnapshot({ target: LOST.target }, drill).of('drill.ended');
  expect(ended.map(({ outcome }) => outcome)).toEqual(['restored', 'restored']);
});

it('mailboxes are read no further from a set that is gone with it', () => {
  // They were read once more, all of them, from nothing.
  const logical = '{ share: 2 %, of: 30 days, over: 2 h, noticed: 2 days }';
  const scan = `at: week 2 Thu 14:30, corrupt: { database: ${DATABASE}, logical: ${logical} }`;
  const files = { bricks: 'saves: mailboxes, to: targets/b2d, when: Sun 08:00' };
  const watched = filed({ files, horizon: '3 weeks', faults: { scan } });
  const { world } = watched.sim;
  const reads = (): boolean => world.org.procedures.list.some((p) => p?.step === 'mailboxes');
  runWhile(watched, () => !reads());
  runUntil(watched, watched.sim.now + MINUTE);
  const target = world.plan.libraries.find(({ kind }) => kind === 'disk')!;
  strikeTarget(world, target.id, 'faults/target:volume-lost:1', 'faults/target');
  const at = watched.sim.now;
  runWhile(watched, reads);
  expect(watched.sim.now).toBe(at);
  expect(toEnd(watched).of('incident.closed')).toHaveLength(1);
});
