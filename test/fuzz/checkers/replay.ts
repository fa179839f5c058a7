/**
 * Verifies at every hard recovery, and at every soft one of files from a snapshot, that the logs it replays are there, one after
 * another, of one stream and one life of each database, from the first to the last that its image requires, and as far as
 * there are any unless one is lost or deletes, and never past one that is gone and that no set from before holds; that none of
 * the sets was worthless when it had been read (what spoils a medium later does nothing to what lies on disk by then); that no
 * file which stopped dirty comes to be clean by its logs alone where one from the checkpoint on was gone before that replay
 * began; and at every mount that the file is there, its logs are there, no restore is pending, and that a database which stopped dirty has
 * been recovered since.
 * Asks no completeness of sets where somebody was careless. Of groups that moves or deleted mail made special it does not verify
 * how a mounted database came to be clean.
 * Does not verify how long a replay takes, nor the content that comes of it (recount does).
 */
import type { Ms } from '../../../sim/engine/types.ts';
import type { RestoreVars } from '../../../sim/org/recovery/state.ts';
import type { Gap } from '../../../sim/org/store/state.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Account } from './account.ts';
import type { Checker, Fact, Tell } from './checker.ts';
import { laidFor } from './ways.ts';
import { positionAt } from './work.ts';

/** Stops by which a file is detached from its stream: whatever else stops a database leaves it dirty. */
const CLEAN = [
  'dismounted to be restored',
  'dismounted to be moved',
  'down with its storage group, of which a database is restored',
  'the directory does not answer',
  'the Information Store service was stopped',
  'is rebooted after a move',
  'the directory has forgotten it',
  'somebody removes its logs before their generations run out',
  'a drill connected its users to the restored copy: their data is that of the backup',
];

