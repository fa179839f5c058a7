import { describe, expect, it } from 'vitest';
import { checkArrows } from './arrows.mjs';

const refused = (path: string, source: string) =>
  checkArrows({ path, source }).map((finding) => finding.text);

const value = (specifier: string) => `import { x } from '${specifier}';`;
const type = (specifier: string) => `import type { X } from '${specifier}';`;

describe('arrows between folders', () => {
  it.each([
    ['sim/org/wiring.ts', '../engine/sim.ts'],
    ['sim/scenario/load.ts', '../org/wiring.ts'],
    ['sim/scenario/load.ts', '../metrics/table.ts'],
    ['sim/measure/loss.ts', '../scenario/load.ts'],
    ['sim/experiment/run.ts', '../measure/loss.ts'],
    ['sim/report/build.ts', '../experiment/run.ts'],
    ['sim/cli/main.ts', '../report/build.ts'],
    ['viz/report/main.ts', '../../sim/report/build.ts'],
    ['test/engine/queue.test.ts', '../../sim/engine/queue.ts'],
  ])('%s may import %s', (path, specifier) => {
    expect(refused(path, value(specifier))).toEqual([]);
  });

  it.each([
    ['sim/engine/sim.ts', '../org/world.ts', 'sim/engine may not import sim/org'],
    ['sim/org/store/log.ts', '../../scenario/load.ts', 'sim/org may not import sim/scenario'],
    ['sim/org/store/log.ts', '../../metrics/table.ts', 'sim/org may not import sim/metrics'],
    ['sim/metrics/table.ts', '../engine/types.ts', 'sim/metrics may not import sim/engine'],
    ['sim/scenario/load.ts', '../measure/loss.ts', 'sim/scenario may not import sim/measure'],
    ['sim/measure/loss.ts', '../experiment/run.ts', 'sim/measure may not import sim/experiment'],
    ['sim/experiment/run.ts', '../report/a.ts', 'sim/experiment may not import sim/report'],
    ['sim/report/build.ts', '../cli/main.ts', 'sim/report may not import sim/cli'],
    ['sim/cli/main.ts', '../../viz/report/main.ts', 'viz/report/main.ts: sim may not import viz'],
    ['viz/report/main.ts', '../../test/a.ts', 'test/a.ts: only sim and viz ship'],
    ['sim/newcomer/a.ts', '../engine/a.ts', 'sim/newcomer has no place in test/tools/arrows.mjs'],
  ])('%s may not import %s', (path, specifier, text) => {
    expect(refused(path, value(specifier))).toEqual([text]);
    // Between folders a type is as much knowledge as a value.
    expect(refused(path, type(specifier))).toEqual([text]);
  });
});

describe('arrows between trades', () => {
  const trades = 'workload hardware media directory store replication backup operations recovery';

  it('point from later trades to earlier ones, all along the order', () => {
    const order = trades.split(' ');
    for (const [i, later] of order.entries()) {
      for (const earlier of order.slice(0, i)) {
        expect(refused(`sim/org/${later}/a.ts`, value(`../${earlier}/b.ts`))).toEqual([]);
        const back = refused(`sim/org/${earlier}/b.ts`, value(`../${later}/a.ts`));
        expect(back).toEqual([
          `${earlier} may not import values from ${later} (types: import type)`,
        ]);
        expect(refused(`sim/org/${earlier}/b.ts`, type(`../${later}/a.ts`))).toEqual([]);
      }
    }
  });

  it('do not exist between trades of one level', () => {
    expect(refused('sim/org/transport/a.ts', value('../replication/b.ts'))).toHaveLength(1);
    expect(refused('sim/org/backup/a.ts', value('../cluster/b.ts'))).toHaveLength(1);
    expect(refused('sim/org/backup/a.ts', value('./deep/b.ts'))).toEqual([]);
    expect(refused('sim/org/recovery/steps/a.ts', value('../../backup/b.ts'))).toEqual([]);
    expect(refused('sim/org/backup/a.ts', value('../../recovery/steps/b.ts'))).toHaveLength(1);
  });

  it('come from the wiring to all, and from nobody to the wiring', () => {
    expect(refused('sim/org/wiring.ts', value('./recovery/a.ts'))).toEqual([]);
    expect(refused('sim/org/store/a.ts', value('../wiring.ts'))).toHaveLength(1);
  });

  it('let the files beside the trades give values and take types', () => {
    expect(refused('sim/org/store/a.ts', type('../world.ts'))).toEqual([]);
    expect(refused('sim/org/store/a.ts', value('../causes.ts'))).toEqual([]);
    expect(refused('sim/org/plan.ts', type('./store/plan.ts'))).toEqual([]);
    expect(refused('sim/org/plan.ts', value('./store/plan.ts'))).toHaveLength(1);
  });

  it('count an inline type as a value, since the module is loaded all the same', () => {
    const source = "import { type X } from '../recovery/a.ts';";
    expect(refused('sim/org/store/a.ts', source)).toHaveLength(1);
  });
});

describe('packages', () => {
  it.each([
    ['sim/engine/immer.ts', 'immer'],
    ['sim/engine/bus.ts', 'mitt'],
    ['sim/scenario/schema.ts', 'zod'],
    ['sim/scenario/load.ts', 'yaml'],
    ['sim/cli/main.ts', 'commander'],
    ['sim/cli/main.ts', 'node:fs'],
    ['sim/experiment/pool/worker.ts', 'node:worker_threads'],
    ['viz/timeline/scale.ts', 'd3'],
    ['test/a.test.ts', 'anything'],
  ])('%s may import %s', (path, name) => {
    expect(refused(path, value(name))).toEqual([]);
  });

  it.each([
    ['sim/engine/sim.ts', 'immer', 'immer: only in sim/engine/immer.ts'],
    ['sim/engine/sim.ts', 'mitt', 'mitt: only in sim/engine/bus.ts'],
    ['sim/org/store/a.ts', 'zod', 'zod: only in sim/scenario/'],
    ['sim/scenario/a.ts', 'd3', 'd3: only in viz/'],
    ['sim/measure/a.ts', 'left-pad', 'left-pad: no package of the table in test/tools/arrows.mjs'],
    [
      'sim/scenario/a.ts',
      'node:fs',
      'node:fs: Node only in sim/api, sim/cli and sim/experiment/pool',
    ],
    ['sim/scenario/a.ts', 'fs', 'fs: Node only in sim/api, sim/cli and sim/experiment/pool'],
    [
      'viz/report/a.ts',
      'node:fs',
      'node:fs: Node only in sim/api, sim/cli and sim/experiment/pool',
    ],
  ])('%s may not import %s', (path, name, text) => {
    expect(refused(path, value(name))).toEqual([text]);
  });
});
