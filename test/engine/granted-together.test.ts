/** What was granted units in the same instant as another one that ended it at its beginning kept them for good, or ended the run. */
import { expect, it } from 'vitest';
import { defineProcedure, type WithProcedures } from '../../sim/engine/procedure.ts';
import { procedureTables, startProcedure } from '../../sim/engine/procedure-run.ts';
import { createPool } from '../../sim/engine/resources.ts';
import { createSim } from '../../sim/engine/sim.ts';
import type { World } from '../../sim/engine/types.ts';

type W = World<null, WithProcedures, Record<string, never>>;
type Vars = { readonly pool: number; readonly ends: number };

const TAGS = { job: -1, group: -1, database: -1, drive: -1, person: false };

const work = defineProcedure<W, Vars>('work', {
  first: 'do',
  steps: {
    do: {
      needs: (_w, p) => [{ pool: p.vars.pool, unit: -1 }],
      begin: (w, p) => {
        if (p.vars.ends >= 0) w.tell('procedure.abort', p.vars.ends, 0);
      },
      lasts: () => 1000,
      then: 'done',
    },
  },
  tags: () => TAGS,
});

it('gives them back', () => {
  const { events, news } = procedureTables({ work });
  const org: WithProcedures = {
    procedures: {
      pools: [createPool('drive', 1), createPool('robot', 1)],
      ...{ waiting: [], nextOrder: 0, grantPending: false, list: [], trails: [] },
    },
  };
  const model = { events, news };
  const sim = createSim({ model, plan: null, org, now: 0, seed: 1, replication: 0 });
  startProcedure(sim.world, work, { pool: 0, ends: 1 });
  startProcedure(sim.world, work, { pool: 1, ends: -1 });
  sim.runUntil(10);
  expect(org.procedures.list.map((p) => p?.id ?? null)).toEqual([0, null]);
  expect(org.procedures.pools.map(({ holder }) => holder)).toEqual([[0], [-1]]);
  sim.runUntil(2000);
  expect(org.procedures.pools.map(({ holder }) => holder)).toEqual([[-1], [-1]]);
});
