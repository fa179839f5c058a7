/** Domain controllers that are backed up, lost with their disks, and come back: by replication, from a set, or anew. */
import { block, namesIn, type Block, type Draft } from '../draft.ts';
import { mark, type Feature } from '../feature.ts';

/** The domain of every scenario, with one controller where nothing else has drawn more. */
function domain(draft: Draft): Block {
  const domains = block(draft.document, 'organization', 'directory', 'domains');
  domains.corp ??= { controllers: { dc1: { site: 'hq' } } };
  return domains.corp as Block;
}

const CORP = 'directory/domains/corp';

export const directoryFeatures: readonly Feature[] = [
  {
    name: 'sets of controllers',
    swarm: 0.3,
    draw: (draft) => {
      const { document } = draft;
      const corp = domain(draft);
      if (draft.chance('big directory', 0.3)) corp.size = '10 GB';
      const targets = block(document, 'organization', 'targets');
      targets.safe = { site: 'hq', capacity: draft.pick('safe', ['8 GB', '200 GB']) };
      block(document, 'backup', 'defaults').to ??= 'libraries/lib1';
      const job: Block = {
        saves: draft.pick('sets of', ['windows-set', 'full-computer', 'windows-set']),
        of: `${CORP}/controllers/${draft.pick('controllers', ['*', 'dc1'])}`,
        to: draft.pick('sets to', ['targets/safe', 'libraries/lib1']),
        keep: draft.pick('sets kept', ['3 days', '4 weeks']),
      };
      if (draft.chance('sets when', 0.3)) job.when = draft.pick('days', ['Sun 12:00', 'Wed 03:00']);
      if (draft.chance('sets after', 0.5)) job.after = 'changes';
      block(document, 'backup', 'files').dcs = job;
    },
    marks: [
      mark('a controller was saved', 'files.ended', (f) => f.outcome === 'succeeded'),
      mark('a controller was not saved', 'files.ended', (f) => f.outcome === 'failed'),
    ],
  },
  {
    name: 'controllers lost with their disks',
    swarm: 0.25,
    draw: (draft) => {
      domain(draft);
      const faults = block(draft.document, 'faults');
      for (let i = 1; i <= draft.whole('losses', 1, 3); i++)
        faults[`dcs${i}`] = {
          at: draft.instant(`loss ${i}`),
          lose: draft.pick(`lost ${i}`, [CORP, CORP, `${CORP}/controllers/dc1`]),
        };
      const directory = block(draft.document, 'recovery', 'directory');
      if (draft.chance('way', 0.6)) directory.way = draft.pick('back', ['replicate', 'restore']);
      if (draft.chance('wins', 0.3)) directory.authoritative = true;
    },
    marks: [
      mark('directory restored from a set', 'directory.restored', (f) => f.set >= 0 && !f.partner),
      mark('controller restored beside others', 'directory.restored', (f) => f.partner),
      mark('directory forgot something', 'directory.restored', (f) => f.forgotten.length > 0),
      mark('domain built anew', 'directory.restored', (f) => f.outcome === 'built-anew'),
      mark('forgotten databases set up again', 'directory.relinked'),
    ],
  },
  {
    name: 'changes to the organization',
    swarm: 0.4,
    draw: (draft) => {
      const { servers, groups, databases } = namesIn(draft.document);
      const changes = block(draft.document, 'operations', 'changes');
      for (let i = 1; i <= draft.whole('changes', 1, 4); i++)
        changes[`change${i}`] = {
          at: draft.instant(`change ${i}`),
          of: draft.pick(`changed ${i}`, [...servers, ...groups, ...databases]),
        };
    },
  },
];
