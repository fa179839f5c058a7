/** Mail that was deleted by way of the logs, and that nobody has missed yet when its database joins another log stream. */
import { expect, it } from 'vitest';
import { missing } from '../../../sim/org/store/kills.ts';
import { instant } from '../../support/backup.ts';
import { BROUGHT, dead, ELSEWHERE, lost, MOVED } from '../../support/elsewhere.ts';
import { watch } from '../../support/organization.ts';

const by = (at: string): string =>
  `at: week 2 Thu ${at}, corrupt: { database: ${MOVED}, logical: { share: 2 %, of: 20 days, over: 1 h, noticed: 2 days } }`;
/** The incident is about the first alone when the server, or its volume, is lost. */
const SCANS = { first: by('10:00'), second: by('10:30') };

it.each([
  [
    'restored to another server',
    `${lost(ELSEWHERE)}  first: { ${SCANS.first} }\n  second: { ${SCANS.second} }\n`,
  ],
  ['brought there with its files', dead(BROUGHT, {}, SCANS)],
])('goes along when the database is %s, and is given up once it is missed', (_, text) => {
  // Nobody held it any more, and nobody had given it up.
  const watched = watch(text, { check: true });
  const w = watched.sim.world;
  watched.sim.runUntil(instant(watched.plan, 2, 'Sat 09:00'));
  expect(w.plan.databases[0].server).toBe(1);
  expect(w.org.store.databases[0].mounted).toBe(true);
  expect(missing(w, 0)[0].length).toBeGreaterThan(0);
  watched.sim.runUntil(watched.plan.clock.end);
  const closed = watched.of('incident.closed').find((f) => f.key.includes('second'));
  expect(closed?.databases[0].lostMessages).toBeGreaterThan(0);
  expect(missing(w, 0)).toEqual([[], []]);
});
