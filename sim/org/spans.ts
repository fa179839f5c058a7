import type { Ms } from '../engine/types.ts';

/** Parts of the critical path from a failure to data being back (MEASURES, waterfall). */
export type SpanName =
  | 'detect'
  | 'decide'
  | 'call'
  | 'travel'
  | 'parts'
  | 'rebuild-server'
  | 'recreate-volume'
  | 'wait-person'
  | 'wait-drive'
  | 'wait-window'
  | 'wait-recovery'
  | 'load-tape'
  | 'catalogue'
  | 'restore-image'
  | 'restore-logs'
  | 'replay'
  | 'repair'
  | 'backfill'
  | 'mount';

/** One stretch of the critical path; `because` says in words what it was waiting for or doing. */
export interface WaterfallSpan {
  readonly span: SpanName;
  readonly from: Ms;
  readonly ms: number;
  readonly because: string;
}
