/** Finer keys of the language, and further figures at their ends: whatever changes outcomes and belongs to no other feature. */
import { block, groupAt, namesIn, type Block, type Draft, type Value } from '../draft.ts';
import { mark, type Feature } from '../feature.ts';

const jobsOf = (draft: Draft): [string, Block][] =>
  Object.entries(block(draft.document, 'backup', 'jobs')) as [string, Block][];

const isSnapshot = ({ engine }: Block): boolean => String(engine ?? '').startsWith('vss');

/** Figures by trade: name, and values at the ends of what is plausible. */
const FIGURES: Readonly<Record<string, Readonly<Record<string, readonly (string | number)[]>>>> = {
  workload: { weekendShare: ['0 %', '50 %'] },
  media: { retireAfterPasses: [2], cleanEveryMs: ['3 h'] },
  store: {
    missingCheckpointLogs: [1008, 60],
    pagesPerDamage: [1, 40],
    singleBitShare: ['0 %', '100 %'],
    damageReadMs: ['1 h', '3 days'],
    corruptionShare: ['10 %'],
    corruptionLastsMs: ['10 min', '12 h'],
    corruptionNoticedMs: ['1 h', '3 days'],
    mailboxRetentionMs: ['1 day'],
    replicateEveryMs: ['5 min', '4 h'],
    backfillDelayMs: ['15 min', '2 days'],
  },
  backup: {
    hangingShare: ['50 %'],
    outsideFaultShare: ['30 %'],
    onlyInLogShare: ['40 %'],
    onlyInEventsShare: ['40 %'],
    unreadLogNoticedMs: ['1 d', '4 weeks'],
    freezeFlushMs: ['3 s'],
    snapshotUnreadableFactor: [1],
  },
  recovery: {
    repeatSucceedsShare: ['0 %', '50 %'],
    beginsAnewShare: ['50 %'],
  },
};

export const finerFeatures: readonly Feature[] = [
  {
    name: 'further figures',
    swarm: 0.3,
    draw: (draft) => {
      const parameters = block(draft.document, 'parameters');
      for (const [trade, figures] of Object.entries(FIGURES))
        for (const [name, values] of Object.entries(figures))
          if (draft.chance(`further ${name}`, 0.2))
            block(parameters, trade)[name] = draft.pick(`further figure ${name}`, values);
    },
  },
  {
    name: 'multiplexed',
    swarm: 0.12,
    draw: (draft) => {
      for (const [name, job] of jobsOf(draft))
        if (!isSnapshot(job) && !String(job.to ?? '').startsWith('targets/'))
          // Sets that lie interleaved are not read again one by one.
          if (
            job.engine === undefined &&
            job.verify !== true &&
            draft.chance(`multiplex ${name}`, 0.6)
          )
            job.multiplex = draft.pick(`streams of ${name}`, [2, 4]);
    },
  },
  {
    name: 'logs that say little',
    swarm: 0.15,
    draw: (draft) => {
      for (const [name, job] of jobsOf(draft))
        if (draft.chance(`summary ${name}`, 0.7)) job.logging = 'summary';
    },
  },
  {
    name: 'deeper damage',
    swarm: 0.3,
    draw: (draft) => {
      for (const [name, fault] of Object.entries(block(draft.document, 'faults'))) {
        const { corrupt } = fault as Block;
        if (typeof corrupt !== 'object' || corrupt === null || Array.isArray(corrupt)) continue;
        if (corrupt.pages === undefined || corrupt.singleBit === true) continue;
        delete corrupt.singleBit;
        corrupt.level = draft.pick(`level ${name}`, ['table', 'application'] as Value[]);
      }
    },
    marks: [
      mark('what was restored is damaged as before', 'recovery.fallback', (f) =>
        f.because.startsWith('what was restored is damaged as before'),
      ),
    ],
  },
  {
    name: 'keeping of items',
    swarm: 0.15,
    draw: (draft) => {
      for (const path of namesIn(draft.document).databases) {
        const name = path.slice(path.lastIndexOf('/') + 1);
        const base = block(groupAt(draft.document, path), 'databases')[name] as Block;
        if (base.kind === undefined && draft.chance(`items ${path}`, 0.5))
          base.itemRetention = draft.pick(`items of ${path}`, ['1 day', '28 days']);
      }
    },
  },
  {
    name: 'old disks',
    swarm: 0.1,
    draw: (draft) => {
      for (const plan of Object.values(block(draft.document, 'organization', 'servers')))
        for (const volume of Object.values(block(plan as Block, 'volumes')))
          (volume as Block).ageAtStart = draft.pick('age of disks', ['0 days', '4 years']);
    },
  },
];
