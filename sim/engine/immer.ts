/** The one place where immer is imported, so that its settings hold wherever it is used. */
import { enablePatches } from 'immer';

enablePatches();

export { createDraft, finishDraft, freeze, isDraft } from 'immer';
export type { Draft, Objectish, Patch } from 'immer';
