import type { Schedule } from '../../../engine/calendar.ts';
import type { Ms } from '../../../engine/types.ts';
import type { Machine } from '../../media/file-sets.ts';

/**
 * What is saved of a server beside its databases. A `windows-set` is System State, boot and system partition in one job
 * (BKP-50, E-23); a `full-computer` set that and applications with the Exchange program folder (BKP-54); a `disk-image`
 * the two partitions as they are (BKP-56); `system-state` and `files` the parts by themselves. `mailboxes` is what a
 * third-party product reads through MAPI, mailbox by mailbox, while users work (BKP-68); `certification-authority` what the
 * wizard of Certificate Services saves, behind a password and without the IIS metabase (BKP-62).
 */
export type FileSetKind =
  | 'windows-set'
  | 'full-computer'
  | 'disk-image'
  | 'system-state'
  | 'files'
  | 'mailboxes'
  | 'certification-authority';

/** What has been set up on a server beyond what an installation brings, and has to be set up again where no set carries it. */
export const ASSETS = [
  'settings',
  'virtual-servers',
  'connectors',
  'mounted-drive',
  'open-files',
  'certification-authority',
] as const;
export type Asset = (typeof ASSETS)[number];

/** What is a reason for a job beside its times: a change to the organization (BKP-72), a patch of one of its machines (BKP-67). */
export const OCCASIONS = ['changes', 'patches'] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** One job of file sets: each of its machines gets a set of its own. */
export interface FileJobPlan {
  readonly id: number;
  readonly name: string;
  /** 'backup/files/windows' */
  readonly path: string;
  readonly saves: FileSetKind;
  readonly servers: readonly number[];
  readonly controllers: readonly number[];
  readonly when: Schedule;
  /** It runs after these as well, whenever they are. */
  readonly after: readonly Occasion[];
  readonly library: number;
  readonly keepMs: Ms;
  /** Each set is read again right after it was written, against the checksums in it (E-09, TAPE-12). */
  readonly verify: boolean;
  /** Files that somebody has open are saved as well (BKP-65, E-44). */
  readonly shadowCopy: boolean;
  /** System State comes with system files and the IIS metabase (BKP-64). */
  readonly protectedFiles: boolean;
  /** What lies on mounted drives is saved, not their path alone (TAPE-18). */
  readonly mountedDrives: boolean;
  /** The folders of databases and logs are not left out, as they should be (BKP-47). */
  readonly databaseFolders: boolean;
  /** The drive M:, by which Exchange 2003 can show mailboxes as files, is not left out (BKP-46). */
  readonly mailboxDrive: boolean;
  /** Somebody has the password that the wizard asked for (RST-60). */
  readonly passwordKept: boolean;
  /** Task Scheduler runs, and the job's account has the rights that it needs (TAPE-16). */
  readonly scheduled: boolean;
  /** Bytes of a set of each machine, and how long reading them there takes: in the order of `servers`, then of `controllers`. */
  readonly sizes: readonly SetSize[];
}

export interface SetSize {
  readonly bytes: number;
  readonly readMs: Ms;
}

export function sizeOf(job: FileJobPlan, { server, controller }: Machine): SetSize {
  const { servers, controllers, sizes } = job;
  if (controller < 0) return sizes[servers.indexOf(server)];
  return sizes[servers.length + controllers.indexOf(controller)];
}

/** Whether a set brings a domain controller back with its directory: all in one job (AD-08). */
export const bringsDirectory = ({ saves }: Pick<FileJobPlan, 'saves'>): boolean =>
  saves === 'windows-set' || saves === 'full-computer';

/** What a set of a job brings back of what was set up on its server. */
export function carries(job: FileJobPlan, asset: Asset): boolean {
  const { saves } = job;
  if (saves === 'mailboxes') return false;
  if (saves === 'certification-authority') return asset === 'certification-authority';
  const state = saves !== 'files';
  const data = saves === 'full-computer' || saves === 'files';
  if (asset === 'settings' || asset === 'certification-authority') return state;
  if (asset === 'virtual-servers') return state && job.protectedFiles;
  if (asset === 'connectors') return data;
  if (asset === 'mounted-drive') return data && job.mountedDrives;
  return data && job.shadowCopy;
}
