/** The recorded roots as the states of the timeline's lanes: one, and then only what changes. */
import type { Recording } from '../../engine/recorder.ts';
import type { Ms } from '../../engine/types.ts';
import type { OrgState } from '../../org/state.ts';
import { checkpointDepth } from '../../org/store/checkpoint.ts';
import type { OrgWorld } from '../../org/world.ts';
import type { LaneState, RecordedStates, TimelineLane } from '../data.ts';
import { lanesAt } from './lane-states.ts';
import { lookAt } from './look.ts';
import type { Scene } from './scene.ts';

export function statesOf(
  scene: Scene,
  lanes: readonly TimelineLane[],
  { roots }: Recording<OrgState>,
): RecordedStates {
  const { plan } = scene;
  const known = lanes.map(({ id }) => id);
  let before = lanesAt(lookAt(scene, roots[0].org, roots[0].at));
  const first = before;
  const changes: { at: Ms; lanes: Record<string, LaneState | null> }[] = [];
  for (const { at, org } of roots.slice(1)) {
    const after = lanesAt(lookAt(scene, org, at));
    const changed: Record<string, LaneState | null> = {};
    for (const lane of known) {
      const next = settled(before[lane], after[lane], at);
      if (next === undefined) delete after[lane];
      else after[lane] = next;
      if (next !== before[lane]) changed[lane] = next ?? null;
    }
    if (Object.keys(changed).length > 0) changes.push({ at, lanes: changed });
    before = after;
  }
  return {
    from: scene.from,
    weekendShare: plan.figures.workload.weekendShare,
    checkpointDepth: checkpointDepth({ plan } as OrgWorld),
    ...{ first, changes },
  };
}

/** The state before, where nothing is new; what goes on without a beginning of its own began when it was seen first. */
function settled(
  before: LaneState | undefined,
  after: LaneState | undefined,
  at: Ms,
): LaneState | undefined {
  if (before === undefined || after === undefined) return after;
  const doing = after.doing.map((each) => {
    const known = before.doing.find(({ id, kind }) => id === each.id && kind === each.kind);
    return known !== undefined && each.since === at ? { ...each, since: known.since } : each;
  });
  const next = { ...after, doing };
  return JSON.stringify(next) === JSON.stringify(before) ? before : next;
}
