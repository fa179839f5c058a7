import type { Ms } from '../engine/types.ts';
import type { Law } from '../engine/laws.ts';
import type { BackupFigures } from './backup/parameters.ts';
import type { HardwareFigures } from './hardware/parameters.ts';
import type { MediaFigures } from './media/parameters.ts';
import type { OperationsFigures } from './operations/parameters.ts';
import type { RecoveryFigures } from './recovery/parameters.ts';
import type { StoreFigures } from './store/parameters.ts';
import type { TransportFigures } from './transport/parameters.ts';
import type { WorkloadFigures } from './workload/parameters.ts';
import type { FileJobPlan } from './backup/files/plan.ts';
import type { JobPlan } from './backup/plan.ts';
import type { CauseKey } from './causes.ts';
import type { ControllerPlan } from './directory/plan.ts';
import type { DiskPlan, ServerPlan, SitePlan, VolumePlan } from './hardware/plan.ts';
import type { CartridgePlan, DrivePlan, LibraryPlan } from './media/plan.ts';
import type { ClassPlan, OperationsPlan, PricePlan } from './operations/plan.ts';
import type { FaultPlan, RecoveryPlan } from './recovery/plan.ts';
import type { DatabasePlan, GroupPlan } from './store/plan.ts';
import type { HubPlan } from './transport/plan.ts';

/** When things happen: instants in simulated time. */
export interface ClockPlan {
  /** Begin of the warm-up, without hazards and faults. */
  readonly warmupStart: Ms;
  /** Root causes count from here … */
  readonly start: Ms;
  /** … to here, exclusively. */
  readonly end: Ms;
  /** A run whose incidents are still open here is censored. */
  readonly latest: Ms;
}

/** Every figure that a scenario can override, by trade, in base units. */
export interface FiguresPlan {
  readonly workload: WorkloadFigures;
  readonly hardware: HardwareFigures;
  readonly media: MediaFigures;
  readonly store: StoreFigures;
  readonly transport: TransportFigures;
  readonly backup: BackupFigures;
  readonly operations: OperationsFigures;
  readonly recovery: RecoveryFigures;
}

/** What one strategy of a scenario fixed: frozen, shared by every replication and fork, ids are indices. */
export interface Plan {
  readonly scenario: string;
  readonly strategy: string;
  readonly version: 'exchange-2003' | 'exchange-2007';
  readonly clock: ClockPlan;
  readonly figures: FiguresPlan;
  readonly classes: readonly ClassPlan[];
  readonly sites: readonly SitePlan[];
  /** Bytes per second between two sites, by their ids, over the links of the scenario; absent where none connects them. */
  readonly siteRates: Readonly<Record<number, Readonly<Record<number, number>>>>;
  readonly controllers: readonly ControllerPlan[];
  readonly hubs: readonly HubPlan[];
  readonly servers: readonly ServerPlan[];
  readonly volumes: readonly VolumePlan[];
  readonly disks: readonly DiskPlan[];
  readonly groups: readonly GroupPlan[];
  readonly databases: readonly DatabasePlan[];
  readonly libraries: readonly LibraryPlan[];
  readonly drives: readonly DrivePlan[];
  readonly cartridges: readonly CartridgePlan[];
  readonly jobs: readonly JobPlan[];
  readonly fileJobs: readonly FileJobPlan[];
  readonly operations: OperationsPlan;
  /** Null: nothing is priced, and no cost is given. */
  readonly prices: PricePlan | null;
  readonly recovery: RecoveryPlan;
  readonly faults: readonly FaultPlan[];
  /**
   * Laws of the modelled causes: time to the next strike of one owner (law in ms) for a yearly intensity; for a
   * probability a constant law with the probability. Null: switched off.
   */
  readonly hazards: Readonly<Partial<Record<CauseKey, Law | null>>>;
}
