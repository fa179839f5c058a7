/**
 * Verifies when the calm is over that everything was given back: no procedure but the plan's own is left, or somebody who
 * was called and has not been there for a day, or will miss deleted mail one day (`calm`), nobody holds or waits who does not
 * live, no bytes flow for nobody, no Restore.env and no held checkpoint is left, and no event is planned for what is gone.
 * Who is not on call comes when hours of work begin: on Monday, where it was Friday noon.
 * Does not verify who got what in which order.
 */
import { nextInside } from '../../../sim/engine/calendar.ts';
import { DAY } from '../../../sim/engine/clock.ts';
import type { PendingEvent } from '../../../sim/engine/pending.ts';
import type { Ms } from '../../../sim/engine/types.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import { isUnmissed } from './calm.ts';
import type { Tell } from './checker.ts';

/** What goes on for ever, whatever happened before. */
const FOR_EVER = [
  ...['backup.streaming', 'backup.vss', 'backup.vss-tape', 'backup.stage', 'backup.files'],
  ...['recovery.drill', 'media.return', 'media.clean'],
];

/** When somebody is there who was called at an instant. */
function comesAt(w: OrgWorld, asked: Ms): Ms {
  const { teams } = w.plan.operations;
  return Math.min(
    ...teams.map(({ hours, onCallMs }) =>
      Math.min(nextInside(hours, asked), asked + (onCallMs ?? Infinity)),
    ),
  );
}

export function checkResources(w: OrgWorld, pending: readonly PendingEvent[], tellAt: Tell): void {
  const tell = (message: string): void => tellAt(w.now, message);
  const { procedures, hardware, recovery, store, media } = w.org;
  const living = new Set<number>();
  for (const p of procedures.list) {
    if (p === null) continue;
    living.add(p.id);
    const isJustCalled = p.name === 'operations.alarm' && w.now - comesAt(w, p.asked) < DAY;
    const isToCome = recovery.incidents.some((i) => i?.main === p.id && isUnmissed(w, i));
    if (!FOR_EVER.includes(p.name) && !isJustCalled && !isToCome)
      tell(`${p.name} is still at ${p.step}`);
  }
  for (const pool of procedures.pools)
    for (const holder of pool.holder)
      if (holder >= 0 && !living.has(holder))
        tell(`${pool.name} is held by a procedure that is gone`);
  for (const request of procedures.waiting)
    if (!living.has(request.procedure)) tell('a procedure that is gone waits for something');
  for (const flow of hardware.flows)
    if (flow !== null && !living.has(flow.procedure))
      tell('bytes flow for a procedure that is gone');
  if (living.size === 0) {
    for (const pool of procedures.pools)
      if (pool.holder.some((h) => h >= 0)) tell(`${pool.name} is held, and nothing runs`);
    if (hardware.load.some((n) => n !== 0)) tell('a link is loaded, and nothing runs');
    if (media.sets.some((s) => !s.complete)) tell('a set is half written');
  }
  for (const group of store.groups)
    if (group.frozenBy >= 0 && !living.has(group.frozenBy)) tell('a checkpoint is held by nobody');
  if (recovery.environments.length > 0) tell('a Restore.env is left');
  if (procedures.trails.some((trail, i) => trail !== null && !recovery.incidents[i]))
    tell('a trail is left of an incident that is closed');
  for (const { kind, a, b } of pending) {
    if (kind === 'procedure.wake') {
      const p = procedures.list[a] ?? null;
      if (p === null || p.serial !== b)
        tell(`an event will wake step ${b} of procedure ${a}, which is over`);
    }
    if (kind === 'media.replace' && !media.cartridges[a].gone)
      tell('a cartridge is replaced that is there');
    if (kind === 'store.fill' && hardware.volumes[a].fillTimer === 0)
      tell('nobody asked to look at a log volume');
  }
}
