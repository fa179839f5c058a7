/** What the main thread and the threads of a suite say to each other. All of it is plain data. */
import type { ScenarioResult } from '../../experiment/suite/shapes.ts';

export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly result: ScenarioResult }
  /** A mistake of this program that no scenario explains. */
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };
