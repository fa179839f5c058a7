/**
 * Four have to work together for a snapshot, and the failure of any of them fails it (BKP-31). Which of them it is that
 * fails a job, and where, follows from where the job fails: a quarter each, in the order in which they come to act (assumed).
 */
import { logEntry } from '../../eventlog/write.ts';
import type { OrgWorld } from '../../world.ts';
import { BY_CHANCE } from '../outcome.ts';
import type { VssVars } from '../state.ts';

export const ACTORS = ['framework', 'writer', 'provider', 'requestor'] as const;
export type Actor = (typeof ACTORS)[number];

const NAMES: Readonly<Record<Actor, string>> = {
  framework: 'the shadow copy service of Windows',
  writer: 'the Exchange writer',
  provider: 'the provider of the disks',
  requestor: 'the backup program',
};

/** Share of a job at which an actor begins to be the one that fails it. */
export const beginOf = (actor: Actor): number => ACTORS.indexOf(actor) / ACTORS.length;

/** Whether this actor fails the job. One that hangs does so in the requestor: whatever waits while writing stops is ended. */
export function failsIn(v: VssVars, actor: Actor): boolean {
  if (v.hangs) return v.failsAt >= 0 && actor === 'requestor';
  return (
    v.failsAt >= 0 && Math.min(3, Math.floor(v.failsAt * ACTORS.length)) === ACTORS.indexOf(actor)
  );
}

/** How far the requestor has come in its part of the job when it fails; or in its check, where it hangs. */
export const failsWithin = ({ failsAt, hangs }: VssVars): number =>
  hangs ? failsAt : (failsAt - beginOf('requestor')) * ACTORS.length;

/** Whether the backup program stands still, from now on. */
export const standsStill = (v: VssVars): boolean =>
  failsIn(v, 'requestor') && v.hangs && v.checkedBytes >= Math.floor(v.failsAt * v.imageBytes);

/** An actor fails the job. */
export function failBy(w: OrgWorld, v: VssVars, actor: Actor): void {
  v.failed = true;
  v.because = `${BY_CHANCE}: ${NAMES[actor]}`;
  const { server, path } = w.plan.groups[v.group];
  if (actor === 'framework') logEntry(w, server, 'vss/8193', path);
  if (actor === 'provider') logEntry(w, server, 'vss/12293', path);
}
