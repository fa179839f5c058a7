import { expect, it } from 'vitest';
import { HOUR } from '../../sim/engine/clock.ts';
import { hearOccasions, occasionsOf } from '../../sim/measure/occasions.ts';
import { END, fakePlan, FakeSim, START } from './fake.ts';

it('causes have their occasions where chance was drawn, inside the horizon', () => {
  const sim = new FakeSim();
  hearOccasions(sim, fakePlan());
  for (const at of [START - 1, START, END - 1, END]) {
    sim.say(at, 'chance.drawn', { cause: 'job-failed' });
  }
  sim.say(START + HOUR, 'chance.drawn', { cause: 'mount-failed' });
  sim.say(START + HOUR, 'chance.drawn', { cause: 'sector-unreadable', times: 1e12 });
  expect(occasionsOf(sim)).toEqual({
    ...{ 'job-failed': 2, 'mount-failed': 1, 'set-unreadable': 0, slip: 0 },
    'sector-unreadable': 1e12,
  });
});
