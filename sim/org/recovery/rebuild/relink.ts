/**
 * Setting up again what a restored directory has forgotten (AD-05, BKP-72): databases that moved or were created since its set, and
 * mailboxes that moved into them. They stay dismounted until then, since their users would begin new mailboxes elsewhere.
 */
import type { Procedure, StepDefinition } from '../../../engine/procedure.ts';
import type { Ms } from '../../../engine/types.ts';
import { backUpAfter } from '../../backup/files/events.ts';
import { relink } from '../../directory/unlinked.ts';
import type { OrgWorld } from '../../world.ts';
import { incidentOf } from '../incident.ts';
import type { RunbookVars } from '../runbook/procedure.ts';
import { machineStep, serveAgain, toRelink } from './machines.ts';

type P = Procedure<RunbookVars>;

const rowsOf = (w: OrgWorld, database: number) =>
  w.org.directory.unlinked.filter((row) => row.database === database);

/** How long it takes for one database: what two domains have forgotten of it is set up once. */
export const linkingMs = (w: OrgWorld, database: number): Ms =>
  Math.max(0, ...rowsOf(w, database).map((row) => row.relinkMs));

/** One database after another, each with its mount. */
function relinkMs(w: OrgWorld, databases: readonly number[]): Ms {
  const { mountMs } = w.plan.figures.operations;
  let ms = 0;
  for (const database of databases) ms += mountMs + linkingMs(w, database);
  return ms;
}

/** It has been set up again. */
export function linkAgain(w: OrgWorld, incident: number, databases: readonly number[]): void {
  relink(w, databases);
  if (databases.length === 0) return;
  w.say('directory.relinked', { incident, databases });
  backUpAfter(w, 'changes');
}

function forgotten(_w: OrgWorld, p: P): string {
  const all = p.vars.forgotten.join('; ');
  return `the directory has forgotten what changed since its backup, which is set up again: ${all}`;
}

export const relinkSteps: Readonly<Record<string, StepDefinition<OrgWorld, RunbookVars>>> = {
  relink: {
    begin: (w, p) => {
      p.vars.forgotten = toRelink(w, incidentOf(w, p.vars.incident)).map(
        (database) => `${w.plan.databases[database].path} (${rowsOf(w, database)[0].because})`,
      );
    },
    lasts: (w, p) => relinkMs(w, toRelink(w, incidentOf(w, p.vars.incident))),
    end: (w, p) => {
      const incident = incidentOf(w, p.vars.incident);
      linkAgain(w, incident.id, toRelink(w, incident));
      serveAgain(w, incident.id);
    },
    span: 'repair',
    because: forgotten,
    then: (w, p) => machineStep(w, incidentOf(w, p.vars.incident), 'recreate'),
  },
};
