/** What `inspect` finds in a small organization, against what its facts say. */
import { describe, expect, it } from 'vitest';
import { inspect, pathsOf } from '../../sim/report/inspect/index.ts';
import type { Inspection } from '../../sim/report/inspect/shapes.ts';
import { instantFrom, parseInstant } from '../../sim/scenario/times.ts';
import type { Watched } from '../support/organization.ts';
import { smallYaml, watch } from '../support/organization.ts';

const GROUP = 'servers/mbx1/storageGroups/sg1';
const DATABASE = `${GROUP}/databases/db1`;

function at(watched: Watched, text: string): Watched {
  const read = parseInstant(text);
  if (!read.ok) throw new Error(read.message);
  watched.sim.runUntil(instantFrom(read.value, watched.plan.clock.start));
  return watched;
}

function look({ sim }: Watched, path: string): Inspection {
  const found = inspect(sim.world, path);
  if (found === null) throw new Error(`nothing at ${path}`);
  return found;
}

/** Value of a field, by section and name; the first one of that name. */
function field(found: Inspection, section: string, name: string): string | undefined {
  const { fields = [] } = found.sections.find(({ title }) => title.startsWith(section))!;
  return fields.find((each) => each[0].trim() === name)?.[1];
}

const numbers = (range: string): number[] => range.match(/\d+/g)!.slice(0, 2).map(Number);

describe('inspect a database', () => {
  it('reads dirty while mounted, and requires the logs from the checkpoint to the open one', () => {
    const watched = at(watch(smallYaml()), 'week 2 Wed 12:00');
    const found = look(watched, DATABASE);
    expect(field(found, 'Header', 'State')).toBe('Dirty Shutdown');
    const [low, high] = numbers(field(found, 'Header', 'Log Required')!);
    const group = look(watched, GROUP);
    expect(numbers(field(group, 'Checkpoint', 'Checkpoint')!)[0]).toBe(low);
    expect(field(group, 'Transaction', 'Open log')).toContain(`generation ${high}-`);
    expect(high - low).toBe(20);
  });

  it('names the last full and incremental as the backups ended', () => {
    const watched = at(watch(smallYaml()), 'week 2 Wed 12:00');
    const { fields = [] } = look(watched, DATABASE).sections[0];
    const ranges = fields.filter(([name]) => name.trim() === 'Log Gen').map(([, value]) => value);
    const { sets } = watched.sim.world.org.media;
    const last = (type: string) => sets.filter((set) => set.type === type).at(-1)!;
    expect(numbers(ranges[0])).toEqual([last('full').low, last('full').high]);
    expect(numbers(ranges[1])).toEqual([last('incremental').low, last('incremental').high]);
  });

  it('shows damage only as what nobody knows', () => {
    const faults = `hazards: none
faults: { bad: { at: week 2 Wed 10:00, corrupt: { database: ${DATABASE}, pages: 3 } } }
`;
    const watched = at(watch(smallYaml({ rest: faults })), 'week 2 Wed 12:00');
    const found = look(watched, DATABASE);
    const hidden = found.sections.filter(({ known }) => !known);
    expect(JSON.stringify(hidden)).toContain('page-damage');
    expect(JSON.stringify(found.sections.filter(({ known }) => known))).not.toContain('damage');
  });
});

describe('log numbers', () => {
  it('stand in decimal and in hexadecimal, of which the file names have the latter', () => {
    const watched = at(watch(smallYaml()), 'week 2 Wed 12:00');
    const required = field(look(watched, DATABASE), 'Header', 'Log Required')!;
    const [low, high] = numbers(required);
    expect(required).toBe(`${low}-${high} (0x${low.toString(16)}-0x${high.toString(16)})`);
    const closed = field(look(watched, GROUP), 'Transaction', 'Closed logs')!;
    const name = (high - 1).toString(16).toUpperCase().padStart(8, '0');
    expect(closed).toContain(`to E00${name}.log`);
  });
});

describe('inspect in the middle of a restore', () => {
  const faults = `hazards: none
faults: { gone: { at: week 2 Wed 10:00, lose: servers/mbx1/nodes/a/volumes/database } }
`;

  it('finds Restore.env from the end of the image until hard recovery is through', () => {
    const watched = watch(smallYaml({ rest: faults }));
    watched.sim.runUntil(watched.plan.clock.start);
    let seen = 0;
    while (watched.sim.now < watched.plan.clock.end && watched.sim.step()) {
      const env = look(watched, GROUP).sections.find(({ title }) => title === 'Restore.env');
      const restoring = field(look(watched, DATABASE), 'Service', 'State')!.startsWith(
        'being restored',
      );
      if (env === undefined) continue;
      seen++;
      expect(restoring).toBe(true);
      const range = env.fields!.find(([name]) => name === 'Log range')![1];
      const [state] = watched.sim.world.org.recovery.environments;
      expect(numbers(range)[0]).toBe(state.low);
    }
    expect(seen).toBeGreaterThan(3);
    expect(watched.sim.world.org.recovery.environments).toEqual([]);
  });

  it('says of a lost file that it is gone', () => {
    const watched = at(watch(smallYaml({ rest: faults })), 'week 2 Wed 10:10');
    expect(field(look(watched, DATABASE), 'Header', 'Database')).toContain('gone');
  });
});

describe('inspect tapes', () => {
  it('lists on each cartridge the sets that have a part on it', () => {
    const watched = at(watch(smallYaml()), 'week 3 Wed 12:00');
    const { org, plan } = watched.sim.world;
    for (const { id, path } of plan.cartridges) {
      const rows = look(watched, path).sections[1].table!.rows.map(([set]) => set);
      expect(rows).toEqual(org.media.cartridges[id].sets.map((set) => `sets/${set}`));
    }
  });

  it('answers every path that it offers, and null for any other', () => {
    const watched = at(watch(smallYaml()), 'week 3 Wed 12:00');
    for (const path of pathsOf(watched.sim.world)) look(watched, path);
    for (const path of ['sets/999', 'servers/mbx9', 'sets/x', '']) {
      expect(inspect(watched.sim.world, path)).toBe(null);
    }
  });
});
