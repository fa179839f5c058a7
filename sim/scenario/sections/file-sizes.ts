/** How much a job of files saves of each server, and how long reading that takes. */
import type { Builder } from '../builder.ts';
import type { FileJobDoc, Ground } from './file-jobs.ts';

/** What a job may leave out or take along. */
export type Options =
  | 'verify'
  | 'shadowCopy'
  | 'protectedFiles'
  | 'mountedDrives'
  | 'databaseFolders'
  | 'mailboxDrive'
  | 'exclusions'
  | 'removableDrives';

/**
 * What a set holds and how long reading it takes: sum over its parts (W-05). Removable drives are no part unless asked
 * for (BKP-49).
 */
export function sizeOf(
  id: number,
  { saves, size: given }: FileJobDoc,
  options: Readonly<Record<Options, boolean>>,
  { servers, databases }: Ground,
  b: Builder,
): { bytes: number; readMs: number } {
  const f = b.figures.backup;
  const { protectedFilesShare } = f;
  const parts: [number, number][] = [];
  const windows = saves === 'windows-set' || saves === 'full-computer';
  if (windows || saves === 'disk-image')
    parts.push([f.partitionsBytes, f.partitionsBytesPerSecond]);
  if (windows || saves === 'system-state') {
    const share = options.protectedFiles ? 1 : 1 - protectedFilesShare;
    parts.push([f.systemStateBytes * share, f.systemStateBytesPerSecond]);
  }
  if (saves === 'full-computer') parts.push([f.applicationsBytes, f.applicationsBytesPerSecond]);
  const data = saves === 'full-computer' || saves === 'files';
  if (data && options.mountedDrives && servers[id]?.setUp.includes('mounted-drive'))
    parts.push([f.mountedDriveBytes, f.applicationsBytesPerSecond]);
  // Everybody's copy of a message counts, and no faster than users could read it.
  const mailboxRate = f.sourceBytesPerSecond * f.mailboxesShare;
  if (saves === 'mailboxes')
    for (const each of databases) if (each.server === id) parts.push([each.sizeBytes, mailboxRate]);
  if (saves === 'files') parts.push([given ?? 1, f.applicationsBytesPerSecond]);
  // What is in use is read through a shadow copy, or not at all (BKP-47).
  if (data && options.databaseFolders && options.shadowCopy)
    for (const each of databases)
      if (each.server === id) parts.push([each.sizeBytes, f.applicationsBytesPerSecond]);
  if (windows && options.removableDrives)
    parts.push([f.removableDrivesBytes, f.partitionsBytesPerSecond]);
  if (saves === 'certification-authority')
    parts.push([f.authorityBytes, f.systemStateBytesPerSecond]);
  if (windows && !options.exclusions) parts.push([f.pageFileBytes, f.partitionsBytesPerSecond]);
  let bytes = 0;
  let readMs = 0;
  for (const [of, rate] of parts) {
    bytes += Math.round(of);
    readMs += (of / rate) * 1000;
  }
  if (given === undefined || saves === 'files') return { bytes, readMs };
  return { bytes: given, readMs: (readMs * given) / bytes };
}
