/** Keys of the language beside those of other features: ways back by fault, two teams, two sites, media and moves otherwise. */
import { block, namesIn, type Block, type Draft, type Value } from '../draft.ts';
import { mark, rare, type Feature } from '../feature.ts';
import { mailboxesIn } from './folders.ts';

/** Each looks for sets sooner or later: what a plan gives up without looking proves nothing. */
const WAYS = [
  ['repair', 'roll-forward', 'restore-to-last-set'],
  ['roll-forward', 'repair', 'restore-to-last-set'],
  ['stop-before', 'roll-forward', 'restore-to-last-set'],
  ['restore-to-last-set', 'repair'],
  ['replicate', 'stop-before', 'repair', 'roll-forward', 'restore-to-last-set'],
] as const;

const WAYS_OF_MAIL = [
  ['stop-before'],
  ['roll-forward'],
  ['repair', 'stop-before'],
  ['restore-to-last-set', 'stop-before'],
] as const;

const COARSE = ['volume-lost', 'operator-destroys', 'page-damage', 'sector-unreadable'] as const;

const entries = (of: Value | undefined): [string, Block][] =>
  Object.entries((of ?? {}) as Block) as [string, Block][];

function waysByFault(draft: Draft): void {
  const { document } = draft;
  const ladders = block(document, 'recovery', 'for');
  for (const [name, { lose, delete: deleted, corrupt, fail }] of entries(document.faults)) {
    if (!draft.chance(`way of ${name}`, 0.4)) continue;
    const isServer = String(fail ?? '').startsWith('servers/');
    if (isServer) ladders[name] = ['rebuild-server'];
    else if (typeof corrupt === 'object' && (corrupt as Block).logical !== undefined)
      ladders[name] = [...draft.pick(`way back of ${name}`, WAYS_OF_MAIL)];
    else if (String(lose ?? deleted ?? '').startsWith('servers') || corrupt !== undefined)
      ladders[name] = [...draft.pick(`way back of ${name}`, WAYS)];
  }
  for (const cause of COARSE)
    if (ladders[cause] === undefined && draft.chance(`way of ${cause}`, 0.3))
      ladders[cause] = [...draft.pick(`way back of ${cause}`, WAYS)];
  if (draft.chance('way of mail', 0.3))
    ladders['logical-corruption'] = [...draft.pick('way back of mail', WAYS_OF_MAIL)];
}

function twoTeams(draft: Draft): void {
  const team = (name: string, hours: string): Block => ({
    people: draft.pick(`${name}/people`, [1, 1, 2]),
    hours,
    onCall: draft.pick(`${name}/call`, ['45 min', '3 h', 'none']),
  });
  block(draft.document, 'operations').operators = {
    day: team('day', draft.pick('day hours', ['Mon-Fri 08:00-18:00', 'Mon-Fri 06:00-14:00'])),
    night: team('night', draft.pick('night hours', ['daily 22:00-06:00', 'Sat-Sun 09:00-12:00'])),
  };
}

/** A domain at another site, behind a line or none, and some of the servers there. */
function twoSites(draft: Draft): void {
  const { document } = draft;
  const organization = block(document, 'organization');
  block(organization, 'sites').dr = draft.chance('far parts', 0.5)
    ? { parts: { disk: '1 d', array: '2 days', server: '2 days' } }
    : {};
  if (draft.chance('line', 0.7)) {
    const bandwidth = draft.pick('bandwidth', ['256 kbit/s', '1.544 Mbit/s']);
    block(organization, 'links').wan = { between: ['hq', 'dr'], bandwidth };
  }
  const domains = block(organization, 'directory', 'domains');
  domains.corp ??= { controllers: { dc1: { site: 'hq' } } };
  if (draft.chance('a controller there', 0.6))
    block(domains, 'corp', 'controllers').far = { site: 'dr' };
  if (draft.chance('a domain there', 0.6))
    domains.emea = { controllers: { dc1: { site: draft.pick('its site', ['hq', 'dr']) } } };
  for (const [name, plan] of entries(organization.servers))
    plan.site = draft.pick(`site of ${name}`, ['hq', 'dr']);
  for (const [name, each] of [
    ...entries(organization.libraries),
    ...entries(organization.drives),
    ...entries(organization.targets),
  ])
    each.site = draft.pick(`site of ${name}`, ['hq', 'dr']);
  organization.hubs = { hub1: { site: 'hq' } };
  const paths = Object.entries(domains).flatMap(([domain, each]) => [
    `directory/domains/${domain}`,
    ...Object.keys(block(each as Block, 'controllers')).map(
      (name) => `directory/domains/${domain}/controllers/${name}`,
    ),
  ]);
  for (let i = 1; i <= draft.whole('far losses', 0, 2); i++)
    block(document, 'faults')[`far${i}`] = {
      at: draft.instant(`far loss ${i}`),
      lose: draft.pick(`far loss ${i}/of`, paths),
    };
}

