import { expect, it } from 'vitest';
import { HOUR } from '../../sim/engine/clock.ts';
import { hearRebuilds, rebuildMailboxMs } from '../../sim/measure/rebuilds.ts';
import { instant } from '../support/backup.ts';
import { watch } from '../support/organization.ts';
import { faulty, SERVER } from '../support/recovery.ts';
import { END, fakePlan, FakeSim, START } from './fake.ts';

it('mailboxes are slow while an array of theirs rebuilds, in the horizon, each hour once', () => {
  const sim = new FakeSim();
  const plan = fakePlan();
  const logVolume = 7;
  const groups = plan.groups.map((group) => ({ ...group, logVolume, systemVolume: logVolume }));
  const alone = { ...plan, groups, databases: [plan.databases[0]] };
  hearRebuilds(sim);
  const { volume, mailboxCount } = plan.databases[0];
  const said = (from: number, to: number, disk: number, on: number): void => {
    sim.say(from, 'rebuild.began', { volume: on, disk });
    sim.say(to, 'rebuild.ended', { volume: on, disk, completed: true });
  };
  said(START - HOUR, START + HOUR, 1, volume);
  said(START + 0.5 * HOUR, START + 2 * HOUR, 9, logVolume);
  sim.say(END - HOUR, 'rebuild.began', { volume, disk: 2 });
  sim.now = END + HOUR;
  expect(rebuildMailboxMs(sim, alone) / HOUR / mailboxCount).toBeCloseTo(3, 9);
});

it('of an organization: its one database, for as long as a rebuild takes', () => {
  const fault = { f: `at: week 2 Thu 14:30, lose: ${SERVER}/nodes/a/volumes/logs/disks/1` };
  const { sim, plan } = watch(faulty(fault), { check: false });
  hearRebuilds(sim);
  sim.runUntil(instant(plan, 2, 'Fri 14:30'));
  // 73 GB at 20 MB/s, 100 mailboxes.
  expect(rebuildMailboxMs(sim, plan)).toBe(3_650_000 * 100);
});
