export interface LibraryPlan {
  readonly id: number;
  /** 'libraries/lib1' */
  readonly path: string;
  readonly name: string;
  readonly site: number;
  readonly drives: readonly number[];
  readonly cartridges: readonly number[];
  /** Whether a cartridge at its limit gives way to a blank before it is written again (TAPE-20). */
  readonly retires: boolean;
}

export interface DrivePlan {
  readonly id: number;
  /** 'libraries/lib1/drives/1', counted from 1. */
  readonly path: string;
  readonly library: number;
  /** Name in the media catalogue, such as 'lto-3'. */
  readonly model: string;
  readonly nativeBytesPerSecond: number;
  /** Below this rate the drive stops and starts. */
  readonly slowestBytesPerSecond: number;
}

export interface CartridgePlan {
  readonly id: number;
  /** 'libraries/lib1/cartridges/1' */
  readonly path: string;
  readonly library: number;
  readonly capacityBytes: number;
}
