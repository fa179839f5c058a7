/** The steps in which a failed server is built again: by hand, from sets of its files, and what is left to set up. */
import type { Procedure, StepDefinition } from '../../../engine/procedure.ts';
import type { Need } from '../../../engine/resources.ts';
import type { Ms } from '../../../engine/types.ts';
import { onServerRebuilt } from '../../media/catalogue.ts';
import { fileSetOf, type FileSet } from '../../media/file-sets.ts';
import { heldToRead, needsToRead, readFilesMs } from '../../media/read-files.ts';
import type { OrgWorld } from '../../world.ts';
import { handsMs, toldAgain } from '../slips/done-again.ts';
import { incidentOf } from '../incident.ts';
import { start, toRebuild } from './machines.ts';
import { afterMs, beforeMs, createRebuilt, judge, lacks, type Rebuilt } from './choice.ts';
import type { RunbookVars } from '../runbook/procedure.ts';

type P = Procedure<RunbookVars>;

/** Restores go before backups. */
const PRIORITY = 10;

const current = ({ vars }: P): Rebuilt => vars.rebuilt.find((row) => row.reads.length > 0)!;
const next = (w: OrgWorld, p: P): FileSet | null => fileSetOf(w, current(p).reads[0]);
const isReading = ({ vars }: P): boolean => vars.rebuilt.some((row) => row.reads.length > 0);

function needs(w: OrgWorld, p: P): Need[] {
  const set = next(w, p);
  return set === null ? [] : needsToRead(w, set);
}

function readMs(w: OrgWorld, p: P): Ms {
  const set = next(w, p);
  return set === null ? 0 : readFilesMs(w, set);
}

function reading(w: OrgWorld, p: P): string {
  const row = current(p);
  const set = next(w, p);
  const { name } = w.plan.servers[row.server];
  return set === null
    ? 'a set that is gone'
    : `${name}: reading the ${w.plan.fileJobs[set.job].saves} set of '${w.plan.fileJobs[set.job].name}'`;
}

/** What is done by hand before sets are read. */
function byHand(w: OrgWorld, p: P): string {
  const hand = 'Windows, service packs, and Exchange with RecoverServer';
  if (!isReading(p)) return toldAgain(p, hand);
  const bare = p.vars.rebuilt.every((row) => row.reads.length === 0 || beforeMs(w, row) > 0);
  return toldAgain(p, bare ? 'Windows, so that sets of files can be restored' : hand);
}

function missing(w: OrgWorld, { vars }: P): string {
  const assets = vars.rebuilt.flatMap((row) => lacks(w, row));
  const old = vars.rebuilt.some(({ unpatched }) => unpatched);
  const packs = old ? ', and the patches since the sets of Windows' : '';
  const rest = `what the sets of files do not bring is installed${packs}`;
  return assets.length === 0 ? rest : `${rest}; to set up again: ${assets.join(', ')}`;
}

const sum = (ms: readonly Ms[]): Ms => ms.reduce((total, each) => total + each, 0);

function isRebuilt(w: OrgWorld, p: P): void {
  const incident = incidentOf(w, p.vars.incident);
  const rebuilt = toRebuild(w, incident);
  start(w, rebuilt);
  for (const server of rebuilt) onServerRebuilt(w, server);
  incident.parts = incident.parts.filter(({ what }) => what !== 'server');
}

export const rebuildSteps: Readonly<Record<string, StepDefinition<OrgWorld, RunbookVars>>> = {
  rebuild: {
    begin: (w, p) => {
      const servers = toRebuild(w, incidentOf(w, p.vars.incident));
      p.vars.rebuilt = servers.map((server) => createRebuilt(w, server));
    },
    lasts: (w, p) => handsMs(w, p, 'rebuild', sum(p.vars.rebuilt.map((row) => beforeMs(w, row)))),
    end: (w, p) => {
      if (!isReading(p)) isRebuilt(w, p);
    },
    span: 'rebuild-server',
    because: byHand,
    then: (_w, p) => (isReading(p) ? 'read-files' : 'recreate'),
  },
  'read-files': {
    needs,
    priority: () => PRIORITY,
    begin: (w, p) => {
      p.vars.reading = reading(w, p);
    },
    lasts: readMs,
    end: (w, p) => judge(w, incidentOf(w, p.vars.incident), current(p)),
    gives: heldToRead,
    span: 'rebuild-server',
    waitSpan: 'wait-drive',
    because: (_w, p) => p.vars.reading,
    then: (_w, p) => (isReading(p) ? 'read-files' : 'set-up'),
  },
  'set-up': {
    lasts: (w, p) => sum(p.vars.rebuilt.map((row) => afterMs(w, row))),
    end: isRebuilt,
    span: 'rebuild-server',
    because: missing,
    then: 'recreate',
  },
};

/** The drive that reads a set for a server that is being built again has failed: the set is read once more. */
export function readAgain(w: OrgWorld, p: P): void {
  w.cancel(p.timer);
  p.timer = w.at(w.now + readMs(w, p), 'procedure.wake', p.id, p.serial);
}
