import type { Ms } from '../../engine/types.ts';

/** What is said of media: cartridges, drives, targets, and copies from disk to tape. */
export interface MediaFacts {
  'cartridge.taken': {
    readonly cartridge: number;
    readonly drive: number;
    readonly overwritten: boolean;
    readonly because: string;
  };
  'cartridge.lost': {
    readonly cartridge: number;
    readonly because: string;
    /** Groups that lost a set with it, and the sets. */
    readonly groups: readonly number[];
    readonly sets: readonly number[];
  };
  /** A blank has taken its place, bought for it. */
  'cartridge.replaced': { readonly cartridge: number; readonly because: string };
  /** A courier has taken a cartridge away, or it is back. */
  'cartridge.moved': {
    readonly cartridge: number;
    readonly to: 'offsite' | 'site';
    readonly because: string;
  };
  /** The catalogue on a backup host is gone: sets have to be catalogued anew before they can be restored. */
  'catalogue.lost': { readonly library: number; readonly sets: number; readonly because: string };
  'drive.replaced': { readonly drive: number };
  /** A set on disk was copied to another medium, or could not be. */
  'stage.ended': {
    readonly job: number;
    readonly group: number;
    /** The set on disk, and the copy of it; -1 where none came to be. */
    readonly set: number;
    readonly copy: number;
    readonly asked: Ms;
    readonly because: string;
  };
}
