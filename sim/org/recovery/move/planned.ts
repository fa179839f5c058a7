/**
 * Moving a whole database as planned work, by copying its files (RST-35 to RST-37, RST-44, RST-45, RST-47, RST-49, RST-50,
 * REC-24, REC-25): the new place is prepared, the database dismounted, its header looked at, its files copied and given the
 * names that are expected there; it joins another log stream, its users are linked to it, and it is mounted.
 */
import { defineProcedure, type Procedure } from '../../../engine/procedure.ts';
import { heldUnit, startProcedure } from '../../../engine/procedure-run.ts';
import type { Need } from '../../../engine/resources.ts';
import type { EventTable, Ms } from '../../../engine/types.ts';
import { backUpAfter } from '../../backup/files/events.ts';
import { orderFull } from '../../backup/news.ts';
import { changeHome } from '../../homes.ts';
import { callMs, teamToAsk } from '../../operations/people.ts';
import type { MovePlan } from '../../operations/plan.ts';
import { peoplePool, sessionPool } from '../../pools.ts';
import { attach } from '../../store/attach.ts';
import { eraseBackups } from '../../store/header.ts';
import { entitled } from '../../store/kills.ts';
import { missingAttached } from '../../store/missing.ts';
import {
  dismount,
  finishSoftRecovery,
  mount,
  mountError,
  softRecoveryMs,
} from '../../store/mount.ts';
import type { OrgWorld } from '../../world.ts';
import { isTaken } from '../stops.ts';
import { copyMs, isAtHome, makeReady, refusal, type Target } from './place.ts';
import { leaveMailboxes } from './leftovers.ts';
import { rebootAfter } from './reboot.ts';
import { relinkMs } from './relink.ts';

interface MoveVars {
  readonly move: number;
  team: number;
  since: Ms;
  /** Why it cannot be done; '' while it can. */
  refused: string;
  /** Whether it was taken down for the move. */
  isDown: boolean;
  relinkedAt: Ms;
}

type P = Procedure<MoveVars>;

const plan = (w: OrgWorld, p: P): MovePlan => w.plan.operations.moves[p.vars.move];
const stateOf = (w: OrgWorld, p: P) => w.org.store.databases[plan(w, p).database];
const source = (w: OrgWorld, p: P) => w.plan.databases[plan(w, p).database];

/** Why the database cannot leave as things are: dirty, it is still attached to its logs (REC-24). */
function obstacle(w: OrgWorld, p: P): string {
  const { database } = plan(w, p);
  const { mounted, clean } = stateOf(w, p);
  const taken = isTaken(w, database) ? 'somebody is recovering it' : null;
  const why = taken ?? (mounted ? null : mountError(w, database));
  if (why !== null && !mounted && !clean)
    return `DIRTY_ATTACH: it is dirty, hence still attached to its logs: ${why}`;
  if (taken !== null) return taken;
  return refusal(w, database, plan(w, p)) ?? againstStarting(w, plan(w, p)) ?? '';
}

/** Why nothing could be mounted at the new place, though there is room (REC-12): nobody would be there to mount it later. */
function againstStarting(w: OrgWorld, { group }: Target): string | null {
  const missing = missingAttached(w, group).map((d) => w.plan.databases[d].path);
  if (missing.length === 0) return null;
  return `-1216: ${w.plan.groups[group].path} misses ${missing.join(', ')}, and none of it is mounted`;
}

/**
 * Looks again before each step that others could have made impossible. Where somebody has mounted it meanwhile, since all of its
 * group had stopped, what was copied is out of date.
 */
function goOn(next: (w: OrgWorld, p: P) => string): (w: OrgWorld, p: P) => string {
  return (w, p) => {
    p.vars.refused = obstacle(w, p);
    if (p.vars.refused !== '') return 'back';
    return p.vars.isDown && stateOf(w, p).mounted ? 'dismount' : next(w, p);
  };
}

function prepareMs(w: OrgWorld): Ms {
  // 2003: the database there is created, stopped, its files removed, and it is not to mount by itself (RST-49). 2007: a
  // placeholder, and the flag that it may be overwritten (RST-45).
  const steps = w.plan.version === 'exchange-2003' ? 4 : 2;
  return steps * w.plan.figures.operations.stepMs;
}

/** No backup of either group reads what is being moved. */
const sessions = (w: OrgWorld, p: P): Need[] =>
  [...new Set([source(w, p).group, plan(w, p).group])]
    .map((group) => sessionPool(w.plan, group))
    .filter((pool) => heldUnit(p, pool) < 0)
    .map((pool) => ({ pool, unit: -1 }));

/** Hours may have passed until the last backup was through: others may be at work on it by now. */
function takeDown(w: OrgWorld, p: P): void {
  if (obstacle(w, p) !== '') return;
  dismount(w, plan(w, p).database, true, 'dismounted to be moved');
  p.vars.isDown = true;
}

