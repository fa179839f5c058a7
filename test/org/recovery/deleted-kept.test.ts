/** Deleted mail that a database still keeps: it lies in every image since, and in every file that is repaired. */
import { expect, it } from 'vitest';
import { ELSEWHERE, lost, MOVED } from '../../support/elsewhere.ts';
import { watch } from '../../support/organization.ts';
import { DATABASE, failing, rowsOf, SERVER, toEnd } from '../../support/recovery.ts';
import { jobs } from '../../support/backup.ts';

const deleted = (database: string, how: string): string => {
  const logical = `{ share: 2 %, of: 20 days, over: 1 h, noticed: 6 days, how: ${how} }`;
  return `scan: { at: week 2 Wed 10:00, corrupt: { database: ${database}, logical: ${logical} } }`;
};
const DAILY = { jobs: jobs({ full: 'type: full, when: daily 20:00' }) };

it('comes back from the last set where the logs are lost as well', () => {
  const lostMessages = (how: string): number => {
    const scan = deleted(DATABASE, how).slice('scan: { '.length, -2);
    const faults = { scan, gone: `at: week 2 Thu 14:30, lose: ${SERVER}` };
    const watched = toEnd(failing(faults, DAILY, true));
    expect(watched.of('incident.opened')).toHaveLength(1);
    return rowsOf(watched)[0].lostMessages;
  };
  const [kept, gone] = [lostMessages('deleted'), lostMessages('garbled')];
  // The mail of a day is lost in any case.
  expect(kept).toBeGreaterThan(1000);
  expect(gone - kept).toBeGreaterThan(500);
});

it('goes to another server, as the plan has it, with what is to be restored there', () => {
  // Somebody who knew of deleted mail forgot that the database was to go elsewhere.
  const yaml = lost(ELSEWHERE).replace('faults:\n', `faults:\n  ${deleted(MOVED, 'deleted')}\n`);
  const watched = toEnd(watch(yaml));
  expect(watched.of('incident.opened')).toHaveLength(1);
  expect(watched.of('database.moved')).toHaveLength(1);
  expect(rowsOf(watched).map((row) => row.lostMessages)).toEqual([0]);
});
