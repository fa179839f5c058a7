/** When jobs of files run: by their times, after what happens to the organization, or as the sources advise (E-43). */
import { nextOccurrence, type Schedule } from '../../engine/calendar.ts';
import { DAY } from '../../engine/clock.ts';
import { OCCASIONS, type FileSetKind, type Occasion } from '../../org/backup/files/plan.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { field } from '../fields.ts';
import { oneOf } from '../nearest.ts';
import type { Path } from '../problem.ts';
import { parseSchedule } from '../times.ts';

/** What a job runs after, beside its times: one, or a list. */
export const occasions = field<readonly Occasion[]>(
  { type: ['string', 'array'], description: `what a job runs after: ${oneOf(OCCASIONS)}, or both` },
  { expected: `${oneOf(OCCASIONS)}, or a list of these`, example: 'changes' },
  (written) => {
    const all = (Array.isArray(written) ? written : [written]) as unknown[];
    const found = OCCASIONS.filter((each) => all.includes(each));
    if (found.length > 0 && found.length === new Set(all).size) return { ok: true, value: found };
    return { ok: false, message: 'not one of the choices' };
  },
);

interface Timed {
  readonly saves: FileSetKind;
  readonly when?: Schedule | undefined;
  readonly after?: readonly Occasion[] | undefined;
}

const NEVER: Schedule = { week: [], monthly: [] };

/** Controllers every night (AD-09), members with Windows once a week (BKP-52), System State of 2007 around patches (BKP-67). */
function usual({ saves }: Timed, ofControllers: boolean, b: Builder): [string, string] | null {
  if (ofControllers) return ['daily 04:00', 'AD-09, E-43'];
  if (saves === 'system-state' && b.version === 'exchange-2007') return ['', 'BKP-67, E-43'];
  if (saves === 'windows-set' || saves === 'full-computer') return ['Sun 04:00', 'BKP-52, E-43'];
  return null;
}

export function timesOf(
  path: Path,
  doc: Timed,
  machines: { readonly servers: readonly number[]; readonly controllers: readonly number[] },
  b: Builder,
): { when: Schedule; after: readonly Occasion[] } {
  const { when, after } = doc;
  const { servers, controllers } = machines;
  // Controllers are saved every night, whatever else a job runs after.
  if (when !== undefined || (after !== undefined && controllers.length === 0)) {
    warnOften(path, doc, b);
    const none = { value: [], text: [], source: LANGUAGE, assumed: false };
    return { when: when ?? NEVER, after: b.fill([...path, 'after'], after, none) };
  }
  const found = usual(doc, controllers.length > 0, b);
  if (found === null || (controllers.length > 0 && servers.length > 0)) {
    b.error([...path, 'when'], 'missing: when does it run?', 'times of the week such as Sat 12:00');
    return { when: NEVER, after: [] };
  }
  const [text, source] = found;
  if (text === '') {
    const patches = { value: ['patches'] as const, text: ['patches'], source, assumed: false };
    return { when: NEVER, after: b.fill<readonly Occasion[]>([...path, 'after'], after, patches) };
  }
  const times = parseSchedule(text);
  const value = times.ok ? times.value : NEVER;
  return {
    when: b.fill([...path, 'when'], when, { value, text, source, assumed: false }),
    after: after ?? [],
  };
}

/** System State of 2007 is needed around changes, not every night (BKP-67); Windows sets of 2003 at least weekly (BKP-52). */
function warnOften(path: Path, { saves, when }: Timed, b: Builder): void {
  if (when === undefined) return;
  const first = nextOccurrence(when, 0);
  const second = nextOccurrence(when, first);
  const apart = second - first;
  if (b.version === 'exchange-2007' && saves === 'system-state' && apart <= DAY)
    b.reporter.warning([...path, 'when'], {
      message: 'System State is needed around patches and upgrades, not every night (BKP-67)',
      expected: 'the times of changes such as first Sun 20:00',
    });
  if (b.version === 'exchange-2003' && saves === 'windows-set' && apart > 7 * DAY)
    b.reporter.warning([...path, 'when'], {
      message: 'the older a Windows set, the likelier it fails: make one a week (BKP-52, E-43)',
      expected: 'at least once a week',
    });
}
