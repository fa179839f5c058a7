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

/** One database after another; what two domains have forgotten of it is set up once. */
function relinkMs(w: OrgWorld, databases: readonly number[]): Ms {
  const { mountMs } = w.plan.figures.operations;
  let ms = 0;
  for (const database of databases)
    ms += mountMs + Math.max(...rowsOf(w, database).map((row) => row.relinkMs));
  return ms;
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
      const databases = toRelink(w, incident);
      relink(w, databases);
      if (databases.length > 0) {
        w.say('directory.relinked', { incident: incident.id, databases });
        backUpAfter(w, 'changes');
      }
      serveAgain(w, incident.id);
    },
    span: 'repair',
    because: forgotten,
    then: (w, p) => machineStep(w, incidentOf(w, p.vars.incident), 'recreate'),
  },
};
