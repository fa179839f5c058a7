/** A storage group: its log stream, its checkpoint, its sets, and the folders of restores under way. */
import { formatInstant } from '../../engine/clock.ts';
import { subtract } from '../../engine/intervals.ts';
import { committed, contentThroughLog, type Content } from '../../org/store/content.ts';
import { messagesOf } from '../../org/store/ledger.ts';
import { checkpointLog, firstLog } from '../../org/store/checkpoint.ts';
import { generationsUsedUp } from '../../org/store/generations.ts';
import { missingAttached } from '../../org/store/missing.ts';
import { closedLogName, openLogName } from '../../org/store/names.ts';
import { positionNow } from '../../org/store/stream.ts';
import type { OrgWorld } from '../../org/world.ts';
import { generations } from './header.ts';
import type { Section } from './shapes.ts';
import { gib } from './tapes.ts';

/** The log folder: which files lie in it (ESE-21 to ESE-23). */
export function logSection(w: OrgWorld, group: number): Section {
  const g = w.org.store.groups[group];
  const { logVolume, prefix } = w.plan.groups[group];
  const { circularLogging } = g;
  const where = ['Volume', w.plan.volumes[logVolume].path] as const;
  if (g.logsLost) {
    return { title: 'Transaction logs', known: true, fields: [where, ['Files', 'all are gone']] };
  }
  const position = positionNow(w, group);
  const open = Math.floor(position);
  const share = Math.round((position - open) * 100);
  const openText = `${openLogName(w, group)}, generation ${generations(open, open)}, ${share} % full`;
  const first = firstLog(w, group);
  const closed = open - first;
  const names =
    closed === 0
      ? 'none'
      : `${closedLogName(w, group, first)} to ${closedLogName(w, group, open - 1)}`;
  return {
    title: 'Transaction logs',
    known: true,
    fields: [
      where,
      ['Prefix', prefix],
      ['Circular logging', circularLogging ? 'on' : 'off'],
      ['Closed logs', `${names}${closed === 0 ? '' : ` (${closed})`}`],
      [
        'Open log',
        generationsUsedUp(w, group) ? 'none: -519, all generations are used up' : openText,
      ],
      ...g.gaps
        .filter(({ segment, seen }) => seen && segment === g.segment)
        .map(({ log, how }) => [closedLogName(w, group, log), how] as const),
      ['Space', gib((closed + 1) * w.plan.figures.store.logBytes)],
      ...missing(w, group),
      ['Stream', `${g.segment}, begun ${formatInstant(streamBegan(w, g.segment))}`],
    ],
  };
}

/** What a recovery of these logs would look for in vain (REC-12). */
function missing(w: OrgWorld, group: number): (readonly [string, string])[] {
  const names = missingAttached(w, group).map((d) => w.plan.databases[d].path);
  return names.length === 0 ? [] : [['Recovery', `-1216: ${names.join(', ')} is missing`]];
}

function streamBegan(w: OrgWorld, segment: number): number {
  const parent = w.org.store.segments[segment];
  if (parent === null) throw new Error(`there is no log stream ${segment}`);
  return parent.pieces[0].at;
}

/** What `eseutil /mk` says of the checkpoint file, and why it stands there. */
export function checkpointSection(w: OrgWorld, group: number): Section {
  const g = w.org.store.groups[group];
  const { prefix, systemVolume } = w.plan.groups[group];
  const where = ['Volume', w.plan.volumes[systemVolume].path] as const;
  const title = `Checkpoint ${prefix}.chk`;
  if (g.checkpointFileLost) {
    const gone = ['File', 'is gone: recovery begins at the oldest log'] as const;
    return { title, known: true, fields: [where, gone] };
  }
  const log = checkpointLog(w, group);
  const held = g.frozenCheckpoint >= 0 ? ', held by a backup' : '';
  const fields = [where, ['Checkpoint', `${generations(log, log)}${held}`] as const];
  return { title, known: true, fields: [...fields, ['Not yet in the files', unflushed(w, group)]] };
}

/**
 * What was acknowledged and lies in memory and logs alone: the mail of the logs from the checkpoint on. Whoever loses these
 * logs, and keeps the files, loses just that (ESE-11, ESE-13, E-17).
 */
function unflushed(w: OrgWorld, group: number): string {
  const mounted = w.plan.groups[group].databases.filter((d) => w.org.store.databases[d].mounted);
  if (mounted.length === 0) return 'nothing: no database is mounted';
  const first = checkpointLog(w, group);
  let messages = 0;
  for (const d of mounted) {
    const { lineage } = w.org.store.databases[d];
    const before = contentThroughLog(w, d, lineage, first - 1);
    const now = committed(w, d);
    const since: Content = [subtract(now[0], before[0]), subtract(now[1], before[1])];
    messages += messagesOf(w, d, since);
  }
  const logs = positionNow(w, group) - first;
  return `${logs.toFixed(1)} logs with ${Math.round(messages)} messages`;
}

/** Restore.env of every restore of this group that is not recovered yet (RST-13). */
export function environmentSections(w: OrgWorld, group: number): Section[] {
  return w.org.recovery.environments
    .filter((env) => env.group === group)
    .map((env) => ({
      title: 'Restore.env',
      known: true,
      fields: [
        ['Folder', env.folder],
        ['Storage group', w.plan.groups[group].path],
        ...env.files.map(({ from, to }) => ['Database', `${from} -> ${to}`] as const),
        ['Log range', generations(env.low, Math.max(env.low, env.high))],
        ['Sets restored', env.sets.map((id) => `sets/${id}`).join(', ') || 'none completely'],
      ],
    }));
}
