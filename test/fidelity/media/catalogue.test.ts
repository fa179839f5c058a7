/** The catalogue on the backup host: without it nobody can choose a set. */
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { loadScenario } from '../../../sim/scenario/index.ts';
import { groups, jobs } from '../../support/backup.ts';
import { mediaYaml, withMedia } from '../../support/media.ts';
import type { Watched } from '../../support/organization.ts';
import { rowsOf, steps, toEnd, volume } from '../../support/recovery.ts';

const DAILY = jobs({ full: 'type: full, when: daily 20:00' });
const DIES = `  gone: { at: week 2 Thu 14:30, lose: ${volume('database')} }\n`;
const LOST = '  host: { at: week 2 Thu 14:00, lose: libraries/lib1/catalogue }\n';
const BAD =
  '  bad: { at: week 2 Thu 14:00, spoil: { newestSetOf: servers/mbx1/storageGroups/sg1 } }\n';

function run(faults: string, how = '', size = '100 GiB'): Watched {
  const media = { libraries: { lib1: `drives: 1 x lto-3, cartridges: 40${how}` } };
  const rest = `hazards: none\nfaults:\n${faults}`;
  const of = { groups: groups({ sg1: { db1: { size } } }), jobs: DAILY, rest, horizon: '2 weeks' };
  return toEnd(withMedia(media, 'libraries/lib1', of, true));
}

const lengths = (watched: Watched, step: string): number[] =>
  steps(watched, step).map((s) => s.at - s.began);

describe('the catalogue', () => {
  it('TAPE-07, TAPE-08, RST-65: a set is chosen by the catalogue of its host; where that is gone it is built first', () => {
    const kept = run(DIES);
    expect(lengths(kept, 'catalogue')).toEqual([]);
    const gone = run(DIES + LOST);
    expect(lengths(gone, 'catalogue')).toEqual([5 * MINUTE]);
    expect(rowsOf(gone)[0].dataMs - rowsOf(kept)[0].dataMs).toBe(5 * MINUTE);
    const spans = gone.of('incident.closed')[0].waterfall.map((s) => s.span);
    expect(spans.indexOf('catalogue')).toBeLessThan(spans.indexOf('restore-image'));
    expect(spans).toContain('catalogue');
  });

  it('TAPE-09, E-52: where no catalogue on the medium can be read, all of the set is scanned', () => {
    const none = run(DIES + LOST, ', host: { onMediaCatalogue: false }');
    expect(lengths(none, 'catalogue')).toEqual([0]);
    const [scan] = lengths(none, 'scan');
    // 107 GB at 75 MB/s.
    expect(scan / MINUTE).toBeGreaterThan(23);
    expect(scan / MINUTE).toBeLessThan(25);
    expect(lengths(run(DIES + LOST, '', '10 GiB'), 'scan')).toEqual([]);
    // A tape that is damaged: the scan is for nothing, and the set before is catalogued next.
    const bad = run(DIES + LOST + BAD);
    expect(lengths(bad, 'scan').length).toBe(1);
    expect(lengths(bad, 'catalogue').length).toBe(2);
  });

  it('TAPE-08: a host that was installed anew has no catalogue, and one that is down lets another computer build its own', () => {
    const rebuilt = '  down: { at: week 2 Thu 14:30, fail: servers/mbx1 }\n';
    const ladder = 'recovery: { for: { down: [rebuild-server] } }\n';
    const own = (how: string): Watched => {
      const media = { libraries: { lib1: `drives: 1 x lto-3, cartridges: 40${how}` } };
      const later = '  gone: { at: week 2 Fri 14:30, lose: servers/mbx1/volumes/database }\n';
      const rest = `${ladder}hazards: none\nfaults:\n${rebuilt}${later}`;
      return toEnd(
        withMedia(media, 'libraries/lib1', { jobs: DAILY, rest, horizon: '2 weeks' }, true),
      );
    };
    const apart = own('');
    expect(apart.of('catalogue.lost')).toEqual([]);
    const same = own(', host: { on: servers/mbx1 }');
    expect(same.of('catalogue.lost').map((f) => f.because)).toEqual(['mbx1 was installed anew']);
    expect(same.of('catalogue.lost')[0].sets).toBeGreaterThan(10);
    // What was backed up since is on the new one.
    expect(lengths(same, 'catalogue').length).toBeLessThan(2);
  });

  it('TAPE-10: of a file with several sets the first look brings the top nodes only, and the file is named again', () => {
    const look = (file: string): number[] => {
      const full = jobs({ full: `type: full, when: daily 20:00${file}` });
      const faults = DIES + LOST.replace('libraries/lib1', 'targets/b2d');
      const of = { jobs: full, rest: `hazards: none\nfaults:\n${faults}`, horizon: '2 weeks' };
      return lengths(
        toEnd(withMedia({ targets: { b2d: 'capacity: 1 TB' } }, 'targets/b2d', of, true)),
        'catalogue',
      );
    };
    expect(look('')).toEqual([5 * MINUTE]);
    expect(look(', file: mail')).toEqual([7 * MINUTE]);
  });

  it('BKP-58: a host without Exchange, its tools or remote configuration by hand lists no store', () => {
    const told = (tools: string): string[] => {
      const media = {
        libraries: { lib1: `drives: 1 x lto-3, cartridges: 40, host: { tools: ${tools} }` },
      };
      const loaded = loadScenario('test.yaml', () => mediaYaml(media, 'libraries/lib1'));
      return loaded.ok ? [] : loaded.problems.map(({ message }) => message);
    };
    expect(told('exchange')).toEqual([]);
    expect(told('by-hand')).toEqual([]);
    expect(told('none')).toEqual([expect.stringMatching(/lists no store .*\(BKP-58\)/)]);
  });
});
