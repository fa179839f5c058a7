/** Where sets go beside a library: disk targets, stand-alone drives, copies on tape, couriers, catalogues. */
import { block, namesIn, type Block, type Draft } from '../draft.ts';
import { mark, type Feature } from '../feature.ts';

const jobsOf = (draft: Draft): [string, Block][] =>
  Object.entries(block(draft.document, 'backup', 'jobs')) as [string, Block][];

/** A snapshot lies on disks already. */
const mayGo = ({ engine }: Block, place: string): boolean =>
  engine === undefined || !String(engine).startsWith('vss') || !place.startsWith('targets/');

/** Some jobs write to another place; the others must then say where, too. */
function send(draft: Draft, place: string): void {
  const defaults = block(draft.document, 'backup', 'defaults');
  defaults.to ??= 'libraries/lib1';
  for (const [name, job] of jobsOf(draft))
    if (mayGo(job, place) && draft.chance(`${name} to ${place}`, 0.6)) job.to = place;
}

const hosts = (draft: Draft): readonly string[] => namesIn(draft.document).servers;

export const mediaFeatures: readonly Feature[] = [
  {
    name: 'disk target',
    swarm: 0.25,
    draw: (draft) => {
      const target: Block = {
        capacity: draft.pick('target', ['40 GB', '400 GB', '4 TB']),
        streams: draft.pick('streams', [1, 4]),
      };
      if (draft.chance('own volume', 0.4)) {
        delete target.capacity;
        target.on = draft.pick('target on', namesIn(draft.document).volumes);
      }
      if (draft.chance('scrub', 0.4))
        target.scrub = draft.pick('scrubs', ['daily 12:00', 'Sun 02:00']);
      block(draft.document, 'organization', 'targets').b2d = target;
      send(draft, 'targets/b2d');
    },
    marks: [
      mark('no room on a disk target', 'backup.ended', (f) => f.because.startsWith('NO_SPACE')),
    ],
  },
  {
    name: 'stand-alone drive',
    swarm: 0.2,
    draw: (draft) => {
      block(draft.document, 'organization', 'drives').d1 = {
        model: draft.pick('alone', ['dlt-35-70', 'lto-1', 'lto-4']),
        cartridges: draft.pick('its cartridges', [2, 6, 20]),
        startNew: draft.pick('its turns', ['weekly', 'daily', 'when full']),
        noMedia: draft.pick('its patience', ['wait', 'fail']),
      };
      send(draft, 'drives/d1');
    },
  },
  {
    name: 'from disk to tape',
    swarm: 0.6,
    draw: (draft) => {
      for (const [name, job] of jobsOf(draft)) {
        if (job.to !== 'targets/b2d' || draft.chance(`stay ${name}`, 0.3)) continue;
        const when = draft.pick(`stage ${name}`, ['', '', 'Sat 12:00', 'daily 09:00']);
        job.stage = {
          to: 'libraries/lib1',
          ...(when === '' ? { after: draft.pick(`after ${name}`, ['0 s', '6 h']) } : { when }),
          keep: draft.pick(`copies ${name}`, ['1 week', '4 weeks']),
        };
      }
    },
    marks: [
      mark('copied to tape', 'stage.ended', (f) => f.copy >= 0),
      mark('not copied to tape', 'stage.ended', (f) => f.copy < 0),
    ],
  },
  {
    name: 'ways of libraries',
    swarm: 0.3,
    draw: (draft) => {
      const library = block(draft.document, 'organization', 'libraries', 'lib1');
      library.startNew = draft.pick('turns', ['weekly', 'daily', 'when full']);
      library.noMedia = draft.pick('patience', ['fail', 'wait']);
      if (draft.chance('compresses', 0.3)) library.compression = 1.5;
    },
  },
  {
    name: 'couriers',
    swarm: 0.2,
    draw: (draft) => {
      block(draft.document, 'organization', 'libraries', 'lib1').offsite = {
        when: draft.pick('courier', ['Mon-Fri 09:00', 'Fri 16:00']),
        after: draft.pick('rest', ['0 s', '1 d']),
        recall: draft.pick('recall', ['3 h', '2 days']),
      };
    },
    marks: [
      mark('taken offsite', 'cartridge.moved', (f) => f.to === 'offsite'),
      mark('back from offsite', 'cartridge.moved', (f) => f.to === 'site'),
    ],
  },
  {
    name: 'backups from a mailbox server',
    swarm: 0.15,
    draw: (draft) => {
      block(draft.document, 'organization', 'libraries', 'lib1').host = {
        on: draft.pick('host', hosts(draft)),
        onMediaCatalogue: draft.chance('catalogue on media', 0.5),
      };
    },
    marks: [mark('catalogue lost', 'catalogue.lost')],
  },
  {
    name: 'generations',
    swarm: 0.15,
    draw: (draft) => {
      const defaults = block(draft.document, 'backup', 'defaults');
      delete defaults.keep;
      defaults.retention = { daily: draft.pick('dailies', [1, 6]), weekly: 2 };
    },
  },
  {
    name: 'media replaced',
    swarm: 0.1,
    draw: (draft) => {
      for (const [name, job] of jobsOf(draft))
        if (draft.chance(`replace ${name}`, 0.4)) {
          job.media = 'replace';
          if (job.to === 'targets/b2d' && draft.chance(`file ${name}`, 0.6)) job.file = 'mail';
        }
    },
  },
];
