/** What there is: servers, volumes, storage groups, databases, libraries. */
import { block, groupAt, namesIn, START, WEEKS, type Block, type Draft } from '../draft.ts';
import { mark, type Feature } from '../feature.ts';

const RAIDS = ['raid5', 'raid10'] as const;

function database(draft: Draft, at: string, volumes: readonly string[]): Block {
  return {
    on: draft.pick(`${at}/on`, volumes),
    mailboxes: { standard: draft.pick(`${at}/mailboxes`, [10, 25, 60]) },
    profile: draft.pick(`${at}/profile`, ['light', 'average', 'heavy']),
    size: draft.pick(`${at}/size`, ['1 GiB', '3 GiB', '8 GiB']),
  };
}

function server(draft: Draft, name: string): Block {
  const volumes: Block = {
    database: { raid: draft.pick(`${name}/raid`, RAIDS), disks: '8 x sas-15k-36gb' },
    logs: { raid: 'raid1', disks: '2 x sas-15k-36gb' },
  };
  const files = ['database'];
  if (draft.chance(`${name}/other`, 0.4)) {
    volumes.other = { raid: 'raid5', disks: '4 x sas-15k-36gb' };
    files.push('other');
  }
  const groups: Block = {};
  const many = draft.pick(`${name}/groups`, [1, 1, 2, 3]);
  for (let g = 1; g <= many; g++) {
    const databases: Block = {};
    const count = draft.pick(`${name}/sg${g}/databases`, [1, 1, 2, 3]);
    for (let d = 1; d <= count; d++)
      databases[`db${d}`] = database(draft, `${name}/sg${g}/db${d}`, files);
    let logs = 'logs';
    if (g > 1 && draft.chance(`${name}/sg${g}/own logs`, 0.5)) {
      logs = `logs${g}`;
      volumes[logs] = { raid: 'raid1', disks: '2 x sas-15k-36gb' };
    }
    // Logs and files on one volume: what an administrator is told never to do.
    if (draft.chance(`${name}/sg${g}/shared`, 0.1)) logs = 'database';
    groups[`sg${g}`] = { logs, databases };
  }
  return { volumes, storageGroups: groups };
}

/** Every scenario has this much. */
export function drawBase(draft: Draft): void {
  const { document } = draft;
  Object.assign(document, {
    dialtone: 1,
    scenario: `fuzz ${draft.seed}`,
    seed: draft.seed,
    start: START,
    warmup: '9 days',
    horizon: `${WEEKS} weeks`,
    runOut: '120 d',
    replications: 1,
  });
  const organization = block(document, 'organization');
  organization.version = draft.pick('version', ['exchange-2003', 'exchange-2007']);
  organization.sites = { hq: {} };
  organization.classes = { standard: { hours: 'always' } };
  const servers = block(organization, 'servers');
  const many = draft.pick('servers', [1, 1, 2]);
  for (let s = 1; s <= many; s++) servers[`mbx${s}`] = server(draft, `mbx${s}`);
  const libraries = block(organization, 'libraries');
  libraries.lib1 = {
    drives: `${draft.pick('drives', [1, 1, 2, 3])} x ${draft.pick('model', ['lto-1', 'lto-3'])}`,
    cartridges: 40,
  };
}

const groupsOf = (draft: Draft): readonly string[] => namesIn(draft.document).groups;

