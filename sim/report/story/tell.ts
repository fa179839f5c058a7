/** The incident as a causal story: what happened, when, and because of what. */
import { formatDuration, formatInstant } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import type { HeardFact } from '../../measure/heard.ts';
import { folderText } from './folders.ts';
import { machineText } from './machines.ts';
import { entryText } from './noticing.ts';
import { protectedAgain } from './protected.ts';
import type { Recorded } from './record.ts';
import { only } from './record.ts';
import type { Scene } from './scene.ts';
import { isOurs } from './scene.ts';
import { before, chainOf, hangs } from './sets.ts';
import { shadowText } from './shadows.ts';
import { beforeStop } from './stops.ts';
import type { Line } from './sets.ts';
import { bytesOf, databaseName, groupName, listOf, mailWords, numbered, setName } from './words.ts';

/** Steps shorter than this are told by the next longer one. */
const SHORTEST_TOLD: Ms = 60_000;

export function tell(scene: Scene): Line[] {
  const lines = scene.tape.said.flatMap((each, index) => linesOf(scene, each, index));
  return [
    ...before(scene),
    ...beforeStop(scene),
    ...hangs(scene),
    ...merged(lines),
    ...protectedAgain(scene),
  ].sort((a, b) => a.at - b.at);
}

function linesOf(scene: Scene, said: Recorded, index: number): Line[] {
  const { name, fact } = said;
  const { plan, row } = scene;
  const line = (text: string, because: string | null = null): Line[] => [
    { at: fact.at, text, because: because === '' ? null : because },
  ];
  switch (name) {
    case 'cause.struck':
      // That a set is unreadable is told by who tries to read it.
      if (!row.causes.includes(fact.key) || fact.cause === 'set-unreadable') return [];
      if (fact.cause === 'slip') return line(`somebody slips: ${fact.because}`);
      return line(strike(fact), fact.because);
    case 'database.down':
      return downLine(scene, fact, index);
    case 'incident.noticed':
      return isOurs(scene, fact.incident, fact.at) ? line(`noticed by ${fact.by}`) : [];
    case 'recovery.fallback':
      if (!isOurs(scene, fact.incident, fact.at)) return [];
      return line(`${groupName(plan, fact.group)}: ${fact.because}, so next: ${fact.next}`);
    case 'recovery.weighed':
      if (!isOurs(scene, fact.incident, fact.at)) return [];
      return line(`${groupName(plan, fact.group)}: ${fact.because}`);
    case 'restore.ended':
      if (fact.status === 'completed' || !isOurs(scene, fact.incident, fact.at)) return [];
      return line(`${groupName(plan, fact.group)}: ${restoreReport(fact)}`, fact.because);
    case 'set.inconsistent':
      if (!scene.groups.includes(fact.group) || fact.at < row.at || fact.by === 'a drill')
        return [];
      return line(
        `${groupName(plan, fact.group)}: the ${unreadable(scene, fact)} is restored, and its databases do not start`,
        `what '${plan.jobs[fact.job].name}' has copied past Exchange does not fit together`,
      );
    case 'set.unreadable':
      if (!scene.groups.includes(fact.group) || fact.at < row.at) return [];
      return line(`${groupName(plan, fact.group)}: the ${unreadable(scene, fact)} cannot be read`);
    case 'job.found-wrong': {
      if (!scene.groups.includes(fact.group) || fact.at < row.at) return [];
      const { name: job } = plan.jobs[fact.job];
      return line(
        `${groupName(plan, fact.group)}: ${numbered(fact.sets, 'set')} of the job '${job}' turn out to be worthless`,
        `it reported success all along; ${fact.by} found out`,
      );
    }
    case 'stream.forked':
      if (!scene.groups.includes(fact.group) || fact.at < row.at) return [];
      return line(
        `${groupName(plan, fact.group)} starts a new log stream after log ${fact.log}`,
        fact.because,
      );
    case 'replay.done':
      if (!scene.groups.includes(fact.group) || fact.at < row.at || fact.at > scene.over) return [];
      return line(`${groupName(plan, fact.group)}: ${replayed(scene, fact)}`);
    case 'content.lost':
      return lossLine(scene, fact, index);
    case 'content.returned':
      if (!inIncident(scene, fact)) return [];
      return line(
        `${numbered(fact.messages, 'message')} to ${databaseName(plan, fact.database)} went back to their senders`,
        'the hub gave up delivering them',
      );
    case 'content.delayed':
      if (!inIncident(scene, fact)) return [];
      return line(
        `meanwhile senders were told that ${numbered(fact.messages, 'message')} to ${databaseName(plan, fact.database)} waited`,
        'the hub could not deliver them in time',
      );
    case 'database.up':
      // What came back in the instant of the failure came back from another one.
      if (!scene.databases.includes(fact.database) || fact.at <= row.at || fact.at > scene.over)
        return [];
      return line(
        `${databaseName(plan, fact.database)} is mounted, ${formatDuration(fact.at - row.at)} after the failure`,
      );
    case 'database.moved':
      if (!isOurs(scene, fact.incident, fact.at)) return [];
      return line(
        `${databaseName(plan, fact.database)} goes to ${plan.groups[fact.group].path}, on ${plan.volumes[fact.volume].path}`,
        'its own place would have to be built again first',
      );
    case 'step.ended':
      return stepLine(scene, fact);
    case 'incident.closed':
      return fact.key === row.key ? line(closing(scene)) : [];
    default: {
      const text =
        machineText(scene, said) ??
        shadowText(scene, said) ??
        folderText(scene, said) ??
        entryText(scene, said);
      return text === null ? [] : line(text);
    }
  }
}

