/** What a story says of shadow copies: which were gone when they were needed, and what was found in them. */
import type { HeardFact } from '../../measure/heard.ts';
import { isShadow } from '../../org/backup/plan.ts';
import type { Recorded } from './record.ts';
import type { Scene } from './scene.ts';
import { databaseName, groupName, numbered } from './words.ts';

/** Whether the snapshot of a backup went with its disks by the time of the failure, and no tape has it. */
export function isSnapshotGone(
  { tape, decidedAt }: Scene,
  made: HeardFact<'backup.ended'>,
): boolean {
  const gone = tape.snapshots.some(({ at, sets }) => sets.includes(made.set) && at <= decidedAt);
  const isOnTape = tape.written.some(({ from, set }) => from === made.set && set >= 0);
  return gone && !isOnTape;
}

/** 'the snapshot of the ' where a backup was one. */
export const kindOfSet = ({ plan }: Scene, made: HeardFact<'backup.ended'>): string =>
  isShadow(plan.jobs[made.job]) ? 'snapshot of the ' : '';

/** What a line of the story says of a snapshot; null where it is about none, or none of ours. */
export function shadowText(scene: Scene, { name, fact }: Recorded): string | null {
  if (name !== 'snapshots.lost' && name !== 'snapshot.checked') return null;
  const { plan, row, groups, over } = scene;
  if (!groups.includes(fact.group) || fact.at < row.at || fact.at > over) return null;
  const group = groupName(plan, fact.group);
  if (name === 'snapshots.lost') {
    return `${group} has lost ${numbered(fact.sets.length, 'snapshot')}: ${fact.because}`;
  }
  if (fact.damaged < 0) return null;
  return `${group}: a check has met damaged pages of ${databaseName(plan, fact.damaged)} in a snapshot`;
}
