import * as z from 'zod';
import { causes, type CauseKey } from '../../org/causes.ts';
import type { RecoveryPlan, Runbook } from '../../org/recovery/plan.ts';
import { block, NOT_YET } from '../block.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { givenFor, LOST, RECOVERED } from './ladder-keys.ts';
import { leadsElsewhere, readElsewhere, runbookOf, type Rung } from './elsewhere.ts';
import { buildDirectoryRecovery, directoryRecoverySchema } from './directory-recovery.ts';
import { choice, field, yesNo } from '../fields.ts';
import { nearest, oneOf } from '../nearest.ts';
import { NAME } from '../names.ts';

/** Ways back for databases, and for servers. */
const RESTORES: readonly Runbook[] = [
  'roll-forward',
  'restore-to-last-set',
  'restore-elsewhere',
  'replicate',
  'stop-before',
  'repair',
];
const OF_SERVERS: readonly Runbook[] = ['wait', 'recover-elsewhere', 'rebuild-server'];
const RUNBOOKS: readonly Runbook[] = [...RESTORES, ...OF_SERVERS];

/** Runbooks that the language names and this version does not have. */
const LATER = [
  'older-set-and-roll-forward',
  'dial-tone-same-server',
  'dial-tone-other-server',
  'activate-copy',
  'merge',
];

const runbook = field<Rung>(
  {
    anyOf: [
      { type: 'string', enum: [...RUNBOOKS, ...LATER] },
      {
        type: 'object',
        properties: {
          run: { type: 'string', enum: [...RUNBOOKS, ...LATER] },
          with: { type: 'object' },
        },
        required: ['run'],
        additionalProperties: false,
      },
    ],
    description: `a runbook: ${RUNBOOKS.join(', ')}`,
  },
  { expected: oneOf(RUNBOOKS), example: 'roll-forward' },
  (written) => {
    const isMap = typeof written === 'object' && written !== null && !Array.isArray(written);
    const map = isMap ? (written as Record<string, unknown>) : { run: written };
    const stray = Object.keys(map).find((key) => key !== 'run' && key !== 'with');
    if (stray !== undefined)
      return { ok: false, message: `unknown key '${stray}' beside run and with` };
    const name = map.run;
    const known = RUNBOOKS.find((each) => each === name);
    if (known === undefined) {
      if (typeof name === 'string' && LATER.includes(name)) {
        return { ok: false, message: `the runbook '${name}' is ${NOT_YET}` };
      }
      const near = typeof name === 'string' ? nearest(name, [...RUNBOOKS, ...LATER]) : null;
      return { ok: false, message: 'no such runbook', nearest: near };
    }
    if (leadsElsewhere(known)) return readElsewhere(known, map.with);
    if (map.with !== undefined) return { ok: false, message: `'with' is ${NOT_YET}` };
    return { ok: true, value: known };
  },
);

const WHERE_THEY_ARE = 'where the files are';

export const recoverySchema = block(
  {
    for: z.record(z.string().regex(NAME), z.array(runbook)).optional(),
    fullAfterRecovery: choice('when a full of what was recovered is queued', [
      'at once',
      'next window',
    ]).optional(),
    preserveDamaged: yesNo.optional(),
    repeatFailed: yesNo.optional(),
    checkRestore: yesNo.optional(),
    hardRecovery: choice('who starts hard recovery', ['last set', 'by hand']).optional(),
    eseutil: choice('how eseutil is run', [WHERE_THEY_ARE, 'with paths']).optional(),
    directory: directoryRecoverySchema.optional(),
  },
  ['order', 'priority', 'people'],
);

const DEFAULTS: Readonly<
  Record<(typeof LOST)[number] | (typeof RECOVERED)[number], readonly Runbook[]>
> = {
  'database-volume': ['roll-forward', 'restore-to-last-set'],
  'log-volume': ['restore-to-last-set'],
  'database-file': ['roll-forward', 'restore-to-last-set'],
  'log-folder': ['restore-to-last-set'],
  'page-damage': ['roll-forward'],
  'sector-unreadable': ['roll-forward'],
  'server-failed': ['wait', 'rebuild-server'],
  'logical-corruption': ['stop-before'],
};

/**
 * Ladders by fault, by what was lost, and by cause. A ladder for `volume-lost` holds for both kinds of volume that
 * have none of their own, and for files and folders that have none either, so a lookup may go from the finest to the coarsest: fault, what was lost, cause.
 */
