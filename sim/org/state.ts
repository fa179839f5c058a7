import type { ProcedureState } from '../engine/procedure.ts';
import type { BackupState } from './backup/state.ts';
import type { DirectoryState } from './directory/state.ts';
import type { EventLogState } from './eventlog/state.ts';
import type { HardwareState } from './hardware/state.ts';
import type { MediaState } from './media/state.ts';
import type { OperationsState } from './operations/state.ts';
import type { RecoveryState } from './recovery/state.ts';
import type { StoreState } from './store/state.ts';

/** Everything that changes, as plain objects, arrays and finite numbers; ids index the plan's tables. */
export interface OrgState {
  readonly procedures: ProcedureState;
  readonly eventlog: EventLogState;
  readonly hardware: HardwareState;
  readonly media: MediaState;
  readonly directory: DirectoryState;
  readonly store: StoreState;
  readonly backup: BackupState;
  readonly operations: OperationsState;
  readonly recovery: RecoveryState;
}