/** What struck whom; a fault of the scenario names nobody but itself. */
function strike({ cause, owner }: HeardFact<'cause.struck'>): string {
  if (!owner.startsWith('faults/')) return `${cause} strikes ${owner}`;
  return `${cause}, by the fault '${owner.slice('faults/'.length)}' of the scenario`;
}

/** Whether mail waited for a database of the incident, in one of its outages. */
function inIncident(scene: Scene, fact: { readonly database: number; readonly at: Ms }): boolean {
  return (
    scene.databases.includes(fact.database) && fact.at >= scene.row.at && fact.at <= scene.over
  );
}

/** The report of a restore that was not successful, as its window shows it (MON-05, MON-16). */
function restoreReport(fact: HeardFact<'restore.ended'>): string {
  const status = fact.status === 'failed' ? 'Failed' : 'Completed with Errors';
  const what = `${numbered(fact.files, 'file')}, ${bytesOf(fact.bytes)}`;
  return `the restore window says "${status}": ${what} in ${formatDuration(fact.tookMs)}`;
}

/** The set by type and night, as the operator knows it. */
function unreadable(scene: Scene, fact: { readonly set: number; readonly group: number }): string {
  const made = scene.tape.backups.findLast(
    (each) => each.set === fact.set && each.group === fact.group && each.outcome === 'succeeded',
  );
  return made === undefined ? `set ${fact.set}` : setName(made);
}

/** Databases that go down in one instant for one reason are one line. */
function downLine(scene: Scene, fact: HeardFact<'database.down'>, index: number): Line[] {
  if (fact.at < scene.row.at) return [];
  const same = only(scene.tape, 'database.down').filter(
    (each) => each.at === fact.at && each.because === fact.because,
  );
  const first = scene.tape.said.findIndex((each) => each.fact === same[0]);
  if (first !== index || !same.some((each) => scene.databases.includes(each.database))) return [];
  const names = same.map((each) => databaseName(scene.plan, each.database));
  const verb = names.length === 1 ? 'goes' : 'go';
  const text = `${listOf(names, 'databases')} ${verb} down`;
  return [{ at: fact.at, text, because: fact.because === '' ? null : fact.because }];
}

