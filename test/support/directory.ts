/** Helpers for tests of directories: controllers that are lost with their disks, and sets that bring them back. */
import { MINUTE } from '../../sim/engine/clock.ts';
import type { Facts } from '../../sim/org/facts.ts';
import { filedYaml, type Filed } from './files.ts';
import { watch, type Watched } from './organization.ts';
import { toEnd } from './recovery.ts';

export const DOMAIN = 'directory/domains/corp';
export const dc = (name: string): string => `${DOMAIN}/controllers/${name}`;

export const ONE = '{ dc1: { site: hq } }';
export const TWO = '{ dc1..dc2: { site: hq } }';

/** A Windows set of every controller in the middle of each night, to the disk target. */
export const NIGHTLY = `saves: windows-set, of: ${DOMAIN}/controllers/*, to: targets/b2d`;
export const AT = 'week 2 Thu 14:30';
/** All controllers are lost with their disks on Thursday of week 2 at 14:30. */
export const GONE = { gone: `at: ${AT}, lose: ${DOMAIN}` };

export interface Directory extends Filed {
  /** Replaces the one controller. */
  readonly controllers?: string;
  /** Of the domain: `, size: 10 GB`. */
  readonly domain?: string;
  /** Further sites, and links between them. */
  readonly sites?: string;
  readonly links?: string;
  /** Replaces the team of operators. */
  readonly team?: string;
  /** Blocks of operations, such as `changes: { … }`, each in a line. */
  readonly operations?: readonly string[];
  /** Of the recovery block, such as `directory: { way: restore }`. */
  readonly recovery?: string;
}

export function directoryYaml(of: Directory): string {
  const {
    controllers = ONE,
    domain = '',
    sites = '',
    links = '',
    team,
    operations = [],
    recovery = '',
  } = of;
  const more = recovery === '' ? '' : `, ${recovery}`;
  return filedYaml({ faults: GONE, horizon: '3 weeks', ...of })
    .replace('{ dc1: { site: hq } } }', `${controllers}${domain} }`)
    .replace('server: 4 h } } }', `server: 4 h } }${sites} }`)
    .replace('  hubs:', `${links}  hubs:`)
    .replace(/team: {[^}]*}/, (usual) => (team === undefined ? usual : `team: { ${team} }`))
    .replace('operations:\n', `operations:\n${operations.map((row) => `  ${row}\n`).join('')}`)
    .replace('rebuild-server] } }', `rebuild-server] }${more} }`);
}

export const directory = (of: Directory, check = false): Watched =>
  watch(directoryYaml(of), { check });

/** The whole run. */
export const lost = (of: Directory, check = false): Watched => toEnd(directory(of, check));

export const restores = (watched: Watched): Facts['directory.restored'][] =>
  watched.of('directory.restored');

/** Minutes that each controller was down for, in the order in which they came back. */
export const minutesDown = (watched: Watched): number[] =>
  watched.of('controller.up').map((f) => Math.round((f.at - f.downSince) / MINUTE));

/** Steps of controllers that came back, each with its minutes. */
export const stepsOf = (watched: Watched): [string, number][] =>
  watched
    .of('step.ended')
    .filter((s) => s.definition === 'operations.controller')
    .map((s) => [s.step, Math.round((s.at - s.began) / MINUTE)]);
