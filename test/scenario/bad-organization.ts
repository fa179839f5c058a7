import { small, SMALL } from './helper.ts';

/** Every mistake of issue 2, part "Bad input", and their relatives: where it is shown, what is said, the nearest name. */
export interface Case {
  readonly title: string;
  readonly text: string;
  /** The word at which the problem stands. */
  readonly at: string;
  readonly path: string;
  readonly says: string;
  readonly nearest?: string;
}

const withFault = (fault: string): string => `${SMALL}faults: { gone: ${fault} }\n`;

/** Mistakes about the organization, its faults and the frame. */
export const organizationCases: readonly Case[] = [
  {
    title: 'an unknown key',
    text: small('quota: 400 MiB', 'qota: 400 MiB'),
    at: 'qota',
    path: 'organization/servers/exch1/storageGroups/sg1/databases/db1/qota',
    says: "unknown key 'qota'",
    nearest: 'quota',
  },
  {
    title: 'an unknown key at the top',
    text: `${SMALL}replicatoins: 5\n`,
    at: 'replicatoins',
    path: 'replicatoins',
    says: "unknown key 'replicatoins'",
    nearest: 'replications',
  },
  {
    title: 'a wrong unit',
    text: small('400 MiB', '400 Mb'),
    at: '400 Mb',
    path: 'organization/servers/exch1/storageGroups/sg1/databases/db1/quota',
    says: "'Mb' is no unit here: megabytes are MB or MiB",
  },
  {
    title: 'a missing unit',
    text: small('400 MiB', '400'),
    at: '400 }',
    path: 'organization/servers/exch1/storageGroups/sg1/databases/db1/quota',
    says: 'a size needs a unit',
  },
  {
    title: 'a negative size',
    text: small('400 MiB', '-400 MiB'),
    at: '-400 MiB',
    path: 'organization/servers/exch1/storageGroups/sg1/databases/db1/quota',
    says: 'a size is not negative',
  },
  {
    title: 'a strategy without a backup',
    text: `${SMALL}strategies: { lazy: { backup: { jobs: { full: null } } } }\n`,
    at: 'lazy',
    path: 'strategies/lazy',
    says: "the strategy 'lazy' has no backup",
  },
  {
    title: 'a fault that names nothing',
    text: withFault('{ at: week 3 Thu 14:30, lose: servers/exhc2/nodes/a/volumes/logs }'),
    at: 'servers/exhc2',
    path: 'faults/gone/lose',
    says: "nothing is called 'exhc2' there",
    nearest: 'servers/exch2/nodes/a/volumes/logs',
  },
  {
    title: 'a database without room',
    text: small('quota: 400 MiB', 'quota: 400 MiB, size: 2 TB'),
    at: '2 TB',
    path: 'organization/servers/exch1/storageGroups/sg2/databases/db1/size',
    says: "a database without room: 4 TB of 2 databases on 'database', which holds 1.022 TB",
  },
  {
    title: 'a database without room under a strategy: where that takes the room',
    text: `${SMALL}strategies: { small: { organization: { servers: { exch1: { volumes: { database: { disks: 3 x sas-15k-36gb } } } } } } }\n`,
    at: '3 x sas-15k-36gb',
    path: 'organization/servers/exch1/nodes/a/volumes/database/disks',
    says: 'a database without room',
  },
  {
    title: 'a horizon of zero',
    text: `${SMALL}horizon: 0 weeks\n`,
    at: '0 weeks',
    path: 'horizon',
    says: 'a time of more than nothing is needed',
  },
  {
    title: 'a horizon that rounds to zero',
    text: `${SMALL}horizon: 0.0001 ms\n`,
    at: '0.0001 ms',
    path: 'horizon',
    says: 'a time of more than nothing is needed',
  },
  {
    title: 'a horizon of more than 100 years',
    text: `${SMALL}horizon: 101 years\n`,
    at: '101 years',
    path: 'horizon',
    says: 'at most 100 years',
  },
  {
    title: 'NaN',
    text: `${SMALL}seed: .nan\n`,
    at: '.nan',
    path: 'seed',
    says: 'not a whole number',
  },
  {
    title: 'NaN in place of a time',
    text: `${SMALL}warmup: .nan\n`,
    at: '.nan',
    path: 'warmup',
    says: 'NaN is not a number',
  },
  {
    title: 'a bare Thursday',
    text: withFault('{ at: Thu 14:30, lose: servers/exch2 }'),
    at: 'Thu 14:30',
    path: 'faults/gone/at',
    says: "which Thu? Say 'week 3 Thu 14:30' or a date",
  },
  {
    title: 'a fault after the horizon',
    text: withFault('{ at: week 53 Mon 00:00, lose: servers/exch2 }'),
    at: 'week 53',
    path: 'faults/gone/at',
    says: 'Mon 2007-12-31 00:00 lies outside of the horizon',
  },
  {
    title: 'a fault without a verb',
    text: withFault('{ at: week 3 Thu 14:30 }'),
    at: '{ at: week 3',
    path: 'faults/gone',
    says: 'a fault does nothing without a verb',
  },
  {
    title: 'a mistake that nobody makes',
    text: withFault(
      '{ at: week 3 Thu 14:30, misuse: { mistake: last-set-to-early, of: servers/exch2/storageGroups/sg1 } }',
    ),
    at: 'last-set-to-early',
    path: 'faults/gone/misuse/mistake',
    says: 'not one of the choices',
    nearest: 'last-set-too-early',
  },
  {
    title: 'a mistake in the restore of a whole server',
    text: withFault(
      '{ at: week 3 Thu 14:30, misuse: { mistake: last-set-too-early, of: servers/exch2 } }',
    ),
    at: 'servers/exch2 }',
    path: 'faults/gone/misuse/of',
    says: 'the path names no storage group',
  },
  {
    title: 'an unknown volume',
    text: small('logs: logs', 'logs: log'),
    at: 'log\n',
    path: 'organization/servers/exch1/storageGroups/sg1/logs',
    says: "no volume 'log'",
    nearest: 'logs',
  },
  {
    title: 'an unknown class',
    text: `${SMALL.replace('  servers:', '  classes: { standart: { hours: always } }\n  servers:')}`,
    at: '100 }',
    path: 'organization/servers/exch1/storageGroups/sg1/databases/db1/mailboxes/standard',
    says: "no class 'standard'",
    nearest: 'standart',
  },
  {
    title: 'an unknown disk',
    text: small('8 x sas-15k-146gb', '8 x sas-15k-147gb'),
    at: '8 x sas',
    path: 'organization/servers/exch1/nodes/a/volumes/database/disks',
    says: "no model 'sas-15k-147gb' in the catalogue",
    nearest: 'sas-15k-146gb',
  },
  {
    title: 'an unknown library',
    text: small('window: 20:00-06:00', 'to: libraries/lib2'),
    at: 'libraries/lib2',
    path: 'backup/jobs/full/to',
    says: "nothing is called 'lib2' there",
    nearest: 'libraries/lib1',
  },
  {
    title: 'a fault of a disk that is not there',
    text: withFault('{ at: week 3 Thu 14:30, lose: servers/exch2/nodes/a/volumes/logs/disks/3 }'),
    at: 'servers/exch2/nodes',
    path: 'faults/gone/lose',
    says: "the path names no disk: nothing is called '3' there",
    nearest: 'servers/exch2/nodes/a/volumes/logs/disks/1',
  },
  {
    title: 'a failure of something that is no server and no controller',
    text: withFault('{ at: week 3 Thu 14:30, fail: servers/exch3 }'),
    at: 'servers/exch3',
    path: 'faults/gone/fail',
    says: "the path names no server or controller: nothing is called 'exch3' there",
    nearest: 'servers/exch1',
  },
  {
    title: 'a failure of a controller that is not there',
    text: withFault('{ at: week 3 Thu 14:30, fail: directory/domains/corp/controllers/dc9 }'),
    at: 'directory/domains',
    path: 'faults/gone/fail',
    says: "the path names no controller: nothing is called 'dc9' there",
    nearest: 'directory/domains/corp/controllers/dc1',
  },
  {
    title: 'disks older than the law of their lives allows',
    text: `${small('disks: 8 x sas-15k-146gb', 'disks: 8 x sas-15k-146gb, ageAtStart: 6 years')}hazards: { disk-failed: { uniform: { from: 1 year, to: 5 years } } }\n`,
    at: '6 years',
    path: 'organization/servers/exch1/nodes/a/volumes/database/ageAtStart',
    says: "no disk becomes 6 years old by the law of 'disk-failed'",
  },
];
