/** From when on a restored group can be restored again. */
import type { Ms } from '../../engine/types.ts';
import type { Tape } from './record.ts';
import { only } from './record.ts';
import type { Scene } from './scene.ts';
import type { Line } from './sets.ts';
import { groupName } from './words.ts';

/** When databases of a group came up again in the incident. */
function ups({ tape, plan, databases, row, over }: Scene, group: number): Ms[] {
  return only(tape, 'database.up')
    .filter(({ database, at }) => databases.includes(database) && at > row.at && at <= over)
    .filter(({ database, at }) => groupAt(tape, plan.databases[database], at) === group)
    .map(({ at }) => at);
}

/** The group in which a database lived at an instant. */
function groupAt(tape: Tape, { id, group }: { id: number; group: number }, at: Ms): number {
  const moved = only(tape, 'database.moved').findLast((f) => f.database === id && f.at <= at);
  return moved?.group ?? group;
}

/** The next full of every restored group: until then the recovery cannot be repeated. */
export function protectedAgain(scene: Scene): Line[] {
  return scene.groups.flatMap((group): Line[] => {
    const full = scene.tape.backups.find(
      (fact) =>
        fact.group === group &&
        fact.backupType === 'full' &&
        fact.outcome === 'succeeded' &&
        fact.began >= Math.max(scene.decidedAt, ...ups(scene, group)),
    );
    if (full === undefined || scene.row.sets === 0) return [];
    return [
      {
        at: full.at,
        text: `${groupName(scene.plan, group)} has a full backup again`,
        because: null,
      },
    ];
  });
}
