/** A simulation that says what a test tells it to, and a small organization for it to speak of. */
import { DAY, HOUR, instantOf, WEEK } from '../../sim/engine/clock.ts';
import type { Ms } from '../../sim/engine/types.ts';
import type { Heard, HeardFact } from '../../sim/measure/heard.ts';
import type { CauseKey } from '../../sim/org/causes.ts';
import type { Facts } from '../../sim/org/facts.ts';
import type { Plan } from '../../sim/org/plan.ts';

/** Monday. */
export const START = instantOf(2007, 3, 5);
export const END = START + 52 * WEEK;

type Listener = (fact: never) => void;

export class FakeSim implements Heard {
  now: Ms = START;
  readonly fingerprint = '0123456789abcdef';
  events = 0;
  measures: Record<string, unknown> = {};
  readonly world = {
    org: {
      recovery: {
        incidents: [],
        environments: [],
        misuses: [],
        preserved: [],
        stops: [],
        impaired: [],
        leftovers: [],
      },
    },
  };
  private readonly listeners = new Map<string, Listener[]>();

  on<K extends keyof Facts>(type: K, listener: (fact: HeardFact<K>) => void): () => void {
    const list = this.listeners.get(type) ?? [];
    list.push(listener as Listener);
    this.listeners.set(type, list);
    return () => undefined;
  }

  say<K extends keyof Facts>(at: Ms, type: K, fact: Facts[K]): void {
    this.now = at;
    this.events++;
    const said = { type, at, event: this.events, ...fact };
    for (const listener of this.listeners.get(type) ?? []) listener(said as never);
  }
}

const OFFICE = [0, 1, 2, 3, 4].flatMap((day) => [day * DAY + 7 * HOUR, day * DAY + 18 * HOUR]);

/** Two servers with two groups of one database each; 90 standard and 10 premium mailboxes in every database. */
export function fakePlan(changes: Partial<Plan> = {}): Plan {
  const groups = [0, 1, 2, 3].map((id) => ({
    id,
    path: `servers/exch${(id >> 1) + 1}/storageGroups/sg${(id & 1) + 1}`,
    name: `sg${(id & 1) + 1}`,
    server: id >> 1,
    databases: [id],
  }));
  const databases = groups.map(({ id, path, server }) => ({
    id,
    path: `${path}/databases/db1`,
    name: 'db1',
    ...{ group: id, server, site: 0, volume: 2 * server },
    ...{
      mailboxes: [90, 10],
      mailboxCount: 100,
      writers: 100,
      kind: 'mailbox',
      replicas: [],
      mounted: true,
      sizeBytes: 47e9,
    },
    maintenance: [0, 1, 2, 3, 4, 5, 6].flatMap((day) => [day * DAY + HOUR, day * DAY + 5 * HOUR]),
    profile: { receivedPerDay: 40, sentPerDay: 10 },
  }));
  const jobs = (['full', 'incremental'] as const).map((type, id) => ({
    ...{ id, name: type, path: `backup/jobs/${type}`, type, vss: null },
    window: [0, 1, 2, 3, 4, 5].flatMap((day) => [day * DAY + 20 * HOUR, day * DAY + 30 * HOUR]),
    when: { week: [0, 1, 2, 3, 4, 5, 6].map((day) => day * DAY + 20 * HOUR), monthly: [] },
    groups: groups.map((group) => ({ group: group.id, databases: group.databases })),
  }));
  const plan = {
    ...{ scenario: 'fake', strategy: 'weekly', version: 'exchange-2007' },
    clock: { warmupStart: START - 5 * WEEK, start: START, end: END, latest: END + 60 * DAY },
    classes: [
      {
        id: 0,
        name: 'standard',
        hours: OFFICE,
        restoreMs: { database: 4 * HOUR, server: 5 * HOUR },
      },
      { id: 1, name: 'premium', hours: [0, WEEK], restoreMs: { database: HOUR, server: null } },
    ],
    sites: [{ id: 0, path: 'sites/hq', name: 'hq' }],
    servers: [0, 1].map((id) => ({
      ...{ id, path: `servers/exch${id + 1}`, name: `exch${id + 1}`, site: 0 },
      groups: [2 * id, 2 * id + 1],
    })),
    volumes: [0, 1, 2, 3].map((id) => ({ id, disks: 8 })),
    controllers: [{ id: 0 }],
    libraries: [{ id: 0, path: 'libraries/lib1', kind: 'library' }],
    drives: [
      { id: 0, path: 'libraries/lib1/drives/1' },
      { id: 1, path: 'libraries/lib1/drives/2' },
    ],
    operations: { teams: [{ people: 2 }] },
    figures: {
      store: { logBytes: 1_048_576, onlineDefragBytesPerSecond: 2_100_000 },
      transport: { delayNoticeMs: 4 * HOUR, expiryMs: 2 * DAY },
      workload: { weekendShare: 0.15 },
    },
    prices: null,
    ...{ groups, databases, jobs },
    faults: [],
    hazards: {
      'volume-lost': { type: 'exponential', mean: 100 * 365 * DAY },
      'job-failed': { type: 'constant', value: 0.03 },
      'page-damage': null,
    },
    ...changes,
  };
  return plan as unknown as Plan;
}

