/** Branches of restores (`sim/org/recovery/restore`, `slips`, `by-hand`) that change what comes of them. */
import type { RestoreVars } from '../../../sim/org/recovery/state.ts';
import { mark, rare, type Mark } from '../feature.ts';

/** One way back gives way to the next one. */
const gaveWay = (name: string, because: string, next = ''): Mark =>
  mark(name, 'recovery.fallback', (f) => f.because.includes(because) && f.next.startsWith(next));

/** A step of a procedure came to its end. */
const did = (name: string, step: string, said = '', of = 'recovery.group'): Mark =>
  mark(
    name,
    'step.ended',
    (f) => f.definition === of && f.step === step && !f.aborted && f.because.includes(said),
  );

/** A restore ends a step on a way back of some kind. */
const by = (name: string, mode: RestoreVars['mode'], step = 'plan'): Mark =>
  mark(name, 'step.ended', (f, w) => {
    if (f.definition !== 'recovery.group' || f.step !== step || f.aborted) return false;
    const p = w.org.procedures.list[f.procedure];
    return p !== null && (p.vars as RestoreVars).mode === mode;
  });

/** The window in which a set is restored says "Failed" at once. */
const refused = (name: string, error: string): Mark =>
  mark(name, 'restore.ended', (f) => f.because.startsWith(error));

const ways: readonly Mark[] = [
  by('soft recovery', 'soft', 'replay'),
  by('clean files go on with new logs', 'attach'),
  by('a living file replayed before its repair', 'keep', 'replay'),
  rare(by('an empty database in place of one that users are in', 'empty', 'dismount')),
];

const chains: readonly Mark[] = [
  gaveWay('fell back to an older image', 'a set could not', 'full'),
  gaveWay('fell back to a copy', 'a set could not', 'copy'),
  gaveWay('went on without a set of logs', 'a set could not', 'what is restored already'),
  gaveWay('restore of a set repeated', 'a set could not', 'its restore is repeated'),
  mark('read when it was repeated', 'cause.struck', (f) =>
    f.because.startsWith('the restore was repeated'),
  ),
  rare(gaveWay('a set was gone when it was wanted', 'a set is not there any more')),
  rare(gaveWay('logs were gone that a restore was to go on with', 'the logs on disk do not go on')),
  gaveWay('a mount took the cartridge of a restore', 'a tape mount failed and took'),
  rare(gaveWay('Restore.env missing for further logs', 'NO_RESTORE_ENV: there is no')),
  gaveWay('no full or copy left', 'no usable full or copy is left'),
  gaveWay('no room elsewhere', 'cannot go elsewhere'),
  gaveWay('no replica could stand in', 'no replica of'),
  rare(gaveWay('replicas fill what nothing else brings back', '', 'an empty database')),
  gaveWay('sets that reach less far than a living file', 'the sets reach only', 'repair'),
  rare(gaveWay('a restored snapshot was damaged, and repaired', '-1018', 'they are repaired')),
  rare(gaveWay('a restored snapshot was damaged, and another set taken', '-1018', 'the ')),
  did('replay stopped at a broken log', 'replay', 'is missing or damaged'),
  did('restored from a snapshot on disks', 'snapshot-image'),
  did('dismounted beside a restored snapshot', 'mates'),
  did('one database out of a set of several', 'image', 'databases'),
  did("read between others' blocks", 'image', "others' blocks"),
  did('recalled for a restore', 'recall'),
  did('catalogued for a restore', 'catalogue'),
  rare(did('scanned for a restore', 'scan')),
  rare(did('service started for a restore', 'service')),
  did('comes back dismounted', 'mount', 'stays dismounted'),
  rare(
    mark('restore lost its drive', 'incident.closed', (f) =>
      f.causes.some((key) => key.includes(':drive-failed:')),
    ),
  ),
  mark('restore broken off', 'step.ended', (f) => f.definition === 'recovery.group' && f.aborted),
];

const deletions: readonly Mark[] = [
  gaveWay('deleted mail weighed less than what came since', 'stopping before'),
  gaveWay('no image from before a deletion', 'no usable full or copy from before'),
  gaveWay('nothing to stop before', 'the logs carry nothing'),
  did('replay stopped before a deletion', 'replay', 'would delete again'),
  did('what was deleted stays deleted', 'leave', 'stays deleted'),
  rare(
    mark('mailboxes not restored from a bad set', 'mailboxes.restored', (f) => f.messages === null),
  ),
];

const files: readonly Mark[] = [
  did('damaged files moved aside', 'preserve', 'the damaged files are moved'),
  did('living files moved aside', 'preserve', 'the living files are moved'),
  did('isinteg alone', 'repair', 'mending what the store'),
  mark('repair broken off', 'step.ended', (f) => f.step === 'repair' && f.aborted),
];

const logs: readonly Mark[] = [
  gaveWay('a log put back from quarantine', 'in the quarantine'),
  gaveWay('did without the last log', 'soft recovery needs it', 'eseutil /r /a'),
  gaveWay('no /a before 2007', 'soft recovery needs it', 'before 2007'),
  rare(did('eseutil /r /i', 'run', '', 'recovery.by-hand')),
  rare(did('eseutil /r /i /d', 'run', '', 'recovery.out-of-place')),
  rare(did('eseutil done wrong out of place', 'find-out', '', 'recovery.out-of-place')),
];

const slips: readonly Mark[] = [
  refused('temporary folder refused', 'TEMP_DIR_IN_USE'),
  refused('other names refused', 'NAME_MISMATCH'),
  refused('logs before the full refused', 'NO_RESTORE_ENV'),
  gaveWay('hard recovery too early, and all restored again', 'NO_RESTORE_ENV: hard recovery'),
  gaveWay('hard recovery too early, and sets given up', 'hard recovery has run'),
  rare(
    mark(
      'report read, and all restored again',
      'recovery.fallback',
      (f) => f.next === 'everything is restored again' && !f.because.startsWith('NO_RESTORE_ENV'),
    ),
  ),
  did('last set not ticked', 'forgotten'),
  did('mounted before its restore', 'conflict'),
  did('Restore.env kept', 'verify'),
  did('recreated with another GUID', 'flag'),
  rare(did('eseutil /cc in another folder', 'recover', 'no Restore.env')),
  rare(did('eseutil /cc twice at once', 'recover', 'breaks off')),
];

export const restoreMarks: readonly Mark[] = [
  ...ways,
  ...chains,
  ...deletions,
  ...files,
  ...logs,
  ...slips,
];
