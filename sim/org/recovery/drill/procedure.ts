/**
 * Restore drills (MON-17 to MON-19): somebody restores the newest chain of a group to a recovery place, recovers and
 * mounts it there. What is wrong with sets and jobs comes out before a disaster needs them.
 */
import { nextOccurrence } from '../../../engine/calendar.ts';
import { defineProcedure, type Procedure } from '../../../engine/procedure.ts';
import { heldUnit, startProcedure } from '../../../engine/procedure-run.ts';
import type { EventTable, Ms } from '../../../engine/types.ts';
import { orderFull } from '../../backup/news.ts';
import {
  carrier,
  exchangeMs,
  isDisk,
  isInPlace,
  loadingMs,
  shelvingMs,
  unloadingMs,
} from '../../media/changing.ts';
import { startReturn } from '../../media/handling.ts';
import { teamToAsk } from '../../operations/people.ts';
import { cartridgePool, drivePool, peoplePool, robotPool } from '../../pools.ts';
import type { OrgWorld } from '../../world.ts';
import type { DrillPlan } from '../../operations/plan.ts';
import { noteLabCopy } from './lab.ts';
import { redirectUsers, sendBack, untilUndone } from './misled.ts';
import type { IncidentState } from '../state.ts';
import type { DrillVars } from './state.ts';
import {
  endDrillRead,
  mountDrill,
  nextOfDrill,
  placeOf,
  planDrill,
  readDrill,
  retryDrill,
  stopDrill,
} from './tape.ts';

type P = Procedure<DrillVars>;

/** Drives go to restores and backups first. */
const PRIORITY = 1_000_000;

/** A failed step: the chain is broken, so a full of the group is queued. */
function report(w: OrgWorld, p: P): void {
  if (p.vars.found !== null && p.vars.found !== 'broken-off') orderFull(w, p.vars.group);
}

/** Whoever was at it goes back to other work. */
function leave(w: OrgWorld, { vars: v }: P): void {
  if (v.since >= 0) w.say('person.worked', { team: v.team, from: v.since });
  v.since = -1;
}

const planOf = (w: OrgWorld, p: P): DrillPlan => w.plan.operations.drills[p.vars.drill];

const robot = (_w: OrgWorld, p: P): number[] => [robotPool(p.vars.library)];

export const restoreDrill = defineProcedure<OrgWorld, DrillVars>('recovery.drill', {
  first: 'prepare',
  steps: {
    prepare: {
      needs: (w, p: P) => {
        p.vars.team = teamToAsk(w);
        return [{ pool: peoplePool(w.plan, p.vars.team), unit: -1 }];
      },
      priority: () => PRIORITY,
      begin: (w, p) => {
        p.vars.began = w.now;
        p.vars.since = w.now;
      },
      lasts: (w) => w.plan.figures.operations.stepMs,
      then: (w, p) => (planOf(w, p).lab ? 'build' : 'plan'),
    },
    /** A forest, a server, and for each database a placeholder (RST-56). */
    build: {
      lasts: (w, p) => {
        const { buildLabMs, stepMs } = w.plan.figures.operations;
        return buildLabMs + w.plan.groups[p.vars.group].databases.length * stepMs;
      },
      then: 'plan',
    },
    plan: { begin: planDrill, then: nextOfDrill },
    // Nobody sits beside a drive that others need, perhaps for days.
    leave: { end: leave, gives: (w, p) => [peoplePool(w.plan, p.vars.team)], then: 'fetch' },
    fetch: {
      needs: (w, p) => {
        p.vars.team = teamToAsk(w);
        const { library, cartridge, team } = p.vars;
        const unit = w.plan.libraries[library].cartridges.indexOf(cartridge);
        return [
          { pool: drivePool(library), unit: -1 },
          ...(isDisk(w, library) ? [] : [{ pool: cartridgePool(library), unit }]),
          ...carrier(w, library),
          { pool: peoplePool(w.plan, team), unit: -1 },
        ];
      },
      priority: () => PRIORITY,
      begin: (w, p) => {
        p.vars.since = w.now;
        p.vars.attempts += 1;
        const { library, cartridge } = p.vars;
        p.vars.drive = w.plan.libraries[library].drives[heldUnit(p, drivePool(library))];
        p.vars.inPlace = isInPlace(w, p.vars.drive, cartridge);
      },
      lasts: (w, p) => exchangeMs(w, p.vars.library, p.vars.inPlace),
      gives: robot,
      then: 'load',
    },
    load: {
      begin: mountDrill,
      lasts: (w, p) =>
        p.vars.mountFails
          ? w.plan.figures.media.threadMs
          : loadingMs(w, p.vars.library, p.vars.inPlace),
      then: (w, p) => (p.vars.mountFails ? 'retry' : nextOfDrill(w, p)),
    },
    retry: {
      lasts: (w) => w.plan.figures.media.mountRetryMs,
      end: retryDrill,
      gives: (_w, { vars: { cartridge, library } }) =>
        cartridge < 0 ? [cartridgePool(library), drivePool(library)] : [],
      then: (_w, p) => (p.vars.cartridge < 0 ? 'plan' : 'load'),
    },
    read: { begin: readDrill, waits: true, end: endDrillRead, then: nextOfDrill },
    eject: { lasts: (w, p) => unloadingMs(w, p.vars.library), then: 'shelve' },
    shelve: {
      needs: (w, p) => carrier(w, p.vars.library),
      lasts: (w, p) => shelvingMs(w, p.vars.library),
      end: (_w, p) => {
        p.vars.cartridge = -1;
      },
      // The drive goes back as well: whoever is more urgent has it before the next cartridge.
      gives: (w, p) => [...robot(w, p), cartridgePool(p.vars.library), drivePool(p.vars.library)],
      then: nextOfDrill,
    },
    /** Hard recovery in the recovery place, and a look at what is mounted there. */
    check: {
      lasts: (w, p) => {
        const { store, operations } = w.plan.figures;
        return Math.ceil((p.vars.logs / store.replayLogsPerSecond) * 1000) + operations.mountMs;
      },
      then: 'connect',
    },
    /** Mailboxes are connected to what was restored, to look into it; in a lab, every database by hand. */
    connect: {
      lasts: (w, p) =>
        planOf(w, p).lab ? p.vars.databases.length * w.plan.figures.operations.stepMs : 0,
      end: redirectUsers,
      then: (_w, p) => (p.vars.misled.length > 0 ? 'misled' : 'report'),
    },
    misled: {
      lasts: untilUndone,
      end: (w, p) => sendBack(w, p),
      then: 'report',
    },
    report: { begin: report, then: 'done' },
  },
  tags: (_w, p) => ({
    job: -1, group: p.vars.group, database: -1, drive: p.vars.drive, person: p.vars.since >= 0,
  }), // prettier-ignore
  onAbort: (w, p) => {
    const v = p.vars;
    stopDrill(w, p);
    sendBack(w, p);
    v.found = 'broken-off';
    const { library, drive, group } = v;
    const loaded = v.cartridge >= 0 && heldUnit(p, cartridgePool(library)) >= 0;
    if (loaded && heldUnit(p, robotPool(library)) < 0)
      startReturn(w, p, { library, drive, group }, -1);
  },
  onDone: (w, p) => {
    const { drill, group, due, began, sets, found, because } = p.vars;
    leave(w, p);
    const outcome = found ?? 'restored';
    if (outcome !== 'broken-off') w.org.operations.drills[drill].endedAt = w.now;
    if (outcome === 'restored') noteLabCopy(w, drill, group);
    w.say('drill.ended', {
      drill, group, asked: due, began: began < 0 ? w.now : began, sets, outcome, because,
    }); // prettier-ignore
  },
});

