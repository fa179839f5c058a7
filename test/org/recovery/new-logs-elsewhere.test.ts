/** Databases that are restored to another group with all of their logs: they go on with those of that group. */
import { expect, it } from 'vitest';
import { ELSEWHERE, lost, TARGET, withSecond } from '../../support/elsewhere.ts';
import { watch } from '../../support/organization.ts';
import { rowsOf, toEnd, volume } from '../../support/recovery.ts';
import { faults, shadows } from '../../support/shadow.ts';

it('logs that are lost there meanwhile are begun anew, and keep nobody from mounting', () => {
  const gone = `at: week 2 Thu 15:00, lose: ${TARGET}/nodes/a/volumes/logs`;
  const text = lost(ELSEWHERE).replace('faults:\n', `faults:\n  logs: { ${gone} }\n`);
  const watched = toEnd(watch(text, { check: true }));
  const rows = rowsOf(watched);
  expect(rows.map(({ database, outcome }) => [database, outcome])).toEqual([
    [0, 'recovered'],
    [1, 'recovered'],
  ]);
  expect(rows[0].lostMessages).toBe(0);
});

it('X-04: what a snapshot brought there has no full at its new place, though soft recovery erases none', () => {
  const text = withSecond(
    shadows(
      { full: 'type: full, when: daily 20:00, copies: 1, engine: vss-hardware-mirror' },
      {
        rest: faults(
          { gone: `at: week 2 Thu 14:30, lose: ${volume('database')}` },
          `recovery: { for: { database-volume: ${ELSEWHERE} } }\n`,
        ),
      },
    ),
  );
  const watched = watch(text, { check: true });
  watched.sim.onAny((said) => {
    if (said.type !== 'database.up' || said.database !== 0) return;
    expect(watched.sim.world.org.store.databases[0].header.fullHigh).toBe(-1);
  });
  toEnd(watched);
  expect(rowsOf(watched).map((row) => row.lostMessages)).toEqual([0]);
  expect(watched.of('database.up').some(({ database }) => database === 0)).toBe(true);
});
