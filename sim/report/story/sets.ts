/** What there was to restore from when it happened: the newest chain of each affected group, and what broke it. */
import { formatInstant } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import { copiesImages } from '../../org/backup/plan.ts';
import type { HeardFact } from '../../measure/heard.ts';
import type { Scene } from './scene.ts';
import { sawFailure } from './noticing.ts';
import { isSnapshotGone, kindOfSet } from './shadows.ts';
import { groupName, setName, listOf } from './words.ts';

export interface Line {
  readonly at: Ms;
  readonly text: string;
  readonly because: string | null;
}

/** Whether a medium with a part of a set had been lost by then. */
const isOnLost = ({ tape, decidedAt }: Scene, set: number): boolean =>
  tape.cartridges.some((lost) => lost.sets.includes(set) && lost.at <= decidedAt);

/** Whether a set was lost with its medium, and no copy of it lies on another one. */
function isLost(scene: Scene, made: HeardFact<'backup.ended'>): boolean {
  const copies = scene.tape.staged.filter(
    ({ set, at }) => set === made.set && at <= scene.decidedAt,
  );
  if (copies.some(({ copy }) => !isOnLost(scene, copy))) return false;
  return isOnLost(scene, made.set);
}

/** Fulls and copies that failed since the newest good one: why the restore has to go further back. */
function failedImages(scene: Scene, group: number): Line[] {
  const since = chainOf(scene, group)?.[0].at ?? scene.from;
  return scene.tape.backups
    .filter(
      (fact) =>
        fact.group === group &&
        copiesImages(fact.backupType) &&
        fact.outcome !== 'succeeded' &&
        fact.at > since &&
        fact.at <= scene.decidedAt,
    )
    .map((fact) => ({
      at: fact.at,
      text: `${groupName(scene.plan, group)}: the ${fact.backupType} of ${formatInstant(fact.night)} has failed`,
      because: [fact.because, sawFailure(scene, fact)].filter((text) => text !== '').join('; '),
    }));
}

/** The newest good full or copy of a group when somebody looked for one, and the good sets after it; null without one. */
export function chainOf(scene: Scene, group: number): HeardFact<'backup.ended'>[] | null {
  const good = scene.tape.backups.filter(
    (fact) =>
      fact.group === group &&
      fact.outcome === 'succeeded' &&
      fact.at <= scene.decidedAt &&
      !isLost(scene, fact) &&
      !isSnapshotGone(scene, fact),
  );
  const image = good.findLast((fact) => copiesImages(fact.backupType));
  if (image === undefined) return null;
  const logs = good.filter((fact) => !copiesImages(fact.backupType) && fact.began > image.began);
  return [image, ...logs];
}

/** Backups that had hung when it happened: a crash replays from the checkpoint that they held (BKP-45). */
export function hangs({ tape, row, groups, plan }: Scene): Line[] {
  return tape.backups.flatMap((fact) => {
    const since = fact.hungSince;
    if (since === null || since > row.at || fact.at < row.at) return [];
    if (!groups.includes(fact.group)) return [];
    const text = `${groupName(plan, fact.group)}: the ${fact.backupType} of ${formatInstant(fact.night)} hangs and holds the checkpoint`;
    return [{ at: since, text, because: 'it neither ends nor reports' }];
  });
}

export function before(scene: Scene): Line[] {
  // Where nothing had to be restored, what could have been is no part of the story.
  if (scene.row.sets === 0 && scene.row.loss.messages === 0) return [];
  const chains = scene.origins.map((group) => chainLine(scene, group));
  const failed = scene.origins.flatMap((group) => failedImages(scene, group));
  return [...chains, ...failed, ...lostCartridges(scene)];
}

function chainLine(scene: Scene, group: number): Line {
  const name = groupName(scene.plan, group);
  const chain = chainOf(scene, group);
  if (chain === null)
    return { at: scene.from, text: `${name} has no full or copy backup`, because: null };
  const [image, ...later] = chain;
  const kind = later.length === 1 ? later[0].backupType : `${later[0]?.backupType}s`;
  const more = later.length === 0 ? '' : ` and ${later.length} ${kind} after it`;
  const last = later.at(-1) ?? image;
  const text = `${name}: the newest chain is the ${kindOfSet(scene, image)}${setName(image)}${more}, up to log ${last.highLog}`;
  return { at: last.at, text, because: null };
}

const ours = (scene: Scene, groups: readonly number[]): string[] =>
  groups.filter((g) => scene.groups.includes(g)).map((g) => groupName(scene.plan, g));

/** 'cartridge 12 is', or 'the files on targets/b2d are'. */
function mediumName({ plan }: Scene, cartridge: number): string {
  const { kind, path } = plan.libraries[plan.cartridges[cartridge].library];
  return kind === 'disk' ? `the files on ${path} are` : `cartridge ${cartridge} is`;
}

/** Cartridges lost since the oldest image that a restore would begin with: their sets are gaps in the chains. */
function lostCartridges(scene: Scene): Line[] {
  const images = scene.origins.flatMap((group) => chainOf(scene, group)?.[0].began ?? []);
  const since = Math.min(scene.row.at, ...images);
  return scene.tape.cartridges
    .filter(
      ({ at, groups }) =>
        at >= since && at <= scene.over && groups.some((group) => scene.groups.includes(group)),
    )
    .map(({ at, cartridge, because, groups }) => ({
      at,
      text: `${mediumName(scene, cartridge)} lost, with sets of ${listOf(ours(scene, groups), 'groups')}`,
      because,
    }));
}
