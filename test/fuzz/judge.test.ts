/** What a scenario is judged by that no seed of the slices leads to: its judge waits as long as whatever was hit takes. */
import { expect, it } from 'vitest';
import { groups, jobs, scenario } from '../support/backup.ts';
import { faulty } from '../support/recovery.ts';
import { judge } from './judge.ts';

/** Every repair of a machine takes so long. */
const repairs = (days: number): string => {
  const reasons = ['hardware', 'software', 'network', 'facilities', 'people', 'unknown'];
  const figures = [...reasons.map((each) => `${each}RepairMs`), 'repairMeanMs'];
  const lines = figures.map((figure) => `${figure}: ${days} d`);
  return `parameters: { hardware: { rebuildShare: 0 %, ${lines.join(', ')} } }\n`;
};

it('waits for a controller that is repaired for weeks beside another one, and is no incident (AD-02)', () => {
  const controllers = 'directory/domains/corp/controllers';
  const text = faulty(
    { controller: `at: week 2 Thu 14:30, fail: ${controllers}/dc1` },
    { horizon: '3 weeks' },
    repairs(50),
  )
    .replace('controllers: { dc1', 'controllers: { dc2: { site: hq }, dc1')
    .replace('backup:', `backup:\n  files: { dcs: { saves: windows-set, of: ${controllers}/* } }`);
  expect(judge(text, { sameness: false }).failures).toEqual([]);
});

it('lets a full be late whose session is kept by what waits for a cartridge that the plan has not got (X-20)', () => {
  // Even with the blanks of the calm there is room for no more than some days of copies, each of which is kept for four weeks.
  const drive = '{ model: dlt-35-70, cartridges: 6, startNew: when full, noMedia: wait }';
  const copies = 'type: copy, when: every 4 h from 00:00, to: drives/d1, keep: 4 weeks';
  const text = scenario({
    jobs: jobs({ full: 'type: full, when: Sun 03:00', copies }),
    groups: groups({ sg1: { db1: { size: '60 GiB' } } }),
    horizon: '1 week',
  })
    .replace('overrun: abort', 'overrun: continue')
    .replace('operations:', `  drives: { d1: ${drive} }\noperations:`);
  expect(judge(text, { sameness: false }).failures).toEqual([]);
});