export function buildRecovery(
  doc: z.output<typeof recoverySchema> | undefined,
  faults: readonly string[],
  b: Builder,
): Omit<RecoveryPlan, 'elsewhere'> {
  const given = doc?.for ?? {};
  const ladders: Record<string, readonly Runbook[]> = {};
  for (const [key, rungs] of Object.entries(given)) {
    checkKey(key, faults, b);
    const ladder = rungs.map(runbookOf);
    if (ladder.length === 0) b.error(['recovery', 'for', key], 'a ladder has at least one runbook');
    checkLadder(key, ladder, faults, b);
    ladders[key] = ladder;
  }
  for (const [key, ladder] of Object.entries(DEFAULTS)) {
    if (Object.hasOwn(ladders, key)) continue;
    const coarser = givenFor(key, given);
    if (coarser !== null) {
      ladders[key] = ladders[coarser];
      continue;
    }
    ladders[key] = b.fill<readonly Runbook[]>(['recovery', 'for', key], undefined, {
      ...{ value: ladder, text: [...ladder], source: 'PARAMETERS, causes', assumed: false },
    });
  }
  const when = b.fill(['recovery', 'fullAfterRecovery'], doc?.fullAfterRecovery, {
    ...{ value: 'at once', text: 'at once', source: LANGUAGE, assumed: false },
  });
  const who = b.fill(['recovery', 'hardRecovery'], doc?.hardRecovery, {
    ...{ value: 'last set', text: 'last set', source: 'RST-18', assumed: false },
  });
  const eseutil = b.fill(['recovery', 'eseutil'], doc?.eseutil, {
    ...{ value: WHERE_THEY_ARE, text: WHERE_THEY_ARE, source: 'REC-19', assumed: false },
  });
  const isDone = (
    key: 'preserveDamaged' | 'repeatFailed' | 'checkRestore',
    source: string,
  ): boolean =>
    b.fill(['recovery', key], doc?.[key], {
      ...{ value: false, text: false, source, assumed: false },
    });
  return {
    ladders,
    eseutil: eseutil === WHERE_THEY_ARE ? 'where-the-files-are' : 'with-paths',
    preserveDamaged: isDone('preserveDamaged', 'RST-10'),
    repeatFailed: isDone('repeatFailed', LANGUAGE),
    checkRestore: isDone('checkRestore', LANGUAGE),
    fullAfterRecovery: when === 'at once' ? 'at-once' : 'next-window',
    hardRecovery: who === 'by hand' ? 'by-hand' : 'last-set',
    directory: buildDirectoryRecovery(doc?.directory, b),
  };
}

/** Ways back for servers and for databases stand in ladders apart; a fault may have either. */
function checkLadder(
  key: string,
  ladder: readonly Runbook[],
  faults: readonly string[],
  b: Builder,
): void {
  const path = ['recovery', 'for', key];
  const forServers = ladder.filter((each) => OF_SERVERS.includes(each)).length;
  const wanted = key === 'server-failed' ? OF_SERVERS : RESTORES;
  const mixed = forServers > 0 && forServers < ladder.length;
  if (mixed || (!faults.includes(key) && !ladder.every((each) => wanted.includes(each)))) {
    const choices = faults.includes(key)
      ? `${oneOf(RESTORES)}; or ${oneOf(OF_SERVERS)}`
      : oneOf(wanted);
    b.error(path, `a way back that does not fit '${key}'`, choices);
  } else if (forServers > 0 && ladder[ladder.length - 1] !== 'rebuild-server') {
    b.error(path, 'what no repair heals stays down: the last way back is rebuild-server');
  }
}

function checkKey(key: string, faults: readonly string[], b: Builder): void {
  const known = [...faults, ...LOST, 'volume-lost', 'operator-destroys', ...RECOVERED];
  if (known.includes(key)) return;
  const path = ['recovery', 'for', key];
  if (Object.hasOwn(causes, key)) {
    const cause = causes[key as CauseKey];
    const why = cause.modelled ? 'needs no recovery of its own' : `is ${NOT_YET}`;
    b.reporter.errorAtKey(path, { message: `the cause '${key}' ${why}`, expected: oneOf(known) });
    return;
  }
  const message = `'${key}' is no fault, no cause and nothing that can be lost`;
  b.reporter.errorAtKey(path, { message, expected: oneOf(known), nearest: nearest(key, known) });
}
