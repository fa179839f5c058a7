import type { Said } from '../../sim/engine/types.ts';
import type { Facts } from '../../sim/org/facts.ts';
import type { OrgWorld } from '../../sim/org/world.ts';
import type { Draft } from './draft.ts';

/** A rare branch, told by a fact that is heard when it is taken; the model knows nothing of it. */
export type Mark = {
  [K in keyof Facts & string]: {
    readonly name: string;
    readonly of: K;
    readonly when?: (fact: Said<Facts, K>, w: OrgWorld) => boolean;
    /** So rare that only a campaign of ten thousand seeds has to hit it. */
    readonly rare?: boolean;
  };
}[keyof Facts & string];

/**
 * One kind of thing that a scenario may have. In swarm testing it is wholly off in some seeds and wild in others, so that
 * what only shows without the others shows, too.
 */
export interface Feature {
  readonly name: string;
  /** Share of seeds in which it is on. */
  readonly swarm: number;
  /** Draws it into the document. Features run in the order of the table, each with choices of its own. */
  draw(draft: Draft): void;
  /** What a campaign must have seen of it. */
  readonly marks?: readonly Mark[];
}

/** Typed marks in a table. */
export const mark = <K extends keyof Facts & string>(
  name: string,
  of: K,
  when?: (fact: Said<Facts, K>, w: OrgWorld) => boolean,
): Mark => ({ name, of, ...(when === undefined ? {} : { when }) }) as unknown as Mark;

/** The same, for what happens in fewer than one of a hundred seeds. */
export const rare = (each: Mark): Mark => ({ ...each, rare: true });
