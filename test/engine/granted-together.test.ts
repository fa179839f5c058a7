/** Procedures to which one pass grants their units: the first that goes on may end another one of them. */
import { expect, it } from 'vitest';
import { defineProcedure, type ProcedureState } from '../../sim/engine/procedure.ts';
import { procedureTables, startProcedure } from '../../sim/engine/procedure-run.ts';
import { createPool } from '../../sim/engine/resources.ts';
import { createSim } from '../../sim/engine/sim.ts';
import type { World } from '../../sim/engine/types.ts';

interface Shop {
  procedures: ProcedureState;
  begun: string[];
}
type W = World<null, Shop, Record<never, never>>;
interface Worker {
  readonly name: string;
  /** Id of the procedure that it ends as it begins, or -1. */
  readonly ends: number;
}

const work = defineProcedure<W, Worker>('work', {
  first: 'work',
  steps: {
    work: {
      needs: () => [{ pool: 0, unit: -1 }],
      begin: (w, { vars }) => {
        w.org.begun.push(vars.name);
        if (vars.ends >= 0) w.tell('procedure.abort', vars.ends, 0);
      },
      lasts: () => 1000,
      then: 'done',
    },
  },
  tags: () => ({ job: -1, group: -1, database: -1, drive: -1, person: false }),
});

it('one that is ended so never begins, and gives its unit to the next', () => {
  const tables = procedureTables({ work });
  const open = {
    rank: 10,
    run(w: W) {
      for (const [name, ends] of [['a', 1], ['b', -1], ['c', -1]] as const)
        startProcedure(w, work, { name, ends });
    },
  }; // prettier-ignore
  const sim = createSim<null, Shop, Record<never, never>>({
    model: { events: { ...tables.events, open }, news: tables.news },
    plan: null,
    org: {
      procedures: {
        ...{ pools: [createPool('a desk', 2)], waiting: [], nextOrder: 0 },
        ...{ grantPending: false, list: [], trails: [] },
      },
      begun: [],
    },
    now: 0,
    seed: 1,
    replication: 0,
  });
  sim.world.at(0, 'open');
  sim.runUntil(0);
  expect(sim.world.org.begun).toEqual(['a', 'c']);
  sim.runUntil(1000);
  expect(sim.world.org.procedures.list).toEqual([null, null, null]);
  expect(sim.world.org.procedures.pools[0].holder).toEqual([-1, -1]);
});
