/** How it is backed up: jobs, windows, retention, what each job selects. */
import { block, groupAt, namesIn, type Block, type Draft, type Value } from '../draft.ts';
import { mark, type Feature } from '../feature.ts';

const FULLS = ['Sat 20:00', 'daily 20:00', '[Mon 20:00, Thu 21:00]', 'Sun 03:00'] as const;
const NIGHTS = [
  '[Sun 20:00, Mon-Fri 20:00]',
  'Mon-Fri 22:00',
  'daily 12:30',
  'every 8 h from 02:00',
] as const;

const times = (text: string): Value =>
  text.startsWith('[') ? text.slice(1, -1).split(', ') : text;

const isCircular = (draft: Draft, group: string): boolean =>
  groupAt(draft.document, group).circularLogging === true;

/** Jobs of every scenario: a full of everything, and mostly logs on top. */
export function drawPlan(draft: Draft): void {
  const { groups } = namesIn(draft.document);
  const jobs = block(draft.document, 'backup', 'jobs');
  jobs.full = { type: 'full', when: times(draft.pick('full', FULLS)), of: [...groups] };
  const logged = groups.filter((group) => !isCircular(draft, group));
  if (logged.length > 0 && draft.chance('logs', 0.75)) {
    const type = draft.pick('logs type', ['incremental', 'incremental', 'differential']);
    jobs.logs = { type, when: times(draft.pick('nights', NIGHTS)), of: [...logged] };
  }
}

const defaultsOf = (draft: Draft): Block => block(draft.document, 'backup', 'defaults');

export const backupFeatures: readonly Feature[] = [
  {
    name: 'window',
    swarm: 0.5,
    draw: (draft) => {
      Object.assign(defaultsOf(draft), {
        window: draft.pick('window', ['20:00-06:00', '20:00-20:20', 'Mon-Fri 19:00-23:00']),
        overrun: draft.pick('overrun', ['abort', 'continue']),
      });
    },
    marks: [mark('backup ran out of its window', 'backup.ended', (f) => f.overran)],
  },
  {
    name: 'retention',
    swarm: 0.6,
    draw: (draft) => {
      defaultsOf(draft).keep = draft.pick('keep', ['2 days', '9 days', '4 weeks']);
    },
  },
  {
    name: 'copies',
    swarm: 0.3,
    draw: (draft) => {
      const { groups } = namesIn(draft.document);
      const when = draft.pick('copy', ['Tue 23:00', 'Wed 10:00', 'daily 04:00']);
      block(draft.document, 'backup', 'jobs').copy = { type: 'copy', when, of: [...groups] };
    },
    marks: [
      mark(
        'copy succeeded',
        'backup.ended',
        (f) => f.backupType === 'copy' && f.outcome === 'succeeded',
      ),
    ],
  },
  {
    name: 'databases apart',
    swarm: 0.25,
    draw: (draft) => {
      // Each database of a group has a full of its own night.
      const { databases } = namesIn(draft.document);
      const jobs = block(draft.document, 'backup', 'jobs');
      delete jobs.full;
      databases.forEach((path, i) => {
        const when = draft.pick(`apart ${path}`, [
          'Mon 20:00',
          'Tue 21:00',
          'Wed 20:30',
          'daily 20:00',
          'Sat 19:00',
        ]);
        jobs[`full${i + 1}`] = { type: 'full', when, of: [path] };
      });
    },
  },
  {
    name: 'logs by day',
    swarm: 0.15,
    draw: (draft) => {
      const { groups } = namesIn(draft.document);
      const logged = groups.filter((group) => !isCircular(draft, group));
      if (logged.length === 0) return;
      const type = draft.pick('second logs type', ['incremental', 'differential']);
      block(draft.document, 'backup', 'jobs').noon = {
        type,
        when: 'Mon-Fri 12:00',
        of: [...logged],
      };
    },
  },
  {
    name: 'to the second library',
    swarm: 0.5,
    draw: (draft) => {
      const libraries = Object.keys(block(draft.document, 'organization', 'libraries'));
      const last = libraries[libraries.length - 1];
      for (const [name, job] of Object.entries(block(draft.document, 'backup', 'jobs'))) {
        const isOther = draft.chance(`to ${name}`, 0.5);
        (job as Block).to = `libraries/${isOther ? last : libraries[0]}`;
      }
    },
  },
  {
    name: 'a group without backups',
    swarm: 0.06,
    draw: (draft) => {
      const { groups } = namesIn(draft.document);
      if (groups.length < 2) return;
      const without = draft.pick('without', groups);
      for (const job of Object.values(block(draft.document, 'backup', 'jobs'))) {
        const of = (job as Block).of as string[];
        (job as Block).of = of.filter((path) => !path.startsWith(without));
      }
      const jobs = block(draft.document, 'backup', 'jobs');
      for (const [name, job] of Object.entries(jobs))
        if (((job as Block).of as string[]).length === 0) delete jobs[name];
    },
  },
];
