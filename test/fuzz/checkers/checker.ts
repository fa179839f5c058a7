import type { Ms, Said } from '../../../sim/engine/types.ts';
import type { Facts } from '../../../sim/org/facts.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';

export type Fact = Said<Facts>;

/** Something that must not be. */
export interface Failure {
  readonly checker: string;
  readonly at: Ms;
  readonly message: string;
}

/** One promise of the model, watched from outside. */
export interface Checker {
  readonly name: string;
  /** A fact in the middle of its event, whose state may be half changed. */
  hear?(fact: Fact, w: OrgWorld): void;
  /** Every event that said anything, when it is over. */
  after?(facts: readonly Fact[], w: OrgWorld): void;
  /** When the calm is over. */
  end?(w: OrgWorld): void;
}

/** How a checker tells what it has found. */
export type Tell = (at: Ms, message: string) => void;
