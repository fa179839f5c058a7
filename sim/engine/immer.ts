/** The one place where immer is imported, so that its settings hold wherever it is used. */
import { enableArrayMethods, Immer } from 'immer';

// Without it every entry that `indexOf`, `find` or `splice` passes over becomes a proxy.
enableArrayMethods();

/**
 * Freezing walks every list that an instant touched, thousands of entries long, and doubles the price of a window. So
 * only the strict one freezes: it serves `--check`, where a handler that changes a record behind immer's back throws.
 */
export const loose = new Immer({ autoFreeze: false });
export const strict = new Immer({ autoFreeze: true });

export { isDraft } from 'immer';
export type { Objectish } from 'immer';
