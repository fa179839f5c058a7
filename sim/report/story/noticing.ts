/** Who knew what of a story: entries in application logs, alarms, and failed backups that somebody had seen, or nobody. */
import { formatDuration } from '../../engine/clock.ts';
import type { HeardFact } from '../../measure/heard.ts';
import type { Recorded } from './record.ts';
import { only } from './record.ts';
import type { Scene } from './scene.ts';
import { isOurs } from './scene.ts';

/** Up to when entries are of interest: what comes after somebody has noticed tells nobody anything. */
function noticedAt(scene: Scene): number {
  const fact = only(scene.tape, 'incident.noticed').find((each) =>
    isOurs(scene, each.incident, each.at),
  );
  return fact?.at ?? scene.over;
}

/** A warning or error on a server of the story, or somebody called to it, until the incident is noticed; else null. */
export function entryText(scene: Scene, { name, fact }: Recorded): string | null {
  if (name !== 'event.logged' && name !== 'alarm.raised') return null;
  const { plan, row, servers } = scene;
  if (!servers.includes(fact.server) || fact.at < row.at || fact.at > noticedAt(scene)) return null;
  if (name === 'alarm.raised') return `somebody is called: ${fact.because}`;
  if (fact.severity === 'information') return null;
  const { source, id, severity, text } = fact;
  const who = source === 'NTBackup' ? 'the backup program' : plan.servers[fact.server].name;
  return `${who} logs ${source} ${id} (${severity}): ${text}`;
}

/** When somebody had come to know of a backup that failed before the story began. */
export function sawFailure({ tape, decidedAt }: Scene, failed: HeardFact<'backup.ended'>): string {
  const seen = tape.noticed.find(
    (each) => each.job === failed.job && each.group === failed.group && each.failedAt === failed.at,
  );
  if (seen === undefined || seen.at > decidedAt) return 'nobody had seen it';
  return `seen after ${formatDuration(seen.at - failed.at)} by ${seen.by}`;
}
