/** How the store is read: shadow copies, files of a stopped service, and what earlier versions had differently. */
import { block, namesIn, type Block, type Draft } from '../draft.ts';
import { mark, type Feature } from '../feature.ts';

const jobsOf = (draft: Draft): [string, Block][] =>
  Object.entries(block(draft.document, 'backup', 'jobs')) as [string, Block][];

const is2003 = ({ document }: Draft): boolean =>
  block(document, 'organization').version === 'exchange-2003';

/** Exchange 2003 takes shadow copies of whole groups only. */
const ofParts = (of: unknown): boolean =>
  (of as string[]).some((path) => path.includes('/databases/'));

export const engineFeatures: readonly Feature[] = [
  {
    name: 'shadow copies',
    swarm: 0.25,
    draw: (draft) => {
      // Logs build on fulls of their own kind: one engine for all of them.
      const engine = draft.pick('engine', [
        'vss-hardware-mirror',
        'vss-hardware-snapshot',
        'vss-software',
      ]);
      const jobs = jobsOf(draft);
      if (is2003(draft) && jobs.some(([, job]) => ofParts(job.of))) return;
      for (const plan of Object.values(block(draft.document, 'organization', 'servers'))) {
        const snapshots = block(plan as Block, 'snapshots');
        snapshots.offers = ['full', 'copy', 'incremental', 'differential'];
        snapshots.redirect = draft.chance('redirect', 0.5);
        if (engine === 'vss-software' || !draft.chance('disks for snapshots', 0.4)) continue;
        block(plan as Block, 'volumes').snaps = { raid: 'raid5', disks: '8 x sas-15k-146gb' };
        snapshots.on = 'snaps';
      }
      for (const [name, job] of jobs) {
        job.engine = engine;
        if (draft.chance(`throttled ${name}`, 0.3)) job.throttle = '30 %';
        if (draft.chance(`copies ${name}`, 0.4))
          job.copies = draft.pick(`copies of ${name}`, [1, 4]);
        if (job.type === 'copy' && draft.chance('unverified', 0.4)) job.verify = false;
      }
      // A stream beside them, which they do not build on.
      if (draft.chance('stream beside', 0.4)) {
        const { groups } = namesIn(draft.document);
        const type = draft.pick('stream type', ['full', 'copy']);
        // A full every day would leave no log backup a full of its own kind.
        const when =
          type === 'full' ? 'Wed 21:00' : draft.pick('stream', ['Wed 21:00', 'daily 13:00']);
        block(draft.document, 'backup', 'jobs').stream = {
          ...{ type, when, of: [...groups] },
          engine: 'streaming',
        };
      }
    },
    marks: [
      mark('snapshot taken', 'snapshot.thawed', (f) => f.taken),
      mark('snapshot not taken in time', 'snapshot.thawed', (f) => !f.taken),
      mark('snapshot found damaged', 'snapshot.checked', (f) => f.damaged >= 0),
      mark('snapshot written to tape', 'snapshot.written', (f) => f.set >= 0),
      mark('snapshots lost', 'snapshots.lost'),
    ],
  },
  {
    name: 'offline copies',
    swarm: 0.12,
    draw: (draft) => {
      const { groups } = namesIn(draft.document);
      const when = draft.pick('offline', ['Sun 04:00', 'Wed 23:00']);
      block(draft.document, 'backup', 'jobs').offline = {
        ...{ type: 'copy', when, of: [...groups], engine: 'offline' },
      };
    },
    marks: [
      mark('service stopped for a backup', 'database.down', (f) =>
        f.because.includes('service was stopped'),
      ),
    ],
  },
  {
    name: 'ways of streams',
    swarm: 0.2,
    draw: (draft) => {
      for (const [name, job] of jobsOf(draft)) {
        if (job.engine !== undefined) continue;
        if (draft.chance(`rollover ${name}`, 0.5)) job.fullRollover = 'start';
        if (draft.chance(`patches ${name}`, 0.3)) job.legacyPatchFile = true;
      }
    },
    marks: [mark('patch files removed', 'patch-files.removed')],
  },
];
