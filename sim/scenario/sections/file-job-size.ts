/** What a set of the files of a machine holds, and how long reading it takes. */
import type { FileSetKind, SetSize } from '../../org/backup/files/plan.ts';
import type { ControllerPlan } from '../../org/directory/plan.ts';
import type { ServerPlan } from '../../org/hardware/plan.ts';
import type { DatabasePlan } from '../../org/store/plan.ts';
import type { Builder } from '../builder.ts';

export interface Sized {
  readonly saves: FileSetKind;
  readonly size?: number | undefined;
}

/** Yes or no of a job that decide how much is in a set. */
export type Options = Readonly<
  Record<
    | 'shadowCopy'
    | 'protectedFiles'
    | 'mountedDrives'
    | 'databaseFolders'
    | 'exclusions'
    | 'removableDrives',
    boolean
  >
>;

/** Open log and the two reserve logs of a directory, which holds its room with them (AD-06, AD-07). */
const DIRECTORY_LOGS = 3;

/** Bytes, and bytes a second. */
type Part = readonly [number, number];

const isWindows = ({ saves }: Sized): boolean =>
  saves === 'windows-set' || saves === 'full-computer';

/** Parts that every machine has (W-05). Removable drives are no part unless asked for (BKP-49). */
function commonParts({ saves, size }: Sized, options: Options, b: Builder): Part[] {
  const f = b.figures.backup;
  const parts: Part[] = [];
  const windows = isWindows({ saves });
  if (windows || saves === 'disk-image')
    parts.push([f.partitionsBytes, f.partitionsBytesPerSecond]);
  if (windows || saves === 'system-state') {
    const share = options.protectedFiles ? 1 : 1 - f.protectedFilesShare;
    parts.push([f.systemStateBytes * share, f.systemStateBytesPerSecond]);
  }
  if (saves === 'files') parts.push([size ?? 1, f.applicationsBytesPerSecond]);
  if (windows && options.removableDrives)
    parts.push([f.removableDrivesBytes, f.partitionsBytesPerSecond]);
  if (saves === 'certification-authority')
    parts.push([f.authorityBytes, f.systemStateBytesPerSecond]);
  if (windows && !options.exclusions) parts.push([f.pageFileBytes, f.partitionsBytesPerSecond]);
  return parts;
}

/** The sum over the parts; where a job says its size, read at the mean rate of these. */
function total(parts: readonly Part[], { saves, size }: Sized): SetSize {
  let bytes = 0;
  let readMs = 0;
  for (const [of, rate] of parts) {
    bytes += Math.round(of);
    readMs += (of / rate) * 1000;
  }
  if (size === undefined || saves === 'files') return { bytes, readMs };
  return { bytes: size, readMs: (readMs * size) / bytes };
}

export function sizeOfServer(
  server: ServerPlan,
  databases: readonly DatabasePlan[],
  job: Sized,
  options: Options,
  b: Builder,
): SetSize {
  const f = b.figures.backup;
  const parts = commonParts(job, options, b);
  if (job.saves === 'full-computer')
    parts.push([f.applicationsBytes, f.applicationsBytesPerSecond]);
  const data = job.saves === 'full-computer' || job.saves === 'files';
  if (data && options.mountedDrives && server.setUp.includes('mounted-drive'))
    parts.push([f.mountedDriveBytes, f.applicationsBytesPerSecond]);
  // Everybody's copy of a message counts, and no faster than users could read it.
  const mailboxRate = f.sourceBytesPerSecond * f.mailboxesShare;
  if (job.saves === 'mailboxes')
    for (const each of databases)
      if (each.server === server.id) parts.push([each.sizeBytes, mailboxRate]);
  // What is in use is read through a shadow copy, or not at all (BKP-47).
  if (data && options.databaseFolders && options.shadowCopy)
    for (const each of databases)
      if (each.server === server.id) parts.push([each.sizeBytes, f.applicationsBytesPerSecond]);
  return total(parts, job);
}

/** System State of a controller holds the directory: database, checkpoint and logs (AD-06, AD-07). */
export function sizeOfController(
  { databaseBytes }: ControllerPlan,
  job: Sized,
  options: Options,
  b: Builder,
): SetSize {
  const { systemStateBytesPerSecond } = b.figures.backup;
  const { directoryLogBytes } = b.figures.operations;
  const parts = commonParts(job, options, b);
  if (isWindows(job) || job.saves === 'system-state')
    parts.push([databaseBytes + DIRECTORY_LOGS * directoryLogBytes, systemStateBytesPerSecond]);
  return total(parts, job);
}
