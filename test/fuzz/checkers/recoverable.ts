/**
 * Verifies that nobody could have brought back what was given up: for every stretch declared lost, no chain of holders that
 * the runbooks allow reaches it. Holders that count: complete sets on disks and cartridges that are still there and that nobody
 * has read in vain, of whatever group the database was in, from any image that holds its required logs, extended by sets of the
 * same stream and the same life without a gap; and then the logs on disk, also those of a server that it has left, where they
 * take up and the ladders for what lies beside logs begin with rolling forward, as those of faults do before they make do with
 * sets (not with circular logging, not where the log volume is gone). All of that ends before a log which is lost or of no use, unless a set from before has it. Also that a set
 * is called bad only when somebody has read it, and that a sound, clean file is never overwritten by a restore.
 * Stands back where somebody was careless (`straying.ts`: slips that leave out sets or logs), where two ways back were
 * weighed, from what was ever deleted by way of the logs: a replay deletes it again; and from public folders that are begun
 * anew and filled by replicas where a ladder begins with that, which looks for no set: images from before do not count either
 * as long as there are some from later, since whoever restores takes the newest (BKP-01), however much replicas had sent by then.
 * Does not verify what is given up of deleted mail without a restore, restores of a chain that would not have fitted into the
 * temporary folder, what eseutil /p might wring from a dirty file whose logs are gone, nor how long it took.
 */
import type { Gap } from '../../../sim/org/store/state.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import type { Account, Held, KnownSet, Turn } from './account.ts';
import type { Checker, Tell } from './checker.ts';
import { both, either, inWords, without } from './sets.ts';
import { worth } from './work.ts';

const copiesImages = (set: KnownSet): boolean => set.type === 'full' || set.type === 'copy';

const holds = ({ low, high }: KnownSet, log: number): boolean => low <= log && high >= log;

/** What leaves the logs on disk, so that its ladder may begin with rolling forward. */
const WITH_LOGS = ['database-volume', 'database-file', 'page-damage', 'sector-unreadable'];

/** Ladders for what leaves no logs, nor files, or leaves both. */
const OTHERS = ['log-volume', 'log-folder', 'server-failed', 'logical-corruption'];

/** Whether a ladder, of a fault or a cause, rolls forward before it makes do with sets; those of servers do neither. */
const looksOnDisk = (ladder: readonly string[]): boolean =>
  ladder.find((way) => way === 'roll-forward' || way === 'restore-to-last-set') !==
  'restore-to-last-set';