/** An incident from its first failure to its close, in the facts that the organization would say. */
export function sayIncident(
  sim: FakeSim,
  incident: {
    at: Ms;
    key: string;
    cause?: CauseKey;
    databases?: readonly number[];
    dataMs: number;
    lost?: { from: Ms; to: Ms; messages: number };
    sets?: readonly number[];
    number?: number;
  },
): void {
  const { at, key, cause = 'volume-lost', databases = [0], dataMs, lost, sets = [7] } = incident;
  const id = incident.number ?? 0;
  const scope = databases.length > 1 ? 'server' : 'database';
  sim.say(at, 'incident.opened', { incident: id, key, cause, scope, databases });
  for (const database of databases) sim.say(at, 'database.down', { database, because: 'lost' });
  for (const database of databases) {
    if (lost === undefined) continue;
    const { from, to, messages } = lost;
    const amount = { messages, bytes: messages * 50_000, logs: messages / 4 };
    const content = { incident: id, database, contentClass: 0 as const, from, to, ...amount };
    sim.say(at + dataMs, 'content.lost', content);
  }
  for (const database of databases) {
    sim.say(at + dataMs, 'database.up', { database, downSince: at });
  }
  sim.say(at + dataMs, 'incident.closed', {
    ...{ incident: id, key, causes: [key], cause, scope, openedAt: at, backupMs: HOUR },
    databases: databases.map((database) => ({
      ...{ database, downAt: at, serviceMs: dataMs, dataMs, firstServiceMs: dataMs },
      // Deliberately wrong: loss is taken from content.lost alone.
      ...{ lostWindowMs: 1, lostMessages: 1, lostBytes: 1, lostLogs: 1, oldestLost: null },
      ...{ sets, outcome: 'recovered' as const },
    })),
    waterfall: [
      { span: 'detect', from: at, ms: 300_000, because: 'the alarm' },
      { span: 'restore-image', from: at + 300_000, ms: dataMs - 300_000, because: 'image' },
    ],
  });
}

/** One group's backup that ended. */
export function sayBackup(
  sim: FakeSim,
  at: Ms,
  changes: Partial<Facts['backup.ended']> = {},
): void {
  sim.say(at, 'backup.ended', {
    ...{ job: 0, group: 0, set: 1, backupType: 'full', outcome: 'succeeded', because: '' },
    ...{ asked: at - HOUR, began: at - HOUR, copyMs: HOUR / 2, imageBytes: 47e9, logs: 10 },
    ...{
      lowLog: 1,
      highLog: 10,
      overran: false,
      night: at - HOUR,
      hungSince: null,
      shows: null,
      detailed: true,
      verifyMs: 0,
      differences: null,
    },
    ...changes,
  });
}
