/** What the store writes to database files and why, and what their volumes are asked for by it. */
import { DAY } from '../../engine/clock.ts';
import { atDepthLimit, flushesBetween } from '../../org/store/flushes.ts';
import { busiestShare } from '../../org/store/pressure.ts';
import { segmentOf } from '../../org/store/stream.ts';
import type { OrgWorld } from '../../org/world.ts';
import type { Section } from './shapes.ts';

/** Pages by the names of the counters of the database engine (ESE-14 to ESE-19, E-18). */
export function flushSection(w: OrgWorld, group: number): Section {
  const from = Math.max(w.now - DAY, segmentOf(w, group).pieces[0].at);
  const { anomalous, opportune, idle, normal, repeated } = flushesBetween(w, group, from, w.now);
  const pages = (count: number): string => `${Math.round(count)} pages`;
  return {
    title: 'Pages written in the last 24 h',
    known: true,
    fields: [
      ['Anomalous', `${pages(anomalous)}, not touched for a while`],
      ['Opportune', `${pages(opportune)}, next to others`],
      ['Idle', `${pages(idle)}, in spare time`],
      ['Normal', `${pages(normal)}, forced out by the checkpoint depth${forcedNow(w, group)}`],
      ['Repeatedly', `${pages(repeated)} once more, changed again at once`],
    ],
  };
}

const forcedNow = (w: OrgWorld, group: number): string =>
  atDepthLimit(w, group) ? ', just now as well' : '';

/** How busy the volumes of database files are when most is going on, and how many mailboxes they would carry (ESE-04). */
export function diskSection(w: OrgWorld, server: number): Section {
  const databases = w.plan.databases.filter((d) => d.server === server);
  const volumes = w.plan.servers[server].volumes
    .map((id) => w.plan.volumes[id])
    .filter(({ id }) => databases.some(({ volume }) => volume === id));
  return {
    title: 'Disks of database files in the busiest hour',
    known: true,
    fields: volumes.map((volume) => {
      const own = databases.filter((d) => d.volume === volume.id);
      const mailboxes = own.reduce((sum, d) => sum + d.mailboxCount, 0);
      const share = busiestShare(volume, databases, w.plan.figures);
      const { diskShare } = w.plan.figures.store;
      const most = share === 0 ? 'any number' : String(Math.floor((mailboxes * diskShare) / share));
      const busy = `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} % busy`;
      const room = `${most} such mailboxes keep it at ${Math.round(diskShare * 100)} %`;
      return [volume.name, `${busy} with ${mailboxes} mailboxes; ${room}`] as const;
    }),
  };
}
