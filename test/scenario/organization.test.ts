import { describe, expect, it } from 'vitest';
import type { Plan } from '../../sim/org/plan.ts';
import { good, loadText, problemsOf, small, SMALL } from './helper.ts';

const plan = (text: string): Plan => good(loadText(text)).strategies[0].plan;

describe('the organization', () => {
  it('fills in the smallest directory, hub, class and team', () => {
    const small = plan(SMALL);
    expect(small.controllers).toEqual([
      {
        id: 0,
        path: 'directory/domains/corp/controllers/dc1',
        name: 'dc1',
        domain: 'corp',
        site: 0,
        databaseBytes: 500e6,
      },
    ]);
    expect(small.hubs).toEqual([{ id: 0, path: 'hubs/hub1', name: 'hub1', site: 0 }]);
    expect(small.classes[0]).toMatchObject({
      name: 'standard',
      restoreMs: { database: null, server: null },
    });
    expect(small.operations).toMatchObject({
      teams: [{ people: 2, onCallMs: 2_700_000 }],
      readLog: { week: { length: 5 } },
    });
  });

  it('nobody on call, nobody who reads the log', () => {
    const text = `${SMALL}operations: { operators: { night: { people: 1, hours: daily 22:00-06:00, onCall: none } }, readLog: never }\n`;
    expect(plan(text).operations).toMatchObject({ teams: [{ onCallMs: null }], readLog: null });
  });

  it.each([
    ['raid5, disks: 8', 'raid10, disks: 8', 4 * 146e9, 4 * 80e6, 4 * 80e6],
    ['raid5, disks: 8', 'raid5, disks: 4', 3 * 146e9, 3 * 80e6, (150e6 * 3) / 7],
    ['raid5, disks: 8', 'raid5, disks: 15', 14 * 146e9, 14 * 80e6, 300e6],
  ])('%s → %s: room and rates follow the RAID level', (from, to, room, read, write) => {
    expect(plan(small(from, to)).volumes[0]).toMatchObject({
      capacityBytes: room,
      readBytesPerSecond: read,
      writeBytesPerSecond: write,
    });
  });

  it.each([
    ['raid5, disks: 8', 'raid5, disks: 2', 'raid5 has at least 3 disks'],
    ['raid5, disks: 8', 'raid10, disks: 5', 'an even number'],
    ['raid5, disks: 8', 'raid1, disks: 4', 'more of them are raid10'],
    ['sg1..sg2', 'sg01..sg51', '51 databases; exchange-2007 enterprise has at most 50'],
    ['organization:\n', 'organization:\n  version: exchange-2010\n', 'not one of the choices'],
    ['{ standard: 100 }', '{ standard: 0 }', 'at least one mailbox'],
    ['{ hq: {} }', '{ hq: {}, dr: {} }', 'missing: which site?'],
  ])('%s → %s is refused', (from, to, says) => {
    expect(problemsOf(loadText(small(from, to)))[0].message).toContain(says);
  });

  it('links and offsets are checked; delays of links are listed as without effect', () => {
    const text = small(
      '{ hq: {} }',
      '{ hq: {}, dr: { offset: -5 h } }\n  links: { wan: { between: [hq, dr], bandwidth: 1.544 Mbit/s, latency: 60 ms } }',
    );
    const all = text
      .replaceAll('volumes:', 'site: hq\n      volumes:')
      .replace('lib1: {', 'lib1: { site: hq,');
    const scenario = good(
      loadText(
        `${all}`.replace(
          '  servers:',
          '  hubs: { hub1: { site: hq } }\n  directory: { domains: { corp: { controllers: { dc1: { site: hq } } } } }\n  servers:',
        ),
      ),
    );
    expect(scenario.notModelled.map((each) => each.path)).toEqual([
      'organization/sites/dr/offset',
      'organization/links/wan/latency',
    ]);
    expect(problemsOf(loadText(all.replace('[hq, dr]', '[hq, rd]')))[0]).toMatchObject({
      message: "no site 'rd'",
      nearest: 'dr',
    });
  });
});
