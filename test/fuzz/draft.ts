/** A scenario that is being drawn: a document of the public language, and choices that depend on seed and name alone. */
import { stringify } from 'yaml';
import { uniform } from '../../sim/engine/draw.ts';

export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
export type Block = { [key: string]: Value };
/** A scenario as the language reads it. */
export type Document = Block;

/** Monday on which counting begins, and how long failures are counted. */
export const START = '2007-03-05';
export const WEEKS = 3;

export interface Draft {
  readonly seed: number;
  readonly document: Document;
  pick<T>(name: string, choices: readonly T[]): T;
  /** True with a probability. */
  chance(name: string, probability: number): boolean;
  /** A whole number from `from` to `to`, both included. */
  whole(name: string, from: number, to: number): number;
  /** An instant at which something may be scripted to happen. */
  instant(name: string): string;
}

export function createDraft(seed: number): Draft {
  const u = (name: string): number => uniform(seed, 0, name, 'fuzz', 0);
  const whole = (name: string, from: number, to: number): number =>
    from + Math.floor(u(name) * (to - from + 1));
  return {
    seed,
    document: {},
    pick: (name, choices) => choices[Math.floor(u(name) * choices.length)],
    chance: (name, probability) => u(name) < probability,
    whole,
    instant: (name) => {
      const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][whole(`${name}/day`, 0, 6)];
      const two = (n: number): string => String(n).padStart(2, '0');
      const clock = `${two(whole(`${name}/hour`, 0, 23))}:${two(whole(`${name}/min`, 0, 59))}`;
      return `week ${whole(`${name}/week`, 1, WEEKS)} ${day} ${clock}`;
    },
  };
}

/** A block below a block, made if it is not there. */
export function block(of: Block, ...path: readonly string[]): Block {
  let here = of;
  for (const key of path) {
    here[key] ??= {};
    here = here[key] as Block;
  }
  return here;
}

/** The scenario as a file that a person can read and run. */
export const textOf = (document: Document): string => stringify(document, { lineWidth: 110 });

export interface Names {
  readonly servers: readonly string[];
  readonly groups: readonly string[];
  readonly databases: readonly string[];
  readonly volumes: readonly string[];
}

/** Paths of what a document's servers have, in its order. */
export function namesIn(document: Document): Names {
  const servers: string[] = [];
  const groups: string[] = [];
  const databases: string[] = [];
  const volumes: string[] = [];
  for (const [server, plan] of Object.entries(block(document, 'organization', 'servers'))) {
    const path = `servers/${server}`;
    servers.push(path);
    for (const name of Object.keys(block(plan as Block, 'volumes')))
      volumes.push(`${path}/nodes/a/volumes/${name}`);
    for (const [name, group] of Object.entries(block(plan as Block, 'storageGroups'))) {
      groups.push(`${path}/storageGroups/${name}`);
      for (const database of Object.keys(block(group as Block, 'databases')))
        databases.push(`${path}/storageGroups/${name}/databases/${database}`);
    }
  }
  return { servers, groups, databases, volumes };
}

/** The block of a storage group by its path. */
export function groupAt(document: Document, path: string): Block {
  const [, server, , name] = path.split('/');
  return block(document, 'organization', 'servers', server, 'storageGroups', name);
}
