/** Branches of backups (`sim/org/backup`) that change what comes of them. */
import { mark, rare, type Mark } from '../feature.ts';

const ended = (name: string, because: string | RegExp): Mark =>
  mark(name, 'backup.ended', (f) =>
    typeof because === 'string' ? f.because.includes(because) : because.test(f.because),
  );

const did = (name: string, step: string, of = 'backup.streaming'): Mark =>
  mark(name, 'step.ended', (f) => f.definition === of && f.step === step && !f.aborted);

const found = (by: string): Mark =>
  mark(`failed job noticed by ${by}`, 'job.noticed', (f) => f.by === by);

const sessions: readonly Mark[] = [
  ended('backup of a server that is down', 'so no session'),
  ended('backup without the store service', /^no session/),
  ended('log missing that a backup would copy', 'missing file to backup'),
  ended('last full made the other way', 'missing full backup'),
];

const breaks: readonly Mark[] = [
  rare(ended('page that the disk cannot read', '-1022: a page')),
  rare(ended('backup broken off by a bad spot', '-1022: a bad spot')),
  rare(ended('backup broken off by used up generations', '-519')),
  ended('backup broken off by its own checkpoint', '-614'),
  ended('backup broken off by a full volume', /volumes\/.* is full$/),
  ended('backup broken off with a volume', /volumes\/.* is lost$/),
  ended('backup broken off with its target', /^targets\/.* is lost$/),
  ended('backup broken off with a file', 'was destroyed'),
  rare(ended('backup broken off with the open log', 'the open log is gone')),
  ended('backup broken off with its server', 'has failed'),
  ended('backup broken off with the directory', 'the directory does not'),
  ended('backup run again on another drive', /drives\/.* failed$/),
  ended('backup broken off by an offline one', 'service was stopped'),
  rare(ended('offline backup broken off for others', 'somebody needed')),
  ended('offline backup refused beside a recovery', 'is down already'),
  ended('hung backup ended by the window', 'it had hung since'),
  ended('hung backup ended to restore', 'ended it to restore'),
  ended('hung backup ended by a reader', 'who read the log ended it'),
  ended('hung backup ended after an alarm', 'was ended after'),
];

const shadows: readonly Mark[] = [
  ended('shadow copy service failed', 'the shadow copy service'),
  ended('Exchange writer failed', 'the Exchange writer'),
  ended('provider failed', 'the provider of the disks'),
  ended('requestor failed', ': the backup program'),
  mark('no cartridge for a snapshot', 'snapshot.written', (f) => f.because.startsWith('no cart')),
  mark('snapshot gone before it was written', 'snapshot.written', (f) =>
    f.because.startsWith('its snapshot'),
  ),
];

const copies: readonly Mark[] = [
  mark('set on disk proved bad when copied', 'stage.ended', (f) =>
    f.because.endsWith('cannot be read'),
  ),
  rare(
    mark('set on disk gone before it was copied', 'stage.ended', (f) =>
      f.because.endsWith('not there any more'),
    ),
  ),
  mark('files of a machine that is down', 'files.ended', (f) => f.because.endsWith(' is down')),
  mark('machine failed while its files were saved', 'files.ended', (f) =>
    f.because.endsWith('has failed'),
  ),
];

const tapes: readonly Mark[] = [
  did('next cartridge in the middle of a set', 'fetch'),
  did('waited for a cartridge', 'alert'),
  did('mount failed under a backup', 'retry'),
  did('mount failed under a snapshot', 'retry', 'backup.vss-tape'),
  did('waited for others to change the tape', 'follow'),
  rare(
    mark('kept set overwritten by its job', 'cartridge.taken', (f) =>
      f.because.includes('although it was to be kept'),
    ),
  ),
  rare(
    mark(
      'verifying broken off',
      'step.ended',
      (f) => f.definition === 'backup.streaming' && f.step === 'verify' && f.aborted,
    ),
  ),
];

const failures: readonly Mark[] = [
  mark('job fails every time', 'cause.struck', (f) => f.because.startsWith('fails every time')),
  mark('job wrong again', 'cause.struck', (f) => f.because === 'it was wrong already'),
  mark(
    'failure that a summary does not explain',
    'backup.ended',
    (f) => !f.detailed && f.shows !== null,
  ),
  ...[
    'the check of the backups',
    'somebody who happened to look',
    'the application log',
    'a missing success',
    'the tape library',
    'whoever ended it',
  ].map(found),
];

export const backupMarks: readonly Mark[] = [
  ...sessions,
  ...breaks,
  ...shadows,
  ...copies,
  ...tapes,
  ...failures,
];