function mediaOtherwise(draft: Draft): void {
  const { document } = draft;
  const organization = block(document, 'organization');
  for (const [name, each] of [...entries(organization.libraries), ...entries(organization.drives)])
    if (draft.chance(`never retired ${name}`, 0.4)) each.retire = 'never';
  for (const [name, drive] of entries(organization.drives)) {
    if (draft.chance(`courier of ${name}`, 0.4))
      drive.offsite = {
        when: 'Mon-Fri 17:00',
        recall: draft.pick(`recall ${name}`, ['3 h', '1 d']),
      };
    if (draft.chance(`compresses ${name}`, 0.3)) drive.compression = 2;
  }
  for (const [name, target] of entries(organization.targets)) {
    if (draft.chance(`deduplicates ${name}`, 0.4)) target.deduplication = 5;
    if (target.on === undefined && draft.chance(`rate ${name}`, 0.4)) target.rate = '20 MB/s';
    if (draft.chance(`host ${name}`, 0.4))
      target.host = {
        on: draft.pick(`host of ${name}`, namesIn(document).servers),
        onMediaCatalogue: draft.chance(`catalogue of ${name}`, 0.5),
      };
  }
  const staged = entries(block(document, 'backup').jobs).filter(([, job]) => job.stage);
  if (staged.length > 0 && draft.chance('discs', 0.5)) {
    block(organization, 'targets').discs = {
      kind: 'optical',
      site: 'hq',
      capacity: draft.pick('discs', ['30 GB', '500 GB']),
    };
    for (const [name, job] of staged)
      if (draft.chance(`${name} to discs`, 0.7)) (job.stage as Block).to = 'targets/discs';
  }
  for (const [name, job] of entries(block(document, 'backup').jobs)) {
    if (draft.chance(`window of ${name}`, 0.3)) {
      job.window = draft.pick(`its window ${name}`, ['18:00-08:00', '20:00-05:00', 'always']);
      job.overrun = draft.pick(`its overrun ${name}`, ['abort', 'continue']);
    }
    if (draft.chance(`keep of ${name}`, 0.2))
      job.keep = draft.pick(`its keep ${name}`, ['1 day', '3 weeks']);
  }
}

function movesOtherwise(draft: Draft): void {
  const { document } = draft;
  const operations = block(document, 'operations');
  const boxes = mailboxesIn(draft);
  for (const [name, move] of entries(operations.mailboxMoves)) {
    const others = boxes.filter((path) => path !== move.to);
    if (others.length === 0 || !draft.chance(`from ${name}`, 0.6)) continue;
    move.from = draft.pick(`from ${name}/which`, others);
    move.mailboxes = Math.min(move.mailboxes as number, 10);
  }
  for (const [name, move] of entries(operations.moves)) {
    move.reboot = draft.pick(`reboot ${name}`, ['at once', 'after hours', 'never']);
    if (draft.chance(`on ${name}`, 0.5)) move.on = `${move.to}/nodes/a/volumes/database`;
  }
  for (const [name, drill] of entries(operations.drills)) {
    if (draft.chance(`every ${name}`, 0.4)) drill.every = '9 days';
    if (drill.lab !== true && draft.chance(`place of ${name}`, 0.5))
      drill.to = draft
        .pick(`place of ${name}`, namesIn(document).servers)
        .concat('/nodes/a/volumes/database');
  }
  for (const [name, { misuse }] of entries(document.faults))
    if (misuse !== undefined && draft.chance(`noticed ${name}`, 0.6))
      (misuse as Block).noticed = draft.chance(`in time ${name}`, 0.5);
}

export const otherFeatures: readonly Feature[] = [
  {
    name: 'ways by fault',
    swarm: 0.12,
    draw: waysByFault,
    marks: [
      mark('repaired although there are sets', 'recovery.fallback', (f) =>
        f.next.startsWith('repair'),
      ),
    ],
  },
  { name: 'two teams', swarm: 0.12, draw: twoTeams },
  { name: 'two sites', swarm: 0.12, draw: twoSites },
  { name: 'media otherwise', swarm: 0.12, draw: mediaOtherwise },
  {
    name: 'moves otherwise',
    swarm: 0.2,
    draw: movesOtherwise,
    marks: [
      rare(
        mark('mailboxes left a database', 'mailbox-move.ended', (f) => f.from >= 0 && f.moved > 0),
      ),
    ],
  },
];
