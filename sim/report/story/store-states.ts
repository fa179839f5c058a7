/** Storage groups and databases at one recorded instant. */
import { measure } from '../../engine/intervals.ts';
import type { BackupVars } from '../../org/backup/state.ts';
import type { DatabaseState } from '../../org/store/state.ts';
import type { Doing, LaneState, LogState } from '../data.ts';
import type { Look, Running } from './look.ts';
import { doingOf, isOurWork } from './look.ts';
import { groupName } from './words.ts';

export function groupState(look: Look, group: number): LaneState {
  const doing: Doing[] = [];
  for (const running of look.running.values()) {
    if (running.group !== group) continue;
    if (running.job >= 0) doing.push(backupDoes(running));
    else if (running.span !== '' && isOurWork(look, running.procedure)) {
      const { span, person } = running;
      const label = person ? span : `${span} ${groupName(look.scene.plan, group)}`;
      doing.push(doingOf(look, running, span, label));
    }
  }
  return { doing, log: logState(look, group) };
}

/** A backup is one thing from the moment it has its drive; what the drive does meanwhile stands there. */
function backupDoes({ procedure, request }: Running): Doing {
  const { began, asked, type } = procedure.vars as BackupVars;
  const id = `${procedure.id} ${asked}`;
  if (began < 0) {
    const because = request === null ? '' : `${type} backup`;
    return { id: `${id}w`, kind: 'waiting', label: 'waiting for a drive', because, since: asked };
  }
  return { id, kind: 'backup', label: `${type} backup`, because: '', since: began };
}

function logState({ org, scene }: Look, group: number): LogState {
  const state = org.store.groups[group];
  const pieces = org.store.segments[state.segment]?.pieces ?? [];
  const { units, generation, fraction, logsPerUnit } = pieces[pieces.length - 1];
  const idle = scene.plan.groups[group].databases.every((id) => !org.store.databases[id].mounted);
  const still =
    state.frozenCheckpoint >= 0 ? state.frozenCheckpoint : idle ? state.flushedTo : null;
  return {
    ...{ units, position: generation + fraction, logsPerUnit },
    ...{ checkpoint: still, flushedTo: state.flushedTo },
    firstLog: state.logsLost ? null : state.firstLog,
    circular: scene.plan.groups[group].circularLogging,
  };
}

export function databaseState(look: Look, database: number): LaneState {
  const state = look.org.store.databases[database];
  const inDoubt = isImpaired(look, database);
  const { mounted, fileLost, restoring, holes, lost } = state;
  const damagedPages = holes.filter((hole) => !hole.singleBit).length;
  return {
    doing: serviceOf(look, state, inDoubt),
    database: { mounted, fileLost, restoring, damagedPages, inDoubt, lostMs: measure(lost[0]) },
  };
}

/** Whether the incident of the story still has this database's data to bring back. */
function isImpaired({ org, scene }: Look, database: number): boolean {
  const incident = org.recovery.incidents[scene.incident];
  if (incident === null || incident === undefined || !scene.row.causes.includes(incident.key)) {
    return false;
  }
  return incident.databases.some((row) => row.database === database && row.dataAt < 0);
}

/** Without service: down. With service, or before anybody noticed, but without some of the data: impaired. */
function serviceOf({ at, scene }: Look, state: DatabaseState, inDoubt: boolean): Doing[] {
  if (!state.mounted && state.downSince > scene.plan.clock.warmupStart) {
    return [{ id: 'down', kind: 'down', label: 'down', because: '', since: state.downSince }];
  }
  if (!state.mounted || !inDoubt) return [];
  const because = 'some of the data cannot be read';
  return [{ id: 'damaged', kind: 'impaired', label: 'damaged', because, since: at }];
}
