/** Runs one replication again, records the window of one of its incidents, and tells it as a picture and as a story. */
import type { Model } from '../../experiment/replication.ts';
import type { IncidentRow } from '../../experiment/shapes.ts';
import type { Plan } from '../../org/plan.ts';
import type { IncidentStory } from '../data.ts';
import { eventsOf } from './events.ts';
import { lanesOf } from './lanes.ts';
import { sceneOf, windowOf } from './scene.ts';
import { spansOf } from './spans.ts';
import { statesOf } from './states.ts';
import { tell } from './tell.ts';
import { recordIncident } from './window.ts';

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
  const window = windowOf(row);
  const { tape, recording } = await recordIncident(model, plan, {
    ...{ seed, replication: row.replication, window, fingerprint },
    ...(pause && { pause }),
  });
  const scene = sceneOf(plan, row, tape);
  const lanes = lanesOf(scene);
  const states = statesOf(scene, lanes, recording);
  return {
    ...{ strategy: request.strategy, row, why: request.why, ...window },
    lanes,
    spans: spansOf(scene, states),
    states,
    events: eventsOf(scene),
    story: tell(scene),
    command: request.command,
  };
}
