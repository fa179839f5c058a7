import { expect, it } from 'vitest';
import { smallYaml, watch } from './organization.ts';

it('a small organization without hazards runs its plan and loses nothing', () => {
  const { sim, plan, of } = watch(smallYaml());
  sim.runUntil(plan.clock.end);
  // In the warm-up, incrementals before the first full are refused.
  const counted = of('backup.ended').filter((f) => f.night >= plan.clock.start);
  expect(counted.every((f) => f.outcome === 'succeeded')).toBe(true);
  expect(counted.length).toBe(28);
  expect(of('content.lost')).toEqual([]);
});
