/** Which ways back are tried for a group of an incident, in which order. */
import { causeOf } from '../../causes.ts';
import { isOnStream } from '../../store/content.ts';
import type { OrgWorld } from '../../world.ts';
import type { Runbook } from '../plan.ts';
import { filesLive } from '../restore/preserve.ts';
import { isDeeper } from '../restore/repair.ts';
import type { IncidentState } from '../state.ts';

/** What a group has lost, as the key of its default ladder. */
function lostKind(
  w: OrgWorld,
  incident: IncidentState,
  group: number,
  wanted: readonly number[],
): string {
  const { databases, logVolume } = w.plan.groups[group];
  // Another volume of the server, such as that of its checkpoint files, takes neither files nor logs along.
  const isOn = (volume: number): boolean => incident.volumes.includes(volume);
  if (databases.some((d) => isOn(w.plan.databases[d].volume))) return 'database-volume';
  const { groups, databases: states } = w.org.store;
  // An incident may go on after that: files which are lost then have the logs of the new stream to roll forward with.
  const lackLogs = groups[group].logsLost || wanted.some((d) => !isOnStream(w, d));
  if (isOn(logVolume) && lackLogs) return 'log-volume';
  const ours = (key: string): boolean => incident.causes.includes(key);
  if (databases.some((d) => ours(states[d].fileLostBy))) return 'database-file';
  if (ours(groups[group].logsLostBy)) return 'log-folder';
  // The first of them to come back began a new log stream; whatever is not back yet has lost its logs all the same.
  const isLeft = incident.databases.some(
    ({ database: d, dataAt }) => dataAt < 0 && databases.includes(d) && !isOnStream(w, d),
  );
  const isDestroyed = incident.causes.some((key) => causeOf(key) === 'operator-destroys');
  return isLeft && isDestroyed ? 'log-folder' : incident.cause;
}

const isOfServers = (runbook: Runbook): boolean =>
  ['wait', 'recover-elsewhere', 'rebuild-server'].includes(runbook);

/** The ladder against what every copy since has, and every log: no other set helps. No scenario names it. */
const DEEPER = '';
const AGAINST_DEEPER: readonly Runbook[] = ['repair'];

/** Name of the scripted fault in the key of a root cause; '' where chance struck. */
const faultIn = (key: string): string =>
  key.startsWith('faults/') ? key.slice(7).split(':')[0] : '';

/** The ladder for databases that serve, and lack nothing but mail that a root cause has deleted by way of the logs. */
export function ladderOfDeletion(w: OrgWorld, key: string): readonly Runbook[] {
  const { ladders } = w.plan.recovery;
  const own = ladders[faultIn(key)];
  return own === undefined || isOfServers(own[0]) ? ladders['logical-corruption'] : own;
}

/**
 * The key of the ladder for what a group has lost, of which some databases are to be brought back: the fault's name, what was
 * lost, or the cause.
 */
export function keyOfLoss(
  w: OrgWorld,
  incident: IncidentState,
  group: number,
  databases: readonly number[],
): string {
  const { ladders } = w.plan.recovery;
  const fault = faultIn(incident.key);
  // Volumes have ladders by kind in any case; one for what operators destroy goes before them.
  const byHand = incident.cause === 'operator-destroys' && incident.volumes.length > 0;
  const kind = lostKind(w, incident, group, databases);
  const keys = [fault, ...(byHand ? [incident.cause] : []), kind, incident.cause, 'page-damage'];
  const deeper =
    ladders[fault] === undefined &&
    kind === 'page-damage' &&
    // What an image has overwritten that could not be read is nobody's to repair.
    filesLive(w, databases) &&
    isDeeper(w, incident, databases);
  if (deeper) return DEEPER;
  // The ladder of a failed server says nothing of what else its databases may need.
  const fits = (key: string): boolean =>
    Object.hasOwn(ladders, key) && !isOfServers(ladders[key][0]);
  return keys.find(fits) ?? 'page-damage';
}

/**
 * The ladder for a group of an incident. Where mail was deleted as well that is looked at first, unless the fault has a ladder of
 * its own.
 */
export function ladderOf(
  w: OrgWorld,
  incident: IncidentState,
  group: number,
  databases: readonly number[],
): readonly Runbook[] {
  const { ladders } = w.plan.recovery;
  const key = keyOfLoss(w, incident, group, databases);
  const ladder = key === DEEPER ? AGAINST_DEEPER : ladders[key];
  const also = incident.causes.some((each) => causeOf(each) === 'logical-corruption');
  const own = ['logical-corruption', faultIn(incident.key), DEEPER];
  return also && !own.includes(key) ? [...ladders['logical-corruption'], ...ladder] : ladder;
}
