/** Re-runs one replication with all facts heard and tells one of its incidents, as a picture and as a story. */
import type { Model } from '../../experiment/replication.ts';
import { runReplication } from '../../experiment/replication.ts';
import type { IncidentRow } from '../../experiment/shapes.ts';
import type { ReplicationResult } from '../../measure/index.ts';
import type { Plan } from '../../org/plan.ts';
import type { IncidentStory } from '../data.ts';
import { eventsOf } from './events.ts';
import { lanesOf } from './lanes.ts';
import type { Tape } from './record.ts';
import { recordFacts } from './record.ts';
import { sceneOf, windowOf } from './scene.ts';
import { spansOf } from './spans.ts';
import { tell } from './tell.ts';

export interface StoryRequest {
  readonly model: Model;
  readonly plan: Plan;
  readonly seed: number;
  readonly strategy: string;
  readonly row: IncidentRow;
  readonly why: string;
  readonly command: string;
  /** Fingerprint of the first run of this replication: a re-run that differs tells another story. */
  readonly fingerprint: string | null;
  readonly pause?: () => void | Promise<void>;
}

export async function storyOf(request: StoryRequest): Promise<IncidentStory> {
  const { model, plan, seed, row, fingerprint, pause } = request;
  const { from, to } = windowOf(row);
  let tape: Tape = { said: [], backups: [], cartridges: [] };
  const result: ReplicationResult = await runReplication(model, plan, {
    ...{ seed, replication: row.replication },
    listen: (sim) => {
      tape = recordFacts(sim, from, to);
    },
    ...(pause && { pause }),
  });
  if (fingerprint !== null && result.fingerprint !== fingerprint) {
    throw new Error(
      `replication ${row.replication} of '${request.strategy}' ran differently the second time: ` +
        `${fingerprint}, then ${result.fingerprint}`,
    );
  }
  const scene = sceneOf(plan, row, tape);
  return {
    ...{ strategy: request.strategy, row, why: request.why, from, to },
    lanes: lanesOf(scene),
    spans: spansOf(scene),
    events: eventsOf(scene),
    story: tell(scene),
    command: request.command,
  };
}
