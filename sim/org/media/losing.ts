/** A fire in the rack: a library, stand-alone drive or disk target is lost with all that is in it just now. */
import type { OrgWorld } from '../world.ts';
import { loseCartridge } from './cartridges.ts';
import { strikeTarget } from './disk.ts';
import { failDrive } from './drives.ts';

/** By a script, the `ordinal`-th thing that it takes. Cartridges that are offsite survive (TAPE-24), and blanks on the shelf. */
export function loseMedia(w: OrgWorld, library: number, owner: string, ordinal: number): void {
  const { kind, drives, cartridges, path } = w.plan.libraries[library];
  if (kind === 'disk') {
    strikeTarget(w, library, `${owner}:volume-lost:${ordinal}`, owner);
    return;
  }
  w.say('cause.struck', {
    key: `${owner}:drive-failed:${ordinal}`,
    cause: 'drive-failed',
    owner,
    absorbed: true,
    because: `${path} is lost with every cartridge in it`,
  });
  for (const drive of drives) if (!w.org.media.drives[drive].failed) failDrive(w, drive);
  for (const id of cartridges) {
    const c = w.org.media.cartridges[id];
    if (!c.gone && !c.away && c.week >= 0) loseCartridge(w, id, `${path} is lost`);
  }
}