export const organizationFeatures: readonly Feature[] = [
  {
    name: 'second library',
    swarm: 0.15,
    draw: ({ document }) => {
      const libraries = block(document, 'organization', 'libraries');
      libraries.lib2 = { drives: '1 x lto-1', cartridges: 20 };
      block(document, 'backup', 'defaults').to = 'libraries/lib1';
    },
  },
  {
    name: 'few cartridges',
    swarm: 0.2,
    draw: (draft) => {
      for (const library of Object.values(block(draft.document, 'organization', 'libraries')))
        (library as Block).cartridges = draft.whole('cartridges', 2, 8);
    },
    marks: [
      mark('no cartridge left', 'backup.ended', (f) =>
        f.because.startsWith('NO_MEDIA: no cartridge'),
      ),
      mark('cartridge overwritten', 'cartridge.taken', (f) => f.overwritten),
    ],
  },
  {
    name: 'system volume',
    swarm: 0.25,
    draw: (draft) => {
      for (const path of groupsOf(draft)) groupAt(draft.document, path).system = 'system';
      for (const plan of Object.values(block(draft.document, 'organization', 'servers')))
        block(plan as Block, 'volumes').system = { raid: 'raid1', disks: '2 x sas-15k-36gb' };
    },
  },
  {
    name: 'circular logging',
    swarm: 0.2,
    draw: (draft) => {
      for (const path of groupsOf(draft))
        if (draft.chance(`circular ${path}`, 0.6))
          groupAt(draft.document, path).circularLogging = true;
    },
  },
  {
    name: 'zeroing',
    swarm: 0.2,
    draw: (draft) => {
      for (const path of groupsOf(draft))
        if (draft.chance(`zeroing ${path}`, 0.6)) groupAt(draft.document, path).zeroing = true;
    },
  },
  {
    name: 'a database that is not in use',
    swarm: 0.15,
    draw: (draft) => {
      const { databases } = namesIn(draft.document);
      if (databases.length < 2) return;
      const path = draft.pick('unused', databases);
      const name = path.slice(path.lastIndexOf('/') + 1);
      (block(groupAt(draft.document, path), 'databases', name) as Block).mounted = false;
    },
    marks: [
      mark('truncation blocked by a dismounted database', 'truncation.blocked', (f) =>
        f.because.includes('dismounted'),
      ),
    ],
  },
  {
    name: 'small log volumes',
    swarm: 0.2,
    draw: (draft) => {
      // So heavy writers that their server's smallest volume is full within days where nothing is truncated.
      const { document } = draft;
      const logBytes = block(document, 'organization').version === 'exchange-2003' ? 5.2e6 : 1.05e6;
      const days = draft.pick('days to full', [3, 6, 12]);
      for (const [name, plan] of Object.entries(block(document, 'organization', 'servers'))) {
        const bases = Object.values(block(plan as Block, 'storageGroups')).flatMap((group) =>
          Object.values(block(group as Block, 'databases')),
        ) as Block[];
        const mailboxes = bases.reduce(
          (sum, d) => sum + ((d.mailboxes as Block).standard as number),
          0,
        );
        const spread = draft.pick(`spread ${name}`, [0.5, 1]);
        const logs = Math.max(12, Math.floor((36e9 / logBytes / days / mailboxes) * spread));
        const profile = { sent: '40 messages', received: '160 messages', logs: `${logs} logs` };
        for (const base of bases) base.profile = { ...profile };
      }
    },
    marks: [
      mark('log volume full', 'log-volume.full'),
      mark('log volume freed', 'log-volume.freed'),
    ],
  },
  {
    name: 'old log stream',
    swarm: 0.12,
    draw: (draft) => {
      const { document } = draft;
      const is2003 = block(document, 'organization').version === 'exchange-2003';
      const last = is2003 ? 1_048_560 : 2_147_483_648;
      for (const path of groupsOf(draft))
        if (draft.chance(`old ${path}`, 0.5))
          groupAt(document, path).firstGeneration = last - draft.whole(`left ${path}`, 500, 9000);
    },
    marks: [mark('generations used up', 'database.down', (f) => f.because.startsWith('-519'))],
  },
  {
    name: 'two controllers',
    swarm: 0.3,
    draw: ({ document }) => {
      const domains = block(document, 'organization', 'directory', 'domains');
      domains.corp = { controllers: { dc1: { site: 'hq' }, dc2: { site: 'hq' } } };
    },
  },
  {
    name: 'slow parts',
    swarm: 0.3,
    draw: (draft) => {
      block(draft.document, 'organization', 'sites', 'hq').parts = {
        disk: draft.pick('disk', ['30 min', '20 h']),
        array: draft.pick('array', ['30 min', '60 h']),
        server: draft.pick('server', ['4 h', '50 h']),
      };
    },
  },
  {
    name: 'hot spares',
    swarm: 0.2,
    draw: ({ document }) => {
      for (const plan of Object.values(block(document, 'organization', 'servers')))
        block(plan as Block, 'volumes', 'database').hotSpares = 1;
    },
  },
];
