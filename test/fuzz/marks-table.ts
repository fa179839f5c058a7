/** Rare branches that belong to no one feature: they need several at once. */
import { mark, type Mark } from './feature.ts';

export const generalMarks: readonly Mark[] = [
  mark('incident joined another', 'incident.joined'),
  mark('rolled forward to the end', 'replay.done', (f) => f.onDisk > 0),
  mark('restored to the last set', 'replay.done', (f) => f.onDisk === 0),
  mark('restored from several sets', 'restore.copied', (f) => f.sets.length > 2),
  mark('restored with copied logs alone', 'restore.copied', (f) => f.sets.length === 1),
  mark('declared lost', 'incident.closed', (f) =>
    f.databases.some((d) => d.outcome === 'declared-lost'),
  ),
  mark('ladder exhausted', 'recovery.fallback', (f) => f.next.includes('exhausted')),
  mark('new log stream', 'stream.forked'),
  mark('removed logs by hand', 'logs.truncated', (f) => f.because.endsWith('to make room')),
  mark('truncation blocked by a database without a full', 'truncation.blocked', (f) =>
    f.because.includes('no full'),
  ),
  mark('no full to build on', 'backup.ended', (f) => f.because.includes('to build on')),
  mark('logs missing since the last backup', 'backup.ended', (f) =>
    f.because.includes('are missing'),
  ),
  mark('backup found nothing mounted', 'backup.ended', (f) => f.because.includes('is mounted')),
  mark('mail returned', 'content.returned'),
  mark('mail delayed', 'content.delayed'),
  mark('server rebuilt', 'step.ended', (f) => f.span === 'rebuild-server' && !f.aborted),
  mark(
    'waited for another recovery',
    'step.ended',
    (f) => f.step === 'replay' && f.began > f.asked,
  ),
  mark('strike absorbed', 'cause.struck', (f) => f.absorbed && f.because.includes('already')),
  mark('array rebuilt', 'rebuild.ended'),
];
