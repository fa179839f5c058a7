/** Which jobs of files are let off in the calm. */
import { expect, it } from 'vitest';
import type { Plan } from '../../sim/org/plan.ts';
import { scenario } from '../support/backup.ts';
import { watch } from '../support/organization.ts';
import { FileRuns } from './checkers/file-runs.ts';

type Told = Parameters<FileRuns['note']>[0];

const { plan } = watch(
  scenario({ rest: 'hazards: none\n' }).replace(
    'backup:',
    'backup:\n  files: { images: { saves: disk-image, of: servers/*, to: libraries/lib1, when: daily 06:00, keep: 3 days } }',
  ),
  { check: false },
);

const failing = (share: number, whys: readonly string[]): string[] => {
  const law = { type: 'constant', value: share } as const;
  const own: Plan = { ...plan, hazards: { ...plan.hazards, 'set-unreadable': law } };
  const runs = new FileRuns(own);
  for (const because of whys) {
    const outcome = because === '' ? 'succeeded' : 'failed';
    runs.note({ job: 0, server: 0, controller: -1, outcome, because } as Told);
  }
  return [...runs.thatFail()];
};
const BAD = '1061 differences: the medium is bad';

it('not one whose every set was bad, unless media are so bad that this may well be', () => {
  expect(failing(0.8, [BAD, BAD, BAD])).toEqual([]);
  expect(failing(0.005, [BAD])).toEqual([]);
  expect(failing(0.005, [BAD, BAD, BAD])).toEqual([`images of mbx1: ${BAD}`]);
});

it('nor one that fails for something else besides', () => {
  expect(failing(0.8, [BAD, 'mbx1 has failed', BAD])).toEqual([`images of mbx1: ${BAD}`]);
  expect(failing(0.8, ['NO_SPACE: no room'])).toEqual([]);
  expect(failing(0, ['mbx1 has failed', ''])).toEqual([]);
});