/** All that one database lost in one instant is one line. */
function lossLine(scene: Scene, fact: HeardFact<'content.lost'>, index: number): Line[] {
  if (!isOurs(scene, fact.incident, fact.at)) return [];
  const same = only(scene.tape, 'content.lost').filter(
    (each) => each.at === fact.at && each.database === fact.database,
  );
  const first = scene.tape.said.findIndex((each) => each.fact === same[0]);
  if (first !== index) return [];
  const from = Math.min(...same.map((each) => each.from));
  const to = Math.max(...same.map((each) => each.to));
  const sum = (field: 'messages' | 'bytes' | 'logs') =>
    same.reduce((total, each) => total + each[field], 0);
  const text =
    `${databaseName(scene.plan, fact.database)} has lost ${numbered(sum('messages'), 'message')} ` +
    `(${bytesOf(sum('bytes'))}, ${numbered(sum('logs'), 'log')}) created between ${formatInstant(from)} and ${formatInstant(to)}`;
  return [{ at: fact.at, text, because: 'their last holder is ruled out' }];
}

/** What was replayed, and whether the chain broke before its end. */
function replayed(scene: Scene, fact: HeardFact<'replay.done'>): string {
  const logs =
    fact.to >= fact.from ? `logs ${fact.from} to ${fact.to} replayed` : 'nothing to replay';
  if (fact.onDisk > 0) return `${logs}, ${fact.onDisk} of them survived on disk`;
  // What was brought to another group has nothing to do with that group's own backups.
  if (!scene.origins.includes(fact.group)) return logs;
  const chain = chainOf(scene, fact.group);
  const reach = chain?.at(-1)?.highLog ?? fact.to;
  const { circularLogging } = scene.plan.groups[fact.group];
  if (fact.to >= reach && circularLogging)
    return `${logs}; under circular logging no later log continues them`;
  if (fact.to >= reach) return logs;
  return `${logs}; the chain breaks there, although later sets reach log ${reach}`;
}

function stepLine(scene: Scene, fact: HeardFact<'step.ended'>): Line[] {
  if (fact.span === null || fact.job >= 0 || !isOurs(scene, fact.incident, fact.at)) return [];
  const length = fact.at - fact.began;
  const waited = fact.began - fact.asked;
  // The runbook's own wait for its groups is told by the groups; a mount by the database that is up.
  if (fact.group < 0 && fact.step === 'restore') return [];
  const isMount = fact.span === 'mount' && /^(dis)?mounting /.test(fact.because);
  const routine = fact.span === 'load-tape' || isMount;
  const byHand = fact.definition === 'recovery.by-hand' && !isMount;
  const told = fact.aborted || fact.step === 'retry' || waited >= SHORTEST_TOLD || byHand;
  if (!told && (routine || length < SHORTEST_TOLD)) return [];
  const who = fact.group >= 0 ? `${groupName(scene.plan, fact.group)}: ` : '';
  const wait = waited >= SHORTEST_TOLD ? ` after waiting ${formatDuration(waited)}` : '';
  const end = fact.aborted ? ', broken off' : '';
  if (fact.aborted && length === 0) return [];
  const text = `${who}${fact.span} takes ${formatDuration(length)}${wait}${end}`;
  return [{ at: fact.began, text, because: fact.because === '' ? null : fact.because }];
}

function closing({ row }: Scene): string {
  const data =
    row.dataMs === null
      ? 'the data clock never stopped'
      : `data is back after ${formatDuration(row.dataMs)}`;
  const lost =
    row.loss.messages > 0
      ? `${numbered(row.loss.messages, 'message')} lost, ${formatDuration(row.loss.windowMs)} of mail at worst`
      : 'nothing is lost';
  const mail = mailWords(row.mail);
  const sets = `${row.sets} ${row.sets === 1 ? 'set was' : 'sets were'} read`;
  return `the incident is closed: ${data}, ${sets}, ${lost}${mail === null ? '' : `; ${mail}`}`;
}

/** Drops lines that say the same at the same instant. */
function merged(lines: readonly Line[]): Line[] {
  const seen = new Set<string>();
  return lines.filter(({ at, text }) => {
    const key = `${at} ${text}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
