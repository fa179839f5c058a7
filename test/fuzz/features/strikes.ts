/** What goes wrong: hazards at wild rates, and scripted faults of every verb. */
import { block, namesIn, type Block, type Draft, type Value } from '../draft.ts';
import { mark, type Feature, type Mark } from '../feature.ts';

/** A cause with rates to choose from. */
function hazard(
  name: string,
  swarm: number,
  rates: readonly Value[],
  marks: readonly Mark[] = [struck(name)],
): Feature {
  return {
    name,
    swarm,
    draw: (draft) => {
      block(draft.document, 'hazards')[name] = draft.pick(`rate ${name}`, rates);
    },
    marks,
  };
}

const struck = (cause: string): Mark =>
  mark(`${cause} struck`, 'cause.struck', (f) => f.cause === cause);

export const hazardFeatures: readonly Feature[] = [
  hazard('volume-lost', 0.4, ['3 /year', '15 /year', '40 /year']),
  hazard(
    'page-damage',
    0.4,
    ['5 /year', '30 /year', '150 /year'],
    [
      struck('page-damage'),
      mark('backup met damaged pages', 'backup.ended', (f) => f.because.includes('1018')),
      mark('repaired', 'step.ended', (f) => f.step === 'repair' && !f.aborted),
    ],
  ),
  hazard('operator-destroys', 0.4, ['3 /year', '15 /year', '60 /year']),
  hazard('server-failed', 0.35, ['3 /year', '20 /year', '60 /year']),
  hazard(
    'controller-failed',
    0.25,
    ['5 /year', '40 /year'],
    [
      struck('controller-failed'),
      mark('directory gone', 'database.down', (f) => f.because.startsWith('the directory')),
    ],
  ),
  hazard(
    'job-failed',
    0.4,
    ['5 %', '30 %', '70 %'],
    [struck('job-failed'), mark('failed job noticed', 'job.noticed')],
  ),
  hazard(
    'job-silently-wrong',
    0.3,
    ['3 /year', '20 /year'],
    [
      struck('job-silently-wrong'),
      mark('wrong job found by a restore', 'job.found-wrong', (f) => f.by === 'a restore'),
      mark('wrong job found by a drill', 'job.found-wrong', (f) => f.by === 'a drill'),
    ],
  ),
  hazard(
    'set-unreadable',
    0.35,
    ['5 %', '30 %', '80 %'],
    [mark('unreadable set found', 'set.unreadable')],
  ),
  hazard('drive-failed', 0.25, ['5 /year', '60 /year'], [mark('drive replaced', 'drive.replaced')]),
  hazard(
    'mount-failed',
    0.25,
    ['3 %', '20 %', '50 %'],
    [struck('mount-failed'), mark('cartridge lost', 'cartridge.lost')],
  ),
  hazard('disk-failed', 0.25, [
    { weibull: { shape: 1.12, scale: '300 h' } },
    { weibull: { shape: 1.12, scale: '2000 h' } },
  ]),
  hazard('sector-unreadable', 0.25, ['0.0000000001 %', '0.00000001 %']),
  hazard('logical-corruption', 0.2, ['5 /year', '30 /year']),
];

type DrawFault = (draft: Draft, at: string) => Block;

const one = (draft: Draft, at: string, of: readonly string[]): string => draft.pick(`${at}/of`, of);

