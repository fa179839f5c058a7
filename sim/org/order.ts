/**
 * Events of one instant and rank run in the order of their kinds and ids, not in the order in which somebody happened
 * to plan them. Each is collected as it comes, and all of them run in one event right behind the last: so no id, no
 * place in a queue and no rate of a flow can depend on how ties fall.
 */
import type { EventTable } from '../engine/types.ts';
import type { OrgWorld } from './world.ts';

/** Room between two ranks, for the event in which the collected ones run. */
const STEP = 2;

interface Collected {
  readonly name: string;
  readonly flush: string;
  run(w: OrgWorld, a: number, b: number): void;
}

/** Kind, a and b of each collected event lie one behind the other; few at a time, so the least is simply looked for. */
function takeLeast(due: number[]): [number, number, number] {
  let least = 0;
  for (let i = 3; i < due.length; i += 3) {
    const by = due[i] - due[least] || due[i + 1] - due[least + 1] || due[i + 2] - due[least + 2];
    if (by < 0) least = i;
  }
  const [kind, a, b] = due.splice(least, 3);
  return [kind, a, b];
}

function runCollected(w: OrgWorld, kinds: readonly Collected[]): void {
  const due = w.org.due.splice(0);
  while (due.length > 0) {
    const [kind, a, b] = due.length === 3 ? due.splice(0) : takeLeast(due);
    try {
      kinds[kind].run(w, a, b);
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      throw new Error(`${kinds[kind].name} (a ${a}, b ${b}): ${message}`, { cause: thrown });
    }
  }
}

/** The same events, of which those of one instant and rank run in a fixed order. */
export function inFixedOrder(
  table: EventTable<OrgWorld>,
  except: readonly string[],
): EventTable<OrgWorld> {
  const result: Record<string, EventTable<OrgWorld>[string]> = {};
  const kinds: Collected[] = [];
  for (const name of Object.keys(table).sort()) {
    const { rank, run } = table[name];
    if (except.includes(name)) {
      result[name] = { rank: rank * STEP, run };
      continue;
    }
    const flush = `organization.rank-${rank}`;
    const kind = kinds.push({ name, flush, run }) - 1;
    result[name] = {
      rank: rank * STEP,
      run(w, a, b) {
        w.org.due.push(kind, a, b);
        if (w.org.due.length === 3) w.at(w.now, flush);
      },
    };
    result[flush] = { rank: rank * STEP + 1, run: (w) => runCollected(w, kinds) };
  }
  return result;
}