/** Breaks drills off, those that use a volume or all of them: hands and drives are needed elsewhere. */
export function breakOffDrills(w: OrgWorld, because: string, volume = -1): void {
  for (const p of w.org.procedures.list as (P | null)[]) {
    if (p === null || p.name !== restoreDrill.name) continue;
    const uses = p.vars.databases.length > 0 && placeOf(w, p.vars) === volume;
    if (volume >= 0 && !uses) continue;
    breakOffDrill(w, p.id, because);
  }
}

export function breakOffDrill(w: OrgWorld, id: number, because: string): void {
  (w.org.procedures.list[id] as P).vars.because = because;
  w.tell('procedure.abort', id, 0);
}

export function onVolumeLost(w: OrgWorld, volume: number): void {
  breakOffDrills(w, `${w.plan.volumes[volume].path} is lost`, volume);
}

/** Somebody has to make room, and to mount what has stopped. */
export function onStopNoticed(w: OrgWorld): void {
  breakOffDrills(w, 'databases have stopped');
}

/** Whether somebody is at work on an incident, or has been called: those of stops are steps of who looks after servers. */
const isSeenTo = (w: OrgWorld, { id, noticed }: IncidentState): boolean =>
  noticed || w.org.procedures.list.some((p) => p?.trail === id && p.step !== 'detect');

/** Plans the next occasion of a drill. */
export function planDrills(w: OrgWorld, drill: number, after: Ms): void {
  const next = nextOccurrence(w.plan.operations.drills[drill].when, after);
  if (next < Infinity) w.at(next, 'recovery.drill', drill, 0);
}

/** The next groups in turn; none while something is being recovered. */
function start(w: OrgWorld, drill: number): void {
  planDrills(w, drill, w.now + Math.max(0, w.plan.operations.drills[drill].everyMs - 1));
  const { groups, groupsAtOnce, to, lab } = w.plan.operations.drills[drill];
  const state = w.org.operations.drills[drill];
  const busy = w.org.recovery.incidents.some((i) => i !== null && isSeenTo(w, i));
  for (let i = 0; i < Math.min(groupsAtOnce, groups.length); i++) {
    const group = groups[state.turns % groups.length];
    state.turns = (state.turns + 1) % groups.length;
    const volume = to >= 0 ? to : w.plan.databases[w.plan.groups[group].databases[0]].volume;
    if (busy || (!lab && w.org.hardware.volumes[volume].lost)) {
      w.say('drill.ended', {
        drill, group, asked: w.now, began: w.now, sets: 0, outcome: 'broken-off',
        because: 'something is being recovered',
      }); // prettier-ignore
      continue;
    }
    startProcedure(w, restoreDrill, {
      drill, group, due: w.now, team: 0, began: -1, since: -1, databases: [], reads: [], sets: 0, library: 0,
      drive: -1, cartridge: -1, flow: -1, failsAfter: -1, interleave: 1, attempts: 0, mountFails: false, inPlace: false, logs: 0,
      misled: [], found: null, because: '' }); // prettier-ignore
  }
}

export const drillEvents: EventTable<OrgWorld> = {
  'recovery.drill': { rank: 45, run: (w, drill) => start(w, drill) },
};
