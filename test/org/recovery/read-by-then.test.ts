/** Logs that go while a replay reads them, or while its report is read, have been read by then. */
import { expect, it } from 'vitest';
import { failing, LOST, rowsOf, runWhile, toEnd } from '../../support/recovery.ts';

it('a roll forward counts whose logs were removed after it had begun, under circular logging for a bulk move (REC-02)', () => {
  const watched = failing(LOST, {}, true);
  const w = watched.sim.world;
  const isReplayed = () => w.org.procedures.list.some((p) => p?.step === 'replay' && p.began >= 0);
  runWhile(watched, () => !isReplayed());
  w.org.store.groups[0].circularLogging = true;
  toEnd(watched);
  const [{ onDisk }] = watched.of('replay.done');
  expect(onDisk).toBeGreaterThan(0);
  expect(rowsOf(watched)[0].lostMessages).toBe(0);
});
