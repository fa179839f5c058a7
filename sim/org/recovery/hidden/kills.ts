/** Deletions that nobody has missed yet, drawn anew: they strike at their rate, and have gone unmissed by chance. */
import { quantile } from '../../../engine/laws.ts';
import type { Procedure } from '../../../engine/procedure.ts';
import type { Ms } from '../../../engine/types.ts';
import { ratePerMs, waited } from '../../calendar-hazards.ts';
import { causeOf } from '../../causes.ts';
import {
  corruptedDatabase,
  kill,
  noticingLaw,
  planCorruption,
  usualExtent,
} from '../../store/corruption.ts';
import { logAt } from '../../store/stream.ts';
import type { OrgWorld } from '../../world.ts';
import { incidentWith, openIncident } from '../incident.ts';
import { startRunbook, type RunbookVars } from '../runbook/procedure.ts';

/** So many quantiles stand for the law by which deletions are missed. */
const QUANTILES = 200;

const isKill = (key: string): boolean => causeOf(key) === 'logical-corruption';

/** Forgets deletions that nobody has missed: they belong to open incidents, or wait until one is over. */
export function forgetKills(w: OrgWorld): void {
  const unknown = w.org.recovery.incidents.flatMap((incident) => {
    if (incident === null) return [];
    const waiting = incident.damage.map(({ key }) => key);
    return incident.noticed || incident.met ? waiting : [...incident.causes, ...waiting];
  });
  for (const d of w.org.store.databases) {
    d.kills = d.kills.filter(({ key }) => !isKill(key) || !unknown.includes(key));
  }
}

/** When the deletion struck that is still unmissed on a server, and when it will be; null for none. */
function drawUnmissed(w: OrgWorld, server: number, ordinal: number): { at: Ms; until: Ms } | null {
  const { path } = w.plan.servers[server];
  const { start, end } = w.plan.clock;
  const law = noticingLaw(w);
  const longest = Math.max(0, Math.min(w.now, end) - start);
  const times = Array.from({ length: QUANTILES }, (_, i) => quantile(law, (i + 0.5) / QUANTILES));
  const total = times.reduce((sum, time) => sum + Math.min(time, longest), 0);
  const expected = (ratePerMs(w.plan.hazards['logical-corruption']) * total) / QUANTILES;
  const draw = (purpose: string): number =>
    w.draw(path, `logical-corruption.hidden${purpose}`, ordinal);
  if (draw('') >= -Math.expm1(-expected)) return null;
  let left = draw('.at') * total;
  for (const time of times) {
    const possible = Math.min(time, longest);
    if (left < possible) {
      const at = w.now - Math.floor(left);
      return { at, until: at + Math.ceil(time) };
    }
    left -= possible;
  }
  return null;
}

/** Whether a database was in service at an instant, on the stream and with the content that it has now. */
function wasServing(w: OrgWorld, database: number, at: Ms): boolean {
  const { mounted, lineage, lineages, downs } = w.org.store.databases[database];
  const since = lineages.find(({ id }) => id === lineage)?.since ?? w.now;
  if (!mounted || at < since) return false;
  for (let i = 0; i < downs.length; i += 2) if (at >= downs[i] && at < downs[i + 1]) return false;
  return true;
}

/** Deletions that nobody has missed, on every server; none at all unless `mayBe`. The next strikes are planned, too. */
export function redrawKills(w: OrgWorld, ordinal: number, mayBe: boolean): void {
  for (const { id, path } of w.plan.servers) {
    w.org.store.servers[id].corruptions = ordinal;
    const unmissed = mayBe ? drawUnmissed(w, id, ordinal) : null;
    if (unmissed !== null) w.org.store.servers[id].corruptions += 1;
    planCorruption(w, id, waited(w, unmissed?.at ?? -1));
    if (unmissed === null) continue;
    const { at, until } = unmissed;
    const database = corruptedDatabase(w, id, ordinal + 1);
    if (database < 0 || !wasServing(w, database, at)) continue;
    const key = `${path}:logical-corruption:${ordinal + 1}`;
    const { group } = w.plan.databases[database];
    const extent = { ...usualExtent(w), noticedMs: until - at };
    kill(w, key, database, extent, logAt(w, group, at), at);
    unmissedIncident(w, key, database, at, until);
  }
}

function unmissedIncident(w: OrgWorld, key: string, database: number, at: Ms, until: Ms): void {
  const known = incidentWith(w, database);
  if (known !== null) {
    known.damage.push({ database, key });
    return;
  }
  const opening = { key, cause: causeOf(key), databases: [database], volumes: [] };
  const incident = openIncident(w, opening, at);
  startRunbook(w, incident.id, { at: until, by: 'whoever missed mail' }, -1);
  const p = w.org.procedures.list[incident.main] as Procedure<RunbookVars>;
  p.asked = at;
  p.began = at;
}
