/** The timeline comes out of the recorded window: compared with what a fast run of the same replication says and is. */
import { beforeAll, describe, expect, it } from 'vitest';
import { uniform } from '../../sim/engine/draw.ts';
import type { Said } from '../../sim/engine/types.ts';
import type { Facts } from '../../sim/org/facts.ts';
import type { Plan } from '../../sim/org/plan.ts';
import { checkpointLog, firstLog } from '../../sim/org/store/checkpoint.ts';
import { openLog } from '../../sim/org/store/stream.ts';
import { createOrganization } from '../../sim/org/wiring.ts';
import type { IncidentStory, LaneState, TimelineSpan } from '../../sim/report/data.ts';
import { logsAt } from '../../sim/report/log-position.ts';
import { chooseIncidents } from '../../sim/report/story/choose.ts';
import { storyOf } from '../../sim/report/story/index.ts';
import { lanesAt } from '../../viz/timeline/recorded.ts';
import { model, simulateSmall } from './small.ts';

interface Told {
  readonly story: IncidentStory;
  readonly plan: Plan;
  readonly facts: readonly Said<Facts>[];
}

const SEED = 11;
const told: Told[] = [];

beforeAll(async () => {
  const { pools, experiment } = await simulateSmall();
  for (const { name, incidents } of experiment.strategies) {
    const { plan } = pools[name];
    for (const { row, why } of chooseIncidents(incidents)) {
      const request = { model, plan, seed: SEED, strategy: name, row, why, command: '' };
      const story = await storyOf({ ...request, fingerprint: null });
      const fast = createOrganization(plan, { seed: SEED, replication: row.replication });
      const facts: Said<Facts>[] = [];
      fast.onAny((fact) => facts.push(fact as Said<Facts>));
      fast.runUntil(story.to);
      told.push({ story, plan, facts: facts.filter(({ at }) => at >= story.from) });
    }
  }
});

function spansOn(story: IncidentStory, lane: string, kind: string): TimelineSpan[] {
  return story.spans.filter((span) => span.lane === lane && span.kind === kind);
}

function of<K extends keyof Facts>({ facts }: Told, type: K) {
  return facts.filter((fact) => fact.type === type) as unknown as Extract<
    Said<Facts>,
    { type: K }
  >[];
}

describe('spans of the recorded states', () => {
  it('databases are down from the fact that says so to the fact that ends it', () => {
    let count = 0;
    for (const each of told) {
      for (const up of of(each, 'database.up')) {
        const { database, at, downSince } = up;
        if (downSince < each.story.from || at > each.story.to) continue;
        if (!each.story.row.affected.includes(each.plan.databases[database].path)) continue;
        const spans = spansOn(each.story, `database-${database}`, 'down');
        expect(spans.map(({ from, to }) => [from, to])).toContainEqual([downSince, at]);
        count++;
      }
    }
    expect(count).toBeGreaterThan(4);
  });

  it('drives do every step of every backup and of the recovery, from its beginning to its end', () => {
    let count = 0;
    for (const each of told) {
      const { story } = each;
      for (const step of of(each, 'step.ended')) {
        const { drive, began, at, job, span, aborted } = step;
        const ours = job >= 0 || (span !== null && began >= story.row.at);
        if (!ours || drive < 0 || at === began || began < story.from || at > story.to) continue;
        // Without a drive in hand the step is only tagged with it.
        if (aborted || step.step === 'retry') continue;
        const spans = spansOn(story, `drive-${drive}`, job >= 0 ? 'backup' : String(span));
        expect(
          spans.map(({ from, to }) => [from, to]),
          step.step,
        ).toContainEqual([began, at]);
        count++;
      }
    }
    expect(count).toBeGreaterThan(100);
  });

  it('people are busy, volumes are lost, mail waits on the hubs', () => {
    const lost = told.find(({ story }) => story.row.cause === 'volume-lost')?.story;
    if (lost === undefined) throw new Error('no volume is lost in this scenario');
    const kinds = (lane: string) =>
      lost.spans.filter((span) => span.lane.startsWith(lane)).map(({ kind }) => kind);
    expect(kinds('person-')).toEqual(
      expect.arrayContaining(['decide', 'recreate-volume', 'mount']),
    );
    expect(kinds('volume-')).toContain('down');
    expect(kinds('hubs')).toContain('waiting');
    const down = lost.spans.filter(({ kind, lane }) => kind === 'down' && lane.startsWith('data'));
    const [mail] = lost.spans.filter(({ lane, from }) => lane === 'hubs' && from >= lost.row.at);
    expect(mail.from).toBe(Math.min(...down.map(({ from }) => from)));
  });
});

describe('states at any instant', () => {
  it('are those of a fast run: mounted databases, open log, checkpoint, logs on disk', () => {
    for (const { story, plan } of told) {
      const { replication } = story.row;
      const fast = createOrganization(plan, { seed: SEED, replication });
      const instants = Array.from({ length: 40 }, (_, i) => {
        const share = uniform(SEED, replication, 'states', 'at', i);
        return story.from + Math.floor(share * (story.to - story.from));
      });
      for (const at of [...story.states.changes.map((change) => change.at), ...instants].sort(
        (a, b) => a - b,
      )) {
        fast.runUntil(at);
        compare(story, plan, fast.world as never, lanesAt(story.states, at), at);
      }
    }
  });
});

function compare(
  story: IncidentStory,
  plan: Plan,
  w: Parameters<typeof openLog>[0],
  lanes: ReadonlyMap<string, LaneState>,
  at: number,
): void {
  for (const { id, path } of plan.databases) {
    if (!story.row.affected.includes(path)) continue;
    const state = w.org.store.databases[id];
    const condition = lanes.get(`database-${id}`)?.database;
    expect(condition?.mounted, `${path} at ${at}`).toBe(state.mounted);
    expect(condition?.fileLost).toBe(state.fileLost);
  }
  for (const { id } of plan.groups) {
    const log = lanes.get(`group-${id}`)?.log;
    if (log === undefined) continue;
    const first = w.org.store.groups[id].logsLost ? null : firstLog(w, id);
    const numbers = { first, open: openLog(w, id), checkpoint: checkpointLog(w, id) };
    expect(logsAt(story.states, log, at), `group ${id} at ${at}`).toEqual(numbers);
  }
}