/** What has happened to it since it was taken down is the business of whoever recovers that. */
function mountAgain(w: OrgWorld, p: P): void {
  const { database } = plan(w, p);
  const { mounted, clean } = stateOf(w, p);
  const isWanted = w.plan.databases[database].mounted && !isTaken(w, database);
  if (isWanted && !mounted && clean && mountError(w, database) === null) mount(w, database);
}

/** Its files lie at the new place: it joins the logs of that group, with all that it holds, and without them (REC-23). */
function arrive(w: OrgWorld, p: P): void {
  const { database, group, volume } = plan(w, p);
  // Nobody may know yet of what was deleted in it by way of the logs.
  const content = entitled(w, database);
  const isNewStream = source(w, p).group !== group;
  makeReady(w, plan(w, p));
  changeHome(w, { database, group, volume, by: 'move', relinkedAt: p.vars.relinkedAt });
  w.say('database.moved', { database, group, volume, by: 'move', incident: -1 });
  backUpAfter(w, 'changes');
  if (!isNewStream) return;
  attach(w, database, content, true);
  eraseBackups(w, database);
}

export const moveDatabase = defineProcedure<OrgWorld, MoveVars>('recovery.move-database', {
  first: 'ask',
  steps: {
    ask: {
      needs: (w, p) => {
        p.vars.team = teamToAsk(w);
        return [{ pool: peoplePool(w.plan, p.vars.team), unit: -1 }];
      },
      begin: (w, p) => {
        p.vars.since = w.now;
      },
      lasts: (w, p) => callMs(w, w.plan.operations.teams[p.vars.team]),
      then: goOn((w, p) => (plan(w, p).relink === 'early' ? 'relink-early' : 'prepare')),
    },
    'relink-early': {
      // From here on nobody reaches the database, and no mail is sent to where it was (RST-50).
      needs: sessions,
      begin: takeDown,
      lasts: (w, p) => (p.vars.isDown ? relinkMs(w, plan(w, p).database) : 0),
      then: goOn(() => 'prepare'),
    },
    prepare: { lasts: prepareMs, then: goOn(() => 'dismount') },
    dismount: {
      needs: sessions,
      begin: takeDown,
      lasts: (w, p) => (p.vars.isDown ? w.plan.figures.operations.mountMs : 0),
      then: goOn((w, p) => (stateOf(w, p).clean ? 'look' : 'replay')),
    },
    // Where it is still, whenever that is possible (REC-25, RST-36).
    replay: {
      lasts: (w, p) => softRecoveryMs(w, source(w, p).group),
      end: (w, p) => finishSoftRecovery(w, source(w, p).group),
      then: 'look',
    },
    look: { lasts: (w) => w.plan.figures.operations.stepMs, then: goOn(() => 'copy') },
    copy: {
      lasts: (w, p) => {
        const { sizeBytes, volume } = source(w, p);
        return copyMs(w, sizeBytes, volume, plan(w, p).volume);
      },
      then: goOn(() => 'rename'),
    },
    // The files bear the names that the directory gives there (RST-47).
    rename: {
      lasts: (w) => w.plan.figures.operations.stepMs,
      then: goOn((w, p) => (plan(w, p).relink === 'late' ? 'relink-late' : 'mount')),
    },
    'relink-late': {
      lasts: (w, p) => relinkMs(w, plan(w, p).database),
      end: (w, p) => {
        p.vars.relinkedAt = w.now;
      },
      then: goOn(() => 'mount'),
    },
    mount: {
      begin: arrive,
      lasts: (w) => w.plan.figures.operations.mountMs,
      end: mountAgain,
      then: 'done',
    },
    // It stays where it is, and serves again from there unless it is in somebody else's hands.
    back: {
      lasts: (w) => w.plan.figures.operations.mountMs,
      end: (w, p) => {
        if (p.vars.isDown) mountAgain(w, p);
      },
      then: 'done',
    },
  },
  tags: (w, p) => ({
    job: -1,
    group: source(w, p).group,
    database: plan(w, p).database,
    drive: -1,
    person: true,
  }),
  onDone: (w, p: P) => {
    const { id, database, group } = plan(w, p);
    const { refused, team, since } = p.vars;
    if (since >= 0) w.say('person.worked', { team, from: since });
    const outcome = refused === '' ? 'moved' : 'refused';
    w.say('move.ended', { move: id, database, outcome, because: refused });
    if (refused !== '' || !isAtHome(w, database, plan(w, p))) return;
    orderFull(w, group);
    leaveMailboxes(w, database);
    rebootAfter(w, plan(w, p));
  },
});

/** The planned moves of the scenario, each at its instant. */
export function planMoves(w: OrgWorld): void {
  for (const { id, at } of w.plan.operations.moves) w.at(at, 'recovery.move', id, 0);
}

export const moveEvents: EventTable<OrgWorld> = {
  'recovery.move': {
    rank: 45,
    run: (w, move) => {
      const vars: MoveVars = {
        ...{ move, team: 0, since: -1, refused: '', isDown: false, relinkedAt: 0 },
      };
      startProcedure(w, moveDatabase, vars);
    },
  },
};
