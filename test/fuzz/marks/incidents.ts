/** Branches of incidents, runbooks, rebuilds, moves and drills (`sim/org/recovery`) that change what comes of them. */
import { mark, rare, type Mark } from '../feature.ts';

const did = (name: string, of: string, step: string, said = ''): Mark =>
  mark(
    name,
    'step.ended',
    (f) => f.definition === of && f.step === step && !f.aborted && f.because.includes(said),
  );

const noticed = (by: string): Mark =>
  mark(`noticed by ${by}`, 'incident.noticed', (f) => f.by === by);

const stopped = (cause: string): Mark =>
  mark(`stopped: ${cause}`, 'incident.opened', (f) => f.cause === cause);

export const incidentMarks: readonly Mark[] = [
  ...[
    'a user',
    'an operator',
    'monitoring',
    'users',
    'the backup log',
    'the application log',
    'whoever missed mail',
    'the server that runs again',
  ].map(noticed),
  ...['log-volume-full', 'checkpoint-lag', 'generations-used-up'].map(stopped),
  // A stop bears the key of the backups that removed no logs.
  mark('stopped for failed backups', 'incident.opened', (f) => f.cause === 'job-failed'),
  did('nobody decides by night', 'recovery.incident', 'muster'),
  did('waited for the directory', 'recovery.incident', 'directory'),
  did('somebody came back after the directory', 'recovery.incident', 'resume'),
  did('server healed', 'recovery.incident', 'repair'),
  did('step by hand done again', 'recovery.group', 'dismount', 'once more'),
  did('rebuild done again', 'recovery.incident', 'rebuild', 'once more'),
  mark(
    'runbook begun anew',
    'step.ended',
    (f) => f.definition === 'recovery.incident' && f.aborted && f.step !== 'detect',
  ),
  mark(
    'taken over before it was noticed',
    'step.ended',
    (f) => f.definition === 'recovery.incident' && f.aborted && f.step === 'detect',
  ),
  did('somebody else sees to what was left', 'recovery.rebuild-vacant', 'build'),
  rare(mark('replicas asked again', 'folders.filled', (f) => f.asked > 0)),
  rare(
    mark(
      'backfill broken off',
      'step.ended',
      (f) => f.definition === 'recovery.backfill' && f.aborted,
    ),
  ),
  rare(mark('stream begun in time', 'stream.forked', (f) => f.because.startsWith('somebody'))),
  mark('logs moved away that backups miss', 'logs.truncated', (f) =>
    f.because.includes('that backups miss'),
  ),
  rare(mark('dirty database not moved', 'move.ended', (f) => f.because.startsWith('DIRTY_ATTACH'))),
  did('rebooted after a move', 'recovery.reboot', 'boot'),
  mark('drill found no full', 'drill.ended', (f) => f.outcome === 'no-full'),
  mark('drill found no place for a snapshot', 'drill.ended', (f) =>
    f.because.startsWith('the provider'),
  ),
  mark('drill of a set that does not fit together', 'set.inconsistent', (f) => f.by === 'a drill'),
  rare(mark('drill connected users', 'database.down', (f) => f.because.startsWith('a drill'))),
];
