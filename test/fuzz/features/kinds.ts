/** Backups that had better be left alone: products that copy past Exchange, mailboxes one by one, stores that are verified. */
import { block, namesIn, type Block } from '../draft.ts';
import { mark, type Feature } from '../feature.ts';

export const kindFeatures: readonly Feature[] = [
  {
    name: 'products past Exchange',
    swarm: 0.12,
    draw: (draft) => {
      const { groups } = namesIn(draft.document);
      block(draft.document, 'backup', 'jobs').past = {
        ...{ type: draft.pick('past type', ['full', 'copy']), of: [...groups] },
        when: draft.pick('past', ['Thu 03:00', 'daily 05:00']),
        engine: draft.pick('past engine', ['filter-driver', 'filter-driver', 'memory']),
      };
    },
    marks: [
      mark('set does not fit together', 'set.inconsistent', (f) => f.by === 'a restore'),
      mark(
        'restored from what a filter driver copied',
        'restore.ended',
        (f, w) =>
          f.status === 'completed' &&
          w.plan.jobs[w.org.media.sets.find(({ id }) => id === f.set)?.job ?? 0].engine ===
            'filter-driver',
      ),
    ],
  },
  {
    name: 'stores verified',
    swarm: 0.15,
    draw: (draft) => {
      const jobs = Object.entries(block(draft.document, 'backup', 'jobs')) as [string, Block][];
      for (const [name, job] of jobs)
        if (job.engine === undefined && draft.chance(`verify ${name}`, 0.6)) job.verify = true;
    },
    marks: [mark('set read again', 'backup.ended', (f) => f.differences !== null)],
  },
  {
    name: 'mailboxes one by one',
    swarm: 0.2,
    draw: (draft) => {
      block(draft.document, 'backup', 'files').bricks = {
        ...{ saves: 'mailboxes', to: 'libraries/lib1' },
        when: draft.pick('bricks', ['Sun 09:00', 'daily 06:00']),
        keep: draft.pick('bricks kept', ['3 days', '2 weeks']),
      };
    },
    marks: [
      mark('mailboxes restored', 'mailboxes.restored', (f) => f.messages !== null),
      mark('mailboxes could not be read', 'files.ended', (f) => f.outcome === 'failed'),
    ],
  },
];
