/** What had been set up on servers, jobs that save their files, and servers that have to be built again. */
import { ASSETS } from '../../../sim/org/backup/files/plan.ts';
import { block, namesIn, type Block, type Draft, type Value } from '../draft.ts';
import { mark, rare, type Feature } from '../feature.ts';

const SAVED = [
  ...['windows-set', 'windows-set', 'full-computer', 'disk-image', 'system-state', 'files'],
  'certification-authority',
] as const;

/** A key of a job that is written where chance says so. */
function sometimes(draft: Draft, job: Block, at: string, share: number, values: Block): void {
  for (const [key, value] of Object.entries(values))
    if (draft.chance(`${at}/${key}`, share)) job[key] = value;
}

function jobOf(draft: Draft, at: string): Block {
  const { document } = draft;
  const saves = draft.pick(`${at}/saves`, SAVED);
  const libraries = Object.keys(block(document, 'organization', 'libraries'));
  const targets = Object.keys((block(document, 'organization').targets ?? {}) as Block);
  const places = [
    ...libraries.map((name) => `libraries/${name}`),
    ...targets.map((name) => `targets/${name}`),
  ];
  const job: Block = {
    saves,
    of: draft.pick(`${at}/of`, ['servers/*', 'servers/*', 'servers/mbx1']),
    when: draft.pick(`${at}/when`, ['daily 04:00', 'Sun 04:00', 'Wed 12:00']),
    to: draft.pick(`${at}/to`, places),
    keep: draft.pick(`${at}/keep`, ['2 days', '2 weeks']),
  };
  if (saves === 'files') job.size = '4 GB';
  if (saves === 'certification-authority' && draft.chance(`${at}/password`, 0.5))
    job.password = 'lost';
  if (block(document, 'organization').version === 'exchange-2003')
    sometimes(draft, job, at, 0.1, { mailboxDrive: true });
  sometimes(draft, job, at, 0.4, { verify: true });
  const lacking = { shadowCopy: false, protectedFiles: false, mountedDrives: false };
  sometimes(draft, job, at, 0.2, { ...lacking, exclusions: false, removableDrives: true });
  sometimes(draft, job, at, 0.15, { databaseFolders: true, taskScheduler: 'stopped' });
  if (draft.chance(`${at}/after`, 0.4))
    job.after = draft.pick(`${at}/after what`, ['changes', 'patches'] as Value[]);
  return job;
}

function draw(draft: Draft): void {
  const { document } = draft;
  const { servers } = namesIn(document);
  for (const path of servers) {
    const [, name] = path.split('/');
    const setUp = ASSETS.filter((asset) => draft.chance(`${name} has ${asset}`, 0.4));
    if (setUp.length > 0) block(document, 'organization', 'servers', name).setUp = setUp;
  }
  const files = block(document, 'backup', 'files');
  for (let i = 1; i <= draft.whole('jobs of files', 1, 3); i++)
    files[`files${i}`] = jobOf(draft, `files ${i}`);
  if (draft.chance('patched', 0.4))
    block(document, 'operations', 'patches').update = {
      at: draft.instant('patched'),
      of: draft.pick('what is patched', ['servers/*', 'servers/mbx1']),
    };
  // Sets that are older than the directory remembers, and likelier not to run.
  const figures = block(document, 'parameters', 'recovery');
  if (draft.chance('old sets', 0.3)) figures.agedSetFaultShare = '100 %';
  if (draft.chance('short memory', 0.3)) figures.tombstoneLifetimeMs = '4 days';
  const ladders = block(document, 'recovery', 'for');
  if (draft.chance('rebuilt at once', 0.8)) ladders['server-failed'] ??= ['rebuild-server'];
  for (let i = 1; i <= draft.whole('many rebuilds', 1, 2); i++)
    block(document, 'faults')[`rebuilt${i}`] = {
      at: draft.instant(`rebuilt ${i}`),
      fail: draft.pick(`rebuilt ${i}/of`, servers),
    };
}

export const serverFeatures: readonly Feature[] = [
  {
    name: 'sets of servers',
    swarm: 0.12,
    draw,
    marks: [
      mark(
        'server brought back by a set',
        'files.restored',
        (f) => f.server >= 0 && f.outcome === 'restored',
      ),
      mark('set of a server that cannot be read', 'files.restored', (f) =>
        f.because.startsWith('the medium'),
      ),
      rare(mark('Windows of a set does not run', 'files.restored', (f) => f.outcome === 'faulty')),
      rare(mark('nobody has the password', 'files.restored', (f) => f.outcome === 'locked')),
      mark('files found bad by a check', 'files.ended', (f) =>
        f.because.endsWith('the medium is bad'),
      ),
      mark(
        'set up again after a rebuild',
        'step.ended',
        (f) => f.step === 'set-up' && !f.aborted && f.because.includes('to set up again'),
      ),
      rare(
        mark('old files laid over databases', 'recovery.fallback', (f) =>
          f.because.includes('wrote an old copy'),
        ),
      ),
      rare(
        mark('drive M: damaged mail', 'cause.struck', (f) =>
          f.key.includes('/drive-m:logical-corruption'),
        ),
      ),
    ],
  },
];