export function replay(account: Account, tell: Tell): Checker {
  const { plan } = account;
  /** When the last replay of each procedure began. */
  const replays = new Map<number, Ms>();
  /** By procedure that replays: the first log of each group when that began. */
  const firstThen = new Map<number, readonly number[]>();
  /** First log that each file needs which lies there dirty, and its stream, when the last event was over; null: none. */
  let needs: readonly ({ readonly log: number; readonly segment: number } | null)[] = [];
  /** Stopped dirty, and not recovered since. */
  const dirty = plan.databases.map(() => false);
  /** Sets that were worthless when the last event was over, and those of them that were copied whole all the same. */
  let worthless = new Set<number>();
  const copied = new Set<number>();

  /** What was put in place of a file, said before the mount. */
  const cleanse = (databases: readonly number[]): void => {
    for (const d of databases) dirty[d] = false;
  };

  /** When a replay of a group began that ends now: a log that has gone since may have been read by then. */
  const began = (w: OrgWorld, group: number): Ms => {
    const runs = w.org.procedures.list.flatMap((p) => {
      if (p?.name !== 'recovery.group' || (p.vars as RestoreVars).group !== group) return [];
      return p.step === 'replay'
        ? [p.began]
        : p.step === 'report'
          ? [replays.get(p.id) ?? w.now]
          : [];
    });
    return Math.min(w.now, ...runs);
  };

  const checkRange = (w: OrgWorld, fact: Extract<Fact, { type: 'replay.done' }>): void => {
    const { group, from, to, onDisk } = fact;
    const { path } = plan.groups[group];
    const end = to - onDisk;
    // Databases with images of their own have folders of their own, which may reach equally far.
    const laid = laidFor(w, fact, (set) => account.sets.of(set)?.lineages);
    const env = laid.find((each) => each.high === end) ?? laid[0];
    if (env === undefined) {
      tell(w.now, `${path}: recovery of logs ${from} to ${end}, and nothing was restored`);
      return;
    }
    const image = account.sets.of(env.sets[0]);
    if (image === undefined || (image.type !== 'full' && image.type !== 'copy')) {
      tell(w.now, `${path}: recovery from set ${env.sets[0]}, which is no image`);
      return;
    }
    let reach = image.low - 1;
    const sets = env.sets.flatMap((id) => account.sets.of(id) ?? []);
    if (env.inLogFolder) sets.sort((a, b) => a.low - b.low);
    for (const set of sets) {
      const { id } = set;
      // A full of another database has nothing of these, and lends its logs all the same.
      const isSame = env.databases.every(
        (database) =>
          !set.lineages.has(database) ||
          set.lineages.get(database) === image.lineages.get(database),
      );
      if (set.segment !== image.segment || !isSame)
        tell(w.now, `${path}: set ${id} is of another stream or life than its image`);
      // Whoever restored them in another order than they were made has left some out (RST-17).
      if (set.low > reach + 1 && account.isCareless(group)) continue;
      if (set.low > reach + 1)
        tell(w.now, `${path}: logs ${reach + 1} to ${set.low - 1} are missing, and replay went on`);
      if (copied.has(id)) tell(w.now, `${path}: set ${id} was worthless, and was replayed`);
      reach = Math.max(reach, set.high);
    }
    const isKept = ({ log, at }: Gap): boolean =>
      sets.some((set) => set.asOf <= at && set.low <= log && set.high >= log);
    const broken = account.ways
      .gapsOf(image.segment)
      .find(
        (gap) => gap.log >= image.low && gap.log <= to && gap.at < began(w, group) && !isKept(gap),
      );
    if (broken !== undefined)
      tell(w.now, `${path}: log ${broken.log} is ${broken.how}, and replay went on to ${to}`);
    if (from > image.low || end < image.high)
      tell(w.now, `${path}: replay of ${from} to ${end} lacks what its image requires`);
    const stops = account.stopsBefore(image.segment, env.databases, to + 1);
    if (reach !== env.high || (end < reach && !stops))
      tell(w.now, `${path}: its sets reach log ${reach}, replay ended at ${end}`);
    if (onDisk > 0) checkDisk(w, fact, image.segment, { high: end, stops });
  };

  const checkDisk = (
    w: OrgWorld,
    { group, to }: Extract<Fact, { type: 'replay.done' }>,
    of: number,
    { high, stops }: { readonly high: number; readonly stops: boolean },
  ): void => {
    // Whoever was restored to another server brought the logs that survived at the old place (RST-35).
    const from = w.org.store.segments[of]?.group ?? group;
    const { path, circularLogging } = plan.groups[from];
    const state = w.org.store.groups[from];
    const pieces = w.org.store.segments[state.segment]?.pieces ?? [];
    if (state.logsLost) tell(w.now, `${path}: replayed logs of a log volume that is gone`);
    if (circularLogging) tell(w.now, `${path}: rolled forward with circular logging`);
    if (state.segment !== of) tell(w.now, `${path}: replayed logs on disk of another stream`);
    // What goes while a replay runs has been read by then.
    const ids = w.org.procedures.list.flatMap((p) =>
      p?.name === 'recovery.group' && (p.vars as RestoreVars).group === group ? [p.id] : [],
    );
    const then = ids.map((id) => firstThen.get(id)?.[from] ?? state.firstLog);
    const firstLog = Math.min(state.firstLog, ...then);
    if (firstLog > high + 1)
      tell(w.now, `${path}: logs ${high + 1} to ${firstLog - 1} are missing on disk`);
    const open = Math.floor(positionAt(plan, pieces, w.now));
    if (to !== open && !stops)
      tell(w.now, `${path}: replayed up to log ${to}, the open one is ${open}`);
  };

  const recovered = (fact: Fact, { plan: today }: OrgWorld): readonly number[] => {
    if (fact.type === 'replay.done' || fact.type === 'stream.forked')
      return today.groups[fact.group].databases;
    if (fact.type !== 'step.ended' || fact.aborted) return [];
    const isByHand = ['recovery.by-hand', 'recovery.out-of-place'].includes(fact.definition);
    if (!isByHand && !['replay', 'again', 'recover', 'repair'].includes(fact.step)) return [];
    const group = fact.group >= 0 ? fact.group : today.databases[fact.database]?.group;
    return group === undefined ? [] : today.groups[group].databases;
  };

  return {
    name: 'replay',
    hear(fact, w) {
      if (fact.type === 'restore.ended' && fact.status === 'completed') {
        if (worthless.has(fact.set)) copied.add(fact.set);
      }
      if (fact.type === 'step.ended' && fact.step === 'replay')
        replays.set(fact.procedure, fact.began);
      if (fact.type === 'replay.done') checkRange(w, fact);
    },
    after(facts, w) {
      for (const p of w.org.procedures.list) {
        if (p?.name !== 'recovery.group') continue;
        if (p.step !== 'replay' && p.step !== 'report') firstThen.delete(p.id);
        else if (!firstThen.has(p.id))
          firstThen.set(
            p.id,
            w.org.store.groups.map((g) => g.firstLog),
          );
      }
      const bad = w.org.media.sets.filter((s) => s.fate === 'bad' || s.wrongBy !== '');
      worthless = new Set(bad.map(({ id }) => id));
      checkSoft(facts, w);
      cleanse(account.turns.map(({ database }) => database));
      for (const fact of facts) {
        cleanse(recovered(fact, w));
        if (fact.type === 'database.down') {
          const { database, because } = fact;
          dirty[database] = !CLEAN.some((reason) => because.endsWith(reason));
          // Whoever is taken down by the same stop as all of its group is as dirty as they are.
        }
        if (fact.type === 'database.up') checkMount(w, fact.database);
      }
    },
  };

  /** What is clean now and was not, with neither an image nor another life, was recovered by its own logs. */
  function checkSoft(facts: readonly Fact[], w: OrgWorld): void {
    const { databases, groups } = w.org.store;
    for (const { id, path, group } of w.plan.databases) {
      const need = needs[id] ?? null;
      const { clean, mounted, fileLost, restoring } = databases[id];
      if (need === null || (!clean && !mounted) || fileLost || restoring) continue;
      if (account.turns.some(({ database }) => database === id)) continue;
      const began = facts.flatMap((f) =>
        f.type === 'step.ended' && [f.database, f.group].some((x, i) => x === [id, group][i])
          ? [f.began]
          : [],
      );
      const isMet = ({ log, at }: Gap): boolean =>
        log >= need.log && at < Math.min(w.now, ...began) && isStillGone(log);
      const isStillGone = (log: number): boolean =>
        groups.some(({ gaps }) => gaps.some((g) => g.segment === need.segment && g.log === log));
      const gap = account.ways.gapsOf(need.segment).find(isMet);
      if (gap !== undefined) tell(w.now, `${path}: recovered past log ${gap.log}, ${gap.how}`);
    }
    needs = databases.map(({ clean, mounted, fileLost, restoring }, id) => {
      if (clean || mounted || fileLost || restoring) return null;
      const { flushedTo, frozenCheckpoint } = groups[w.plan.databases[id].group];
      const log = frozenCheckpoint < 0 ? flushedTo : frozenCheckpoint;
      return { log, segment: account.current(id).segment };
    });
  }

  function checkMount(w: OrgWorld, database: number): void {
    const { path, group, volume: own } = w.plan.databases[database];
    const state = w.org.store.databases[database];
    if (!state.mounted) return;
    const wrong: string[] = [];
    if (dirty[database] && account.isPlain(group))
      wrong.push('it stopped dirty and was not recovered since');
    if (state.fileLost) wrong.push('its file is gone');
    if (state.restoring) wrong.push('it is being restored');
    if (w.org.store.groups[group].logsLost) wrong.push('its logs are gone');
    const isHome = account.current(database).segment === w.org.store.groups[group].segment;
    if (!isHome && account.isPlain(group))
      wrong.push('it belongs to another log stream than its group');
    const { logVolume, server } = plan.groups[group];
    for (const volume of [own, logVolume])
      if (w.org.hardware.volumes[volume].lost) wrong.push(`${plan.volumes[volume].path} is lost`);
    if (!w.org.hardware.servers[server].up) wrong.push('its server is down');
    const pending = w.org.recovery.environments.some((e) =>
      e.files.some((f) => f.database === database),
    );
    if (pending) wrong.push('a Restore.env waits for its hard recovery');
    for (const each of wrong) tell(w.now, `${path} was mounted, and ${each}`);
    dirty[database] = false;
  }
}