export function recoverable(account: Account, tell: Tell): Checker {
  const { plan } = account;
  const { ladders } = plan.recovery;
  const rollsForward =
    WITH_LOGS.every((what) => ladders[what]?.[0] === 'roll-forward') &&
    Object.entries(ladders).every(([what, ladder]) => OTHERS.includes(what) || looksOnDisk(ladder));
  /** Incidents in which a temporary folder had no room. */
  let noRoom = false;
  /** Some runbook has public folders begun anew before it looks for sets: what no replica has been sent yet is given up. */
  const areFilled = Object.values(plan.recovery.ladders).some((l) => l[0] === 'replicate');
  const isFilled = ({ why, database }: Turn): boolean =>
    areFilled && why === 'given up' && plan.databases[database].replicas.length > 0;
  /** The lives of each database that began empty, to be filled by replicas. */
  const begunAnew = plan.databases.map(() => [0]);
  const sound = plan.databases.map(() => false);
  const restoring = plan.databases.map(() => false);
  const bad = new Set<number>();

  const isThere = (w: OrgWorld, set: KnownSet): boolean => {
    const now = w.org.media.sets.find(({ id }) => id === set.id);
    return now !== undefined && now.complete && !now.knownBad;
  };
  const isWhole = (w: OrgWorld, set: KnownSet): boolean => {
    const { parts = [], snapshot = null } = w.org.media.sets.find(({ id }) => id === set.id) ?? {};
    if (snapshot?.onDisk === true) return true;
    const bytes = parts.reduce((sum, part) => sum + part.logBytes, 0);
    return bytes >= (set.high - set.low + 1) * plan.figures.store.logBytes;
  };

  /** The first log from an image on that was gone or of no use, and that no set from before can replace. */
  const brokenFrom = (there: readonly KnownSet[], image: KnownSet): number => {
    const isKept = ({ log, at }: Gap): boolean =>
      there.some((s) => s.segment === image.segment && s.asOf <= at && holds(s, log));
    const lost = account.ways
      .gapsOf(image.segment)
      .filter((gap) => gap.log >= image.low && !isKept(gap));
    return Math.min(Infinity, ...lost.map(({ log }) => log));
  };

  /** How far sets lead from an image on, one after another without a gap. */
  const reachOf = (there: readonly KnownSet[], image: KnownSet, database: number): number => {
    let reach = image.high;
    for (let more = true; more;) {
      more = false;
      for (const set of there) {
        if (set.segment !== image.segment || set.low > reach + 1 || set.high <= reach) continue;
        if (set.lineages.get(database) !== image.lineages.get(database)) continue;
        reach = set.high;
        more = true;
      }
    }
    return reach;
  };

  /** The last log on disk that takes up where sets end; -1 where none does. */
  const diskReaches = (w: OrgWorld, turn: Turn, image: KnownSet, reach: number): number => {
    const here = w.plan.databases[turn.database].group;
    const group = w.org.store.segments[image.segment]?.group ?? here;
    const state = w.org.store.groups[group];
    const isGone = group === here ? turn.logsGone : state.logsLost;
    if (isGone || !rollsForward || state.circularLogging) return -1;
    if (image.lineages.get(turn.database) !== turn.before.lineage) return -1;
    if (group !== here && !w.org.hardware.servers[plan.groups[group].server].up) return -1;
    if (state.segment !== image.segment || state.firstLog > reach + 1) return -1;
    const gaps = account.ways.gapsOf(image.segment).filter(({ log }) => log > reach);
    return Math.min(account.ways.rollsTo(turn.database), ...gaps.map(({ log }) => log - 1));
  };

  const best = (w: OrgWorld, turn: Turn): Held => {
    const lifeIn = (set: KnownSet): number => set.lineages.get(turn.database) ?? -1;
    const there = account.sets.all.filter((set) => lifeIn(set) >= 0 && isThere(w, set));
    const images = there.filter((set) => copiesImages(set) && isWhole(w, set));
    // Whoever restores takes the newest that is left, of whichever of these lives.
    const newest = Math.max(...images.map(lifeIn));
    const anew = Math.max(...begunAnew[turn.database].filter((life) => life <= newest));
    let found: Held = [[], []];
    for (const image of images.filter((set) => lifeIn(set) >= anew)) {
      const life = account.life(turn.database, lifeIn(image));
      if (life === undefined) continue;
      const broken = brokenFrom(there, image);
      if (broken <= image.high) continue;
      const reach = Math.min(reachOf(there, image, turn.database), broken - 1);
      const end = Math.min(Math.max(reach, diskReaches(w, turn, image, reach)), broken - 1);
      const held = end === Infinity ? turn.had : account.held(w, life, end + 1);
      found = [either(found[0], held[0]), either(found[1], held[1])];
    }
    return found;
  };

  return {
    name: 'recoverable',
    hear(fact) {
      if (fact.type === 'recovery.fallback' && fact.because.startsWith('no room')) noRoom = true;
    },
    after(facts, w) {
      for (const turn of account.turns) {
        if (isFilled(turn)) begunAnew[turn.database].push(turn.after.lineage);
        if (noRoom || turn.lostNow[0].length + turn.lostNow[1].length === 0) continue;
        // It may have moved: whoever was careless was so in the group that it lives in now.
        const { path, group } = w.plan.databases[turn.database];
        if (isFilled(turn)) continue;
        if (!account.follows(group) || account.isCareless(group)) continue;
        // A repair is only tried where no chain reaches the logs on disk; then what is on sound pages counts for more.
        const could = best(w, turn);
        // What a replay brings back it may delete again.
        const deleted = account.deletedFrom(turn.database);
        for (const c of [0, 1] as const) {
          const vain = worth(w.plan, without(both(turn.lostNow[c], could[c]), deleted));
          if (vain.length > 0 && turn.why !== 'repair')
            tell(w.now, `${path}, class ${c}, ${turn.why}: somebody still had ${inWords(vain)}`);
        }
      }
      for (const d of w.plan.databases) {
        const state = w.org.store.databases[d.id];
        const isKnown = account.isPlain(d.group);
        if (isKnown && state.restoring && !restoring[d.id] && sound[d.id])
          tell(w.now, `${d.path}: a restore overwrote a file that was sound and clean`);
        restoring[d.id] = state.restoring;
        sound[d.id] = state.clean && !state.fileLost && state.holes.every((h) => h.singleBit);
      }
      for (const set of w.org.media.sets) {
        if (!set.knownBad || bad.has(set.id)) continue;
        bad.add(set.id);
        // A check of restored files finds out what their snapshot had all along.
        const isFound = facts.some(
          (f) =>
            f.type === 'set.unreadable' ||
            f.type === 'set.inconsistent' ||
            f.type === 'job.found-wrong' ||
            (f.type === 'snapshot.checked' && f.set === set.id && f.damaged >= 0),
        );
        if (!isFound) tell(w.now, `set ${set.id} is called bad, and nobody has read it`);
      }
    },
  };
}
