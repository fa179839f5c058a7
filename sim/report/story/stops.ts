/** Why databases were stopped: since when no backup of their group has removed logs, and which of them failed meanwhile. */
import { formatInstant } from '../../engine/clock.ts';
import type { HeardFact } from '../../measure/heard.ts';
import { stopKeys } from '../../org/causes.ts';
import { sawFailure } from './noticing.ts';
import type { Scene } from './scene.ts';
import type { Line } from './sets.ts';
import { groupName, numbered } from './words.ts';

type Ended = HeardFact<'backup.ended'>;

/** A group for which ten nights failed is told of by the first and the last. */
const FAILURES_TOLD = 3;

const isStop = ({ row }: Scene): boolean =>
  row.cause === 'job-failed' || stopKeys.some((key) => key === row.cause);

export function beforeStop(scene: Scene): Line[] {
  return isStop(scene) ? scene.origins.flatMap((group) => linesOf(scene, group)) : [];
}

function linesOf(scene: Scene, group: number): Line[] {
  const { plan, row, tape } = scene;
  const name = groupName(plan, group);
  const removing = tape.backups.filter(
    (fact) =>
      fact.group === group &&
      fact.at <= row.at &&
      (fact.backupType === 'full' || fact.backupType === 'incremental'),
  );
  const last = removing.findLast(({ outcome }) => outcome === 'succeeded');
  const failed = removing.filter((fact) => last === undefined || fact.at > last.at);
  const since =
    last === undefined
      ? { at: scene.from, text: `${name} has had no backup that removes logs` }
      : {
          at: last.at,
          text: `${name}: the last backup that removed logs is the ${last.backupType} of ${formatInstant(last.night)}`,
        };
  return [{ ...since, because: null }, ...failures(scene, name, failed)];
}

function failures(scene: Scene, name: string, failed: readonly Ended[]): Line[] {
  const tell = (fact: Ended, more = ''): Line => ({
    at: fact.at,
    text: `${name}: the ${fact.backupType} of ${formatInstant(fact.night)} has failed${more}`,
    because: [fact.because, sawFailure(scene, fact)].filter((text) => text !== '').join('; '),
  });
  if (failed.length <= FAILURES_TOLD) return failed.map((fact) => tell(fact));
  const between = `, and so have ${numbered(failed.length - 2, 'backup')} before it`;
  return [tell(failed[0]), tell(failed[failed.length - 1], between)];
}
