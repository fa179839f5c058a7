/**
 * The reboot that a server of Exchange 2003 wants soon after a database has come to it (RST-52): until then mail works, and
 * other functions may not. Its databases are stopped cleanly and mount again by themselves.
 */
import { defineProcedure, type Procedure } from '../../../engine/procedure.ts';
import { startProcedure } from '../../../engine/procedure-run.ts';
import type { Ms } from '../../../engine/types.ts';
import { bookWork } from '../../operations/remount.ts';
import { callMs, teamToAsk } from '../../operations/people.ts';
import { afterHours } from '../../operations/renumber.ts';
import type { MovePlan } from '../../operations/plan.ts';
import { peoplePool, sessionPool } from '../../pools.ts';
import { dismount, mount, mountError } from '../../store/mount.ts';
import type { OrgWorld } from '../../world.ts';
import { impair, impairedOn, restoreFunctions } from '../functions.ts';
import { isTaken } from '../stops.ts';

interface RebootVars {
  readonly server: number;
  readonly afterHours: boolean;
  team: number;
  since: Ms;
  databases: number[];
}

type P = Procedure<RebootVars>;

/** Those that wait for nothing but the machine, the service or the directory. */
const WAITING = ['server-down', 'store-stopped', 'no-directory'];

/** Databases of the reboot that are neither up nor in somebody else's hands. */
const left = (w: OrgWorld, { vars }: P): number[] =>
  vars.databases.filter((d) => !w.org.store.databases[d].mounted && !isTaken(w, d));

function mountAll(w: OrgWorld, p: P): void {
  restoreFunctions(w, p.vars.server);
  for (const d of left(w, p))
    if (w.org.store.databases[d].clean && mountError(w, d) === null) mount(w, d);
}

const isTooLate = (w: OrgWorld, { vars }: P): boolean =>
  vars.afterHours && afterHours(w.plan, w.now) > w.now;

export const reboot = defineProcedure<OrgWorld, RebootVars>('recovery.reboot', {
  first: 'wait',
  steps: {
    wait: {
      lasts: (w, p) => (p.vars.afterHours ? afterHours(w.plan, w.now) - w.now : 0),
      // A machine that was rebuilt or repaired meanwhile has been started anew.
      then: (w, p) => (impairedOn(w, p.vars.server) === null ? 'done' : 'come'),
    },
    come: { lasts: (w) => callMs(w, w.plan.operations.teams[teamToAsk(w)]), then: 'ready' },
    ready: {
      // Nobody restarts a server under a backup, nor in the hours of work that may have begun until the last one is through.
      needs: (w, p) => {
        p.vars.team = teamToAsk(w);
        const sessions = w.plan.servers[p.vars.server].groups.map((g) => sessionPool(w.plan, g));
        return [peoplePool(w.plan, p.vars.team), ...sessions].map((pool) => ({ pool, unit: -1 }));
      },
      gives: (w, p) => (isTooLate(w, p) ? p.holds.map(({ pool }) => pool) : []),
      then: (w, p) => (isTooLate(w, p) ? 'wait' : 'boot'),
    },
    boot: {
      begin: (w, p) => {
        const { server } = p.vars;
        p.vars.since = w.now;
        const mounted = w.plan.databases.filter(
          (d) => d.server === server && w.org.store.databases[d.id].mounted,
        );
        const { name } = w.plan.servers[server];
        for (const { id } of mounted) dismount(w, id, true, `${name} is rebooted after a move`);
        p.vars.databases = mounted.map(({ id }) => id);
      },
      lasts: (w) => w.plan.figures.recovery.rebootMs,
      end: mountAll,
      then: (w, p) => (waits(w, p) ? 'again' : 'done'),
    },
    // It failed meanwhile: they mount when it is there.
    again: {
      lasts: (w) => w.plan.figures.recovery.rebootMs,
      end: mountAll,
      then: (w, p) => (waits(w, p) ? 'again' : 'done'),
    },
  },
  tags: (_w, { vars: { databases } }) => ({
    ...{ job: -1, group: -1, database: databases[0] ?? -1, drive: -1, person: true },
  }),
  onDone: (w, p) => bookWork(w, p.vars),
});

const waits = (w: OrgWorld, p: P): boolean =>
  left(w, p).some((d) => WAITING.includes(mountError(w, d) ?? ''));

/** A database has come to a server: functions fail there until it is rebooted, once for all that have come by then. */
export function rebootAfter(w: OrgWorld, { database, reboot: when }: MovePlan): void {
  const { server, path } = w.plan.databases[database];
  if (w.plan.version !== 'exchange-2003') return;
  impair(w, server, `${path} was moved to it, and it has not been rebooted since`);
  const list = w.org.procedures.list as (P | null)[];
  const isPlanned = list.some(
    (p) => p?.name === reboot.name && p.vars.server === server && p.vars.since < 0,
  );
  if (when === 'never' || isPlanned) return;
  const vars = { server, afterHours: when === 'after-hours', team: 0, since: -1, databases: [] };
  startProcedure(w, reboot, vars);
}
