/** A job of files goes on for a server whose databases have all moved away. */
import { expect, it } from 'vitest';
import { withSecond } from '../../support/elsewhere.ts';
import { fileEnds, filedYaml } from '../../support/files.ts';
import { watch } from '../../support/organization.ts';
import { SERVER, toEnd } from '../../support/recovery.ts';

const TARGETS = / {2}targets: .*\n/;

it('reads its drive M: without damaging anything', () => {
  // It looked for a database there to damage, and the run of the simulation ended.
  const all = `saves: full-computer, of: ${SERVER}, to: targets/b2d, when: Sat 12:00, mailboxDrive: true`;
  const yaml = filedYaml({
    ...{ version: 'exchange-2003', horizon: '2 weeks', files: { all }, faults: {} },
    blocks: 'parameters: { backup: { mailboxDriveDamageShare: 100 % } }\n',
  });
  const two = withSecond(yaml.replace(TARGETS, ''), { version: '2003' });
  const move = `database: ${SERVER}/storageGroups/sg1/databases/db1, to: servers/mbx2/storageGroups/sg1, at: week 2 Tue 09:00`;
  const moves = `\noperations:\n  moves: { it: { ${move} } }\n`;
  const whole = two.replace('  libraries:', `${TARGETS.exec(yaml)![0]}  libraries:`);
  const watched = toEnd(watch(whole.replace('\noperations:\n', moves)));
  expect(watched.of('database.moved')).toHaveLength(1);
  expect(fileEnds(watched).map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded']);
  const damaged = watched.of('cause.struck').filter((f) => f.cause === 'logical-corruption');
  expect(damaged).toHaveLength(1);
});
