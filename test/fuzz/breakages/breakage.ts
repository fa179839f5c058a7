import type { Mutation } from '../../fidelity/mutation.ts';

/** A way to break the model, with the checker that must notice. */
export interface Breakage extends Omit<Mutation, 'facts'> {
  readonly checker: string;
  /** A seed that shows it, or one not long before. */
  readonly seed: number;
}

export const ORG = 'sim/org';
