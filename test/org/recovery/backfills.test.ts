/** Replicas send what public folders lack whenever these are there, and once. */
import { expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { breakOff } from '../../../sim/org/recovery/incident.ts';
import { dismount, mount } from '../../../sim/org/store/mount.ts';
import { runUntil } from '../../support/backup.ts';
import { foldersLost, NIGHTLY, posts, REPLICATED, withFolders } from '../../support/folders.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty, runWhile, SERVER, struckAt, toEnd } from '../../support/recovery.ts';

/** All of the first server goes, with the posts of the day; its folders have a replica. */
function lost(more = (yaml: string): string => yaml): Watched {
  const all = `at: week 2 Thu 14:37, lose: ${SERVER}`;
  return watch(more(withFolders(faulty({ all }, NIGHTLY), { first: REPLICATED })));
}
/** Others in their group, which are mounted after them. */
const beside = (yaml: string): string =>
  yaml.replace(/( +)pf1: .*\n/, (line, indent: string) => `${line}${indent}pf9: { ${posts()} }\n`);
const fills = (watched: Watched): unknown[] =>
  watched.sim.world.org.procedures.list.filter((p) => p?.name === 'recovery.backfill');

it('where something else hits them, what was under way is broken off, and none begins with that', () => {
  // Another one began in that instant, which belonged to nobody.
  const watched = lost();
  runWhile(watched, () => fills(watched).length === 0);
  const { world } = watched.sim;
  breakOff(
    world,
    world.org.recovery.incidents.find((each) => each !== null)!,
  );
  expect(fills(watched)).toEqual([]);
});

it('folders that have stopped again when the last one beside them is back ask once they are there', () => {
  // Nobody asked for what they lack, and their incident stayed open for good.
  const watched = lost(beside);
  const { world } = watched.sim;
  runWhile(watched, () =>
    watched.of('database.up').every((f) => f.database !== 0 || f.downSince < struckAt(watched)),
  );
  dismount(world, 0, true, 'it was stopped');
  runWhile(watched, () => !world.org.store.databases[2].mounted);
  runUntil(watched, watched.sim.now + MINUTE);
  mount(world, 0);
  toEnd(watched);
  expect(watched.of('folders.filled')).toMatchObject([{ database: 0, asked: 0 }]);
  expect(watched.of('incident.closed')).toHaveLength(1);
});

it('a replica that keeps posts for half as long sends only these', () => {
  // It sent what it had deleted for reasons of age long ago, as if it kept everything.
  const ways = 'recovery: { for: { volume-lost: [replicate] } }\n';
  const sent = (second: string): number => {
    const anew = toEnd(watch(foldersLost({ first: REPLICATED, second }, ways)));
    return anew.of('folders.filled')[0].messages;
  };
  const half = posts().replace('2 GiB', '1 GiB');
  expect(sent(half) / sent(posts())).toBeCloseTo(1 / 2, 2);
});
