/** The backups of a storage group that are under way, as the console of the backup program shows them. */
import { formatInstant } from '../../engine/clock.ts';
import type { Procedure } from '../../engine/procedure.ts';
import { patchBytes, patchFiles } from '../../org/backup/patch-files.ts';
import { STREAMING, type BackupVars } from '../../org/backup/state.ts';
import type { OrgWorld } from '../../org/world.ts';
import type { Section } from './shapes.ts';
import { gib } from './tapes.ts';

/** One section for each that has begun; what waits for a drive or a session holds nothing yet. */
export function backupSections(w: OrgWorld, group: number): Section[] {
  return (w.org.procedures.list as (Procedure<BackupVars> | null)[])
    .filter((p): p is Procedure<BackupVars> => p?.name === STREAMING && p.vars.group === group)
    .filter(({ vars }) => vars.began >= 0)
    .map((p) => section(w, p));
}

function section(w: OrgWorld, { step, vars: v }: Procedure<BackupVars>): Section {
  const patches = patchFiles(w, v);
  const { name, engine } = w.plan.jobs[v.job];
  return {
    title: 'Backup under way',
    known: true,
    fields: [
      ['Job', `${name}, ${v.type}, ${engine}`],
      ['Begun', formatInstant(v.began)],
      ['Step', v.hungSince < 0 ? step : `no progress since ${formatInstant(v.hungSince)}`],
      ['Copied', `${gib(v.imageDone)} of databases, ${gib(v.logDone)} of logs`],
      ...(patches.length === 0
        ? []
        : [['Patch files', `${patches.join(', ')}: ${gib(patchBytes(w, v))}`] as const]),
    ],
  };
}
