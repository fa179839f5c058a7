/** Branches that need several things at once, and hardly ever meet them by chance: drawn last, into whatever there is. */
import { block, namesIn, type Block, type Draft, type Value } from '../draft.ts';
import { mark, type Feature } from '../feature.ts';
import { foldersIn, mailboxesIn } from './folders.ts';

const groupOf = (path: string): string => path.split('/').slice(0, 4).join('/');

/** Whether databases may go to volumes of other servers, which have to have room for them. */
function mayLeave({ document }: Draft): boolean {
  const ladders = Object.values(block(document, 'recovery', 'for')) as Value[][];
  return (
    block(document, 'operations').moves !== undefined ||
    ladders.some((rungs) => rungs.some((rung) => typeof rung === 'object'))
  );
}

/** A database on a volume of its own that it nearly fills; mailboxes may come that have no room there. */
function crowd(draft: Draft): void {
  const { document } = draft;
  if (mayLeave(draft)) return;
  const path = draft.pick('crowded', namesIn(document).databases);
  const [, server, , group, , name] = path.split('/');
  const plan = block(document, 'organization', 'servers', server);
  block(plan, 'volumes').small = { raid: 'raid1', disks: '2 x sas-15k-36gb' };
  Object.assign(block(plan, 'storageGroups', group, 'databases', name), {
    on: 'small',
    size: draft.pick('crowded by', ['20 GiB', '26 GiB', '31 GiB']),
  });
  // Copies of its images have no room beside it.
  for (const drill of Object.values((block(document, 'operations').drills ?? {}) as Block))
    (drill as Block).lab = true;
  if (draft.chance('damaged files kept', 0.7)) block(document, 'recovery').preserveDamaged = true;
  if (!mailboxesIn(draft).includes(path) || !draft.chance('outgrown', 0.6)) return;
  block(document, 'operations', 'mailboxMoves').outgrow = {
    ...{ at: draft.instant('outgrown'), to: path },
    ...{ mailboxes: 60, size: draft.pick('outgrown by', ['60 MiB', '300 MiB']) },
  };
}

/** A drill in a lab runs public folders, and somebody puts them into production. */
function returnCopy(draft: Draft): void {
  const folders = foldersIn(draft);
  if (folders.length === 0) return;
  const of = groupOf(draft.pick('copied in a lab', folders));
  const operations = block(draft.document, 'operations');
  const when = draft.pick('lab', ['daily 10:00', 'Tue 09:00']);
  block(operations, 'drills').folders = { when, of, lab: true };
  for (let i = 1; i <= draft.whole('copies return', 1, 2); i++)
    block(draft.document, 'faults')[`returned${i}`] = {
      at: draft.instant(`copy returns ${i}`),
      misuse: { mistake: 'lab-copy-returned', of },
    };
}

/** A group of 2003 stops without its checkpoint file, and without KB 836611. */
function dropCheckpoint(draft: Draft): void {
  const { document } = draft;
  if (block(document, 'organization').version !== 'exchange-2003') return;
  block(document, 'parameters', 'store').missingCheckpointLogs = draft.pick('too many', [10, 60]);
  const faults = block(document, 'faults');
  for (let i = 1; i <= draft.whole('checkpoints', 1, 3); i++) {
    const group = draft.pick(`checkpoint ${i}`, namesIn(document).groups);
    const [servers, server] = group.split('/');
    const at = draft.instant(`checkpoint ${i}`);
    faults[`chk${i}`] = { at, delete: `${group}/checkpoint` };
    faults[`stop${i}`] = { at, fail: `${servers}/${server}` };
  }
}

export const cornerFeatures: readonly Feature[] = [
  {
    name: 'crowded volume',
    swarm: 0.12,
    draw: crowd,
    marks: [
      mark(
        'damaged files copied to another volume',
        'step.ended',
        (f) => f.step === 'preserve' && !f.aborted && f.because.startsWith('copying'),
      ),
      mark(
        'stopped: database-volume-full',
        'incident.opened',
        (f) => f.cause === 'database-volume-full',
      ),
    ],
  },
  {
    name: 'copies of a lab come back',
    swarm: 0.25,
    draw: returnCopy,
    marks: [mark('copy of a lab returned', 'functions.impaired', (f) => f.server < 0)],
  },
  {
    name: 'checkpoint files gone',
    swarm: 0.12,
    draw: dropCheckpoint,
    marks: [
      mark('too many logs without a checkpoint file', 'recovery.fallback', (f) =>
        f.because.startsWith('-614: no checkpoint file'),
      ),
    ],
  },
];