const FAULTS: Readonly<Record<string, DrawFault>> = {
  volume: (draft, at) => ({ lose: one(draft, at, namesIn(draft.document).volumes) }),
  server: (draft, at) => ({ lose: one(draft, at, namesIn(draft.document).servers) }),
  disk: (draft, at) => ({ lose: `${one(draft, at, namesIn(draft.document).volumes)}/disks/1` }),
  disks: (draft, at) => ({ lose: `${one(draft, at, namesIn(draft.document).volumes)}/disks/*` }),
  machine: (draft, at) => ({ fail: one(draft, at, namesIn(draft.document).servers) }),
  file: (draft, at) => ({ delete: one(draft, at, namesIn(draft.document).databases) }),
  half: (draft, at) => {
    const file = one(draft, at, namesIn(draft.document).databases);
    const is2003 = block(draft.document, 'organization').version === 'exchange-2003';
    return { delete: is2003 ? `${file}/${draft.pick(`${at}/half`, ['edb', 'stm'])}` : file };
  },
  logs: (draft, at) => ({ delete: `${one(draft, at, namesIn(draft.document).groups)}/logs` }),
  pages: (draft, at) => ({
    corrupt: {
      database: one(draft, at, namesIn(draft.document).databases),
      pages: draft.pick(`${at}/pages`, [1, 4, 400]),
      singleBit: draft.chance(`${at}/bit`, 0.2),
    },
  }),
  set: (draft, at) => ({ spoil: { newestSetOf: one(draft, at, namesIn(draft.document).groups) } }),
  log: (draft, at) => {
    const group = one(draft, at, namesIn(draft.document).groups);
    const file = `${group}/logs/${draft.pick(`${at}/place`, ['open', 'newest', 'oldest', 'required'])}`;
    const how = draft.pick(`${at}/how`, ['delete', 'corrupt', 'quarantine']);
    if (how !== 'quarantine') return { [how]: file };
    return { delete: file, quarantined: true };
  },
  checkpoint: (draft, at) => ({
    delete: `${one(draft, at, namesIn(draft.document).groups)}/checkpoint`,
  }),
  'bad-spot': (draft, at) => ({
    corrupt: { database: one(draft, at, namesIn(draft.document).databases), badSpot: true },
  }),
  mail: (draft, at) => ({
    corrupt: {
      database: one(draft, at, namesIn(draft.document).databases),
      logical: {
        share: draft.pick(`${at}/share`, ['1 %', '30 %']),
        over: draft.pick(`${at}/over`, ['10 min', '20 h']),
        noticed: draft.pick(`${at}/noticed`, ['2 h', '30 h', '6 days']),
        how: draft.pick(`${at}/how`, ['garbled', 'deleted', 'shift-deleted', 'mailbox-removed']),
      },
    },
  }),
  backup: (draft, at) => ({
    fail: one(draft, at, [
      ...namesIn(draft.document).groups,
      ...Object.keys(block(draft.document, 'backup', 'jobs')).map((name) => `backup/jobs/${name}`),
    ]),
    how: draft.pick(`${at}/how`, ['hangs', 'hangs', 'breaks-off']),
  }),
  media: (draft, at) => {
    const { libraries, targets, drives } = block(draft.document, 'organization');
    const places = Object.entries({ libraries, targets, drives }).flatMap(([kind, of]) =>
      Object.keys((of ?? {}) as Block).map((name) => `${kind}/${name}`),
    );
    const place = one(draft, at, places);
    return { lose: draft.chance(`${at}/catalogue`, 0.4) ? `${place}/catalogue` : place };
  },
  full: (draft, at) => ({
    spoil: { newestFullOf: one(draft, at, namesIn(draft.document).groups) },
  }),
};

/** Shares of seeds where it is not every fifth. */
const SHARES: Readonly<Record<string, number>> = { set: 0.25, full: 0.25, media: 0.1, mail: 0.15 };

/** A few scripted faults of one verb; some meet, within the hour or at the same instant. */
function scripted(name: string, swarm: number): Feature {
  return {
    name: `fault: ${name}`,
    swarm,
    draw: (draft) => {
      const faults = block(draft.document, 'faults');
      const many = draft.pick(`many ${name}`, [1, 1, 2, 3]);
      const together = draft.chance(`together ${name}`, 0.3);
      for (let i = 1; i <= many; i++) {
        const at = `fault ${name} ${i}`;
        const when = draft.instant(together ? 'together' : at);
        faults[`${name}${i}`] = { at: when, ...FAULTS[name](draft, at) };
      }
    },
  };
}

const MARKS: Readonly<Record<string, readonly Mark[]>> = {
  log: [mark('log file lost or damaged', 'cause.struck', (f) => f.key.startsWith('faults/log'))],
  backup: [mark('backup hung', 'backup.ended', (f) => f.hungSince !== null)],
};

export const faultFeatures: readonly Feature[] = Object.keys(FAULTS).map((name) => ({
  ...scripted(name, SHARES[name] ?? 0.2),
  marks: MARKS[name] ?? [],
}));
