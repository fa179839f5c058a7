/**
 * A public folder database that came back without some of its posts gets them from its replicas: after a while it has them
 * asked, and they send what they hold. What none of them holds is given up (RST-54: a new database is filled the same way).
 */
import { defineProcedure, type Procedure } from '../../../engine/procedure.ts';
import { startProcedure } from '../../../engine/procedure-run.ts';
import { subtract, union } from '../../../engine/intervals.ts';
import { watchFill } from '../../store/fill.ts';
import { watchGenerations } from '../../store/generations.ts';
import { watchLag } from '../../store/lag.ts';
import { messagesOf } from '../../store/ledger.ts';
import { foldersOf, heldByReplicas, pendingOf, sendingMs } from '../../store/replicas.ts';
import { logMore } from '../../store/stream.ts';
import { LOG_FACTOR } from '../../workload/parameters.ts';
import type { OrgWorld } from '../../world.ts';
import { incidentOf } from '../incident.ts';
import { book } from '../outcome.ts';
import { childIsDone } from '../runbook/children.ts';
import type { IncidentState } from '../state.ts';
import { isBack } from './hands.ts';

interface BackfillVars {
  readonly incident: number;
  readonly database: number;
}

type P = Procedure<BackfillVars>;

/** What came is logged at once; what no replica holds any more is lost; for what a replica that is down may hold they ask again. */
function receive(w: OrgWorld, { vars: { incident, database } }: P): void {
  const folders = foldersOf(w, database)!;
  const d = w.org.store.databases[database];
  if (!d.mounted) return;
  const { group } = w.plan.databases[database];
  const held = heldByReplicas(w, database, folders.pending, folders.stoppedAt);
  const gone = subtract(folders.pending, union(held.now, held.perhaps));
  const messages = messagesOf(w, database, [[], held.now]);
  folders.pending = held.perhaps;
  folders.fills = folders.fills.filter(({ lineage }) =>
    d.lineages.some(({ id }) => id === lineage),
  );
  if (held.now.length > 0) {
    folders.fills.push({ lineage: d.lineage, at: w.now, content: held.now });
    const { messageBytes } = w.plan.figures.workload;
    logMore(w, group, (messages * messageBytes * LOG_FACTOR) / w.plan.figures.store.logBytes);
    watchFill(w, w.plan.groups[group].logVolume);
    watchLag(w, group, w.now + 1);
    watchGenerations(w, group, w.now + 1);
  }
  w.say('folders.filled', {
    ...{ incident, database, messages },
    lost: messagesOf(w, database, [[], gone]),
    asked: messagesOf(w, database, [[], folders.pending]),
  });
  if (gone.length > 0) book(w, { incident }, database, [[], gone]);
}

export const backfill = defineProcedure<OrgWorld, BackfillVars>('recovery.backfill', {
  first: 'ask',
  steps: {
    ask: {
      lasts: (w) => w.plan.figures.store.backfillDelayMs,
      span: 'backfill',
      because: (w, p) => `until ${w.plan.databases[p.vars.database].path} asks its replicas`,
      then: 'send',
    },
    send: {
      lasts: (w, { vars: { database } }) => {
        const { pending, stoppedAt } = foldersOf(w, database)!;
        return sendingMs(w, [database], heldByReplicas(w, database, pending, stoppedAt).now);
      },
      end: receive,
      span: 'backfill',
      because: (w, p) => `replicas send what ${w.plan.databases[p.vars.database].path} lacks`,
      then: (w, p) => (pendingOf(w, p.vars.database).length > 0 ? 'ask' : 'done'),
    },
  },
  tags: (w, { vars: { database } }) => ({
    ...{ job: -1, group: w.plan.databases[database].group, database, drive: -1, person: false },
  }),
  onDone: (w, p: P) => {
    const { incident: id, database } = p.vars;
    const incident = incidentOf(w, id);
    const row = incident.databases.find((each) => each.database === database);
    if (row !== undefined && incident.children.includes(p.id)) isBack(w, incident, row);
    childIsDone(w, id, p);
  },
});

export const isBackfill = (p: Procedure | null): p is P => p?.name === backfill.name;

/** Starts it for what an incident has brought back so far and is neither whole nor being filled. */
export function startBackfills(w: OrgWorld, incident: IncidentState, by: number): void {
  if (w.org.store.folders.length === 0) return;
  const running = (database: number): boolean =>
    incident.children.some((id) => {
      const p = w.org.procedures.list[id];
      return isBackfill(p) && p.vars.database === database;
    });
  for (const { database, dataAt, serviceAt } of incident.databases) {
    // One that has stopped again since asks when it is back.
    const cameBack = w.org.store.databases[database].mounted || serviceAt >= 0;
    if (dataAt >= 0 || !cameBack || running(database)) continue;
    if (pendingOf(w, database).length === 0) continue;
    const vars = { incident: incident.id, database };
    incident.children.push(startProcedure(w, backfill, vars, incident.id, by));
  }
}

/** Why databases cannot be begun anew and be filled by their replicas, or null. */
export function againstReplicating(w: OrgWorld, databases: readonly number[]): string | null {
  for (const id of databases) {
    const { kind, path, replicas } = w.plan.databases[id];
    if (kind !== 'public') return `${path} has mailboxes, which no replica holds`;
    if (!replicas.some((each) => w.org.store.databases[each].mounted))
      return `no replica of ${path} is mounted`;
  }
  return null;
}
