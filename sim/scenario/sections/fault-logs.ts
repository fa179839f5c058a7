/** Single log files and checkpoint files as faults name them: 'servers/exch2/storageGroups/sg1/logs/open'. */
import type { Gap, LogPlace } from '../../org/store/state.ts';
import type { Builder } from '../builder.ts';
import { nearest, oneOf } from '../nearest.ts';
import type { Place } from '../paths.ts';
import type { Path } from '../problem.ts';
import { one } from './fault-things.ts';

const PLACES: readonly LogPlace[] = ['open', 'newest', 'oldest', 'required'];

export type LogDeed =
  | {
      readonly verb: 'break-log';
      readonly group: number;
      readonly place: LogPlace;
      readonly how: Gap['how'];
    }
  | { readonly verb: 'delete-checkpoint'; readonly group: number };

interface Written {
  readonly lose?: readonly string[];
  readonly delete?: readonly string[];
  readonly corrupt?: { readonly database: string };
  readonly quarantined?: boolean;
}

/** What a fault does to a log or checkpoint file; null where it does something else, 'wrong' where that is reported. */
export function logDeed(
  path: Path,
  fault: Written,
  groups: readonly Place[],
  b: Builder,
): LogDeed | null | 'wrong' {
  const verb =
    fault.delete !== undefined ? 'delete' : fault.lose !== undefined ? 'lose' : 'corrupt';
  const named = verb === 'corrupt' ? fault.corrupt?.database : fault[verb]?.[0];
  const log = /^(.*)\/logs\/([^/]*)$/.exec(named ?? '');
  const checkpoint = /^(.*)\/checkpoint$/.exec(named ?? '');
  const of = log?.[1] ?? checkpoint?.[1] ?? '';
  // Volumes may be called so, too.
  const isOurs = of.includes('/storageGroups/');
  if (fault.quarantined !== undefined && (log === null || verb !== 'delete' || !isOurs)) {
    b.error([...path, 'quarantined'], 'only a log file that is deleted can be in quarantine');
    return 'wrong';
  }
  if (!isOurs) return null;
  const group = one([...path, verb], [of], 'storage group', groups, b);
  if (log === null) {
    if (verb !== 'corrupt') return { verb: 'delete-checkpoint', group };
    b.error([...path, verb], 'a damaged checkpoint file is as good as none: delete it');
    return 'wrong';
  }
  const place = PLACES.find((each) => each === log[2]);
  if (place === undefined) {
    const message = `no log '${log[2]}' of a storage group`;
    const near = nearest(log[2], PLACES);
    b.reporter.error([...path, verb], { message, expected: oneOf(PLACES), nearest: near });
    return 'wrong';
  }
  const how =
    verb === 'corrupt' ? 'damaged' : fault.quarantined === true ? 'quarantined' : 'missing';
  return { verb: 'break-log', group, place, how };
}
