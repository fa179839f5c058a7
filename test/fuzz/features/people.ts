/** Who is there, what they do about it, and figures of the model at the ends of what is plausible. */
import { block, namesIn, type Block, type Draft } from '../draft.ts';
import { mark, type Feature } from '../feature.ts';
import { foldersIn } from './folders.ts';

const LADDERS = [
  ['roll-forward', 'restore-to-last-set'],
  ['restore-to-last-set'],
  ['restore-to-last-set', 'roll-forward'],
  ['roll-forward'],
] as const;
const KINDS = [
  'database-volume',
  'log-volume',
  'database-file',
  'log-folder',
  'page-damage',
] as const;

const SERVER_LADDERS = [['rebuild-server'], ['wait', 'rebuild-server']] as const;

/** Whether some group has images and no public folders, which only a lab takes (RSG-04). */
function canDrillInPlace(draft: Draft): boolean {
  const jobs = Object.values(block(draft.document, 'backup', 'jobs')) as Block[];
  const imaged = jobs.filter((job) => job.type === 'full' || job.type === 'copy');
  const paths = imaged.flatMap((job) => job.of as string[]);
  const folders = foldersIn(draft);
  return paths.some((path) => {
    const group = path.split('/').slice(0, 4).join('/');
    return !folders.some((each) => each.startsWith(`${group}/`));
  });
}

export const peopleFeatures: readonly Feature[] = [
  {
    name: 'office hours',
    swarm: 0.5,
    draw: (draft) => {
      const team = {
        people: draft.pick('people', [1, 2]),
        hours: draft.pick('hours', ['Mon-Fri 08:00-18:00', 'Mon-Fri 09:00-12:00', 'always']),
        onCall: draft.pick('call', ['45 min', 'none']),
      };
      block(draft.document, 'operations').operators = { team };
    },
  },
  {
    name: 'log reading',
    swarm: 0.4,
    draw: (draft) => {
      const when = draft.pick('read', ['never', 'daily 07:00', 'Mon 09:00']);
      block(draft.document, 'operations').readLog = when;
    },
  },
  {
    name: 'drills',
    swarm: 0.25,
    draw: (draft) => {
      const groups = draft.pick('drilled', [1, 2]);
      const when = ['Wed 09:00', draft.pick('drill', ['Sat 21:00', 'Tue 10:00'])];
      const weekly: Block = { when, groups };
      if (!canDrillInPlace(draft)) weekly.lab = true;
      block(draft.document, 'operations').drills = { weekly };
    },
    marks: [
      mark('drill restored', 'drill.ended', (f) => f.outcome === 'restored'),
      mark('drill found an unreadable set', 'drill.ended', (f) => f.outcome === 'unreadable-set'),
      mark('drill broken off', 'drill.ended', (f) => f.outcome === 'broken-off'),
    ],
  },
  {
    name: 'ladders',
    swarm: 0.4,
    draw: (draft) => {
      const ladders = block(draft.document, 'recovery', 'for');
      for (const kind of KINDS)
        if (draft.chance(`ladder ${kind}`, 0.5))
          ladders[kind] = [...draft.pick(`ladder of ${kind}`, LADDERS)];
      if (draft.chance('rebuild', 0.4))
        ladders['server-failed'] = [...draft.pick('server ladder', SERVER_LADDERS)];
    },
  },
  {
    name: 'full in the next window',
    swarm: 0.3,
    draw: ({ document }) => {
      block(document, 'recovery').fullAfterRecovery = 'next window';
    },
  },
  {
    name: 'strange figures',
    swarm: 0.4,
    draw: (draft) => {
      const parameters = block(draft.document, 'parameters');
      const figures: Readonly<Record<string, readonly [string, readonly (string | number)[]]>> = {
        mountTakesCartridge: ['media', ['0 %', '90 %']],
        startStopFactor: ['media', [4]],
        replaceCartridgeMs: ['media', ['1 d', '3 weeks']],
        wholeServerShare: ['hardware', ['0 %', '100 %']],
        rebuildShare: ['hardware', ['0 %', '100 %']],
        replayLogsPerSecond: ['store', ['0.2 logs/s', '10 logs/s']],
        checkpointLagLogs: ['store', [7, 60]],
        // Less than what is missed after days, and some clients.
        itemRetentionMs: ['store', ['1 day']],
        dumpsterAlwaysOn: ['store', ['50 %']],
        // Disks that cannot keep up: pages are forced out, and fulls wait for them.
        ioPerMessage: ['workload', [20_000]],
        userNoticesMs: ['store', ['1 h', '30 days']],
        expiryMs: ['transport', ['5 h', '6 days']],
        recurringShare: ['backup', ['100 %']],
        sourceBytesPerSecond: ['backup', ['3 MB/s', '60 MB/s']],
        decideMs: ['operations', ['0 ms', '3 h']],
        recreateVolumeMs: ['operations', ['5 h']],
        destroyLogsShare: ['operations', ['45 %']],
        parallelHardRecovery: ['recovery', [3]],
        temporarySpareBytes: ['recovery', ['200 GiB']],
      };
      for (const [name, [trade, values]] of Object.entries(figures))
        if (draft.chance(`figure ${name}`, 0.2))
          block(parameters, trade)[name] = draft.pick(`figure of ${name}`, values);
    },
    marks: [
      mark('checkpoint lagged too far', 'database.down', (f) => f.because.startsWith('-614')),
      mark('deleted items recovered', 'step.ended', (f) => f.step === 'items'),
      mark('waited for pages that were due', 'step.ended', (f) => f.step === 'flush'),
      mark('no room for the temporary folder', 'recovery.fallback', (f) =>
        f.because.startsWith('no room'),
      ),
    ],
  },
  {
    name: 'controllers scripted',
    swarm: 0.1,
    draw: (draft) => {
      const { document } = draft;
      const domains = block(document, 'organization', 'directory', 'domains');
      domains.corp ??= { controllers: { dc1: { site: 'hq' } } };
      const names = Object.keys(block(domains, 'corp', 'controllers'));
      const fail = [
        ...names.map((name) => `directory/domains/corp/controllers/${name}`),
        ...namesIn(document).servers.slice(0, draft.whole('with servers', 0, 1)),
      ];
      block(document, 'faults').directory = { at: draft.instant('directory'), fail };
    },
  },
];
