import * as z from 'zod';
import { profiles } from '../../org/workload/parameters.ts';
import type { Profile } from '../../org/workload/plan.ts';
import { block } from '../block.ts';
import {
  choice,
  field,
  named,
  paths,
  reference,
  size,
  spans,
  time,
  whole,
  yesNo,
} from '../fields.ts';
import { nearest, oneOf } from '../nearest.ts';
import { countOf, parseQuantity } from '../units.ts';

const PROFILES = Object.keys(profiles['exchange-2007']);

/** A profile by its name, or by its own figures per weekday. */
export type ProfileDoc =
  | { readonly type: 'name'; readonly name: string }
  | {
      readonly type: 'own';
      readonly profile: Omit<Profile, 'name' | 'logBytesPerDay'> & { readonly logs: number };
    };

const OWN = '{ sent: 10 messages, received: 40 messages, logs: 12 logs }';

const profile = field<ProfileDoc>(
  {
    anyOf: [
      { type: 'string', enum: PROFILES },
      {
        type: 'object',
        properties: {
          sent: { type: 'string' },
          received: { type: 'string' },
          logs: { type: 'string' },
        },
        required: ['sent', 'received', 'logs'],
        additionalProperties: false,
      },
    ],
    description: `what a mailbox does on a weekday: ${PROFILES.join(', ')}, or ${OWN}`,
  },
  { expected: `${oneOf(PROFILES)}, or ${OWN}`, example: 'average' },
  (written) => {
    if (typeof written === 'object' && written !== null && !Array.isArray(written)) {
      return ownProfile(written as Record<string, unknown>);
    }
    if (typeof written !== 'string') return { ok: false, message: 'not a profile' };
    if (PROFILES.includes(written)) return { ok: true, value: { type: 'name', name: written } };
    return { ok: false, message: `no profile '${written}'`, nearest: nearest(written, PROFILES) };
  },
);

type OwnReading =
  | { readonly ok: true; readonly value: ProfileDoc }
  | { readonly ok: false; readonly message: string };

function ownProfile(written: Record<string, unknown>): OwnReading {
  const stray = Object.keys(written).find((key) => !['sent', 'received', 'logs'].includes(key));
  if (stray !== undefined) return { ok: false, message: `unknown key '${stray}' in a profile` };
  const sent = parseQuantity(countOf('messages'), written.sent);
  const received = parseQuantity(countOf('messages'), written.received);
  const logs = parseQuantity(countOf('logs'), written.logs);
  for (const each of [sent, received, logs]) if (!each.ok) return each;
  const value = (each: typeof sent): number => (each.ok ? each.value : 0);
  if (value(sent) + value(received) <= 0 || value(logs) <= 0) {
    return { ok: false, message: 'a profile has messages and logs' };
  }
  if (value(logs) > 1e6 || value(sent) + value(received) > 1e6)
    return { ok: false, message: 'at most 1,000,000 a day' };
  const own = { sentPerDay: value(sent), receivedPerDay: value(received), logs: value(logs) };
  return { ok: true, value: { type: 'own', profile: own } };
}

/** What all users together post into the folders of a database on a weekday. */
const posts = field<number>(
  {
    type: 'string',
    description: 'posts of a weekday, such as 400 messages',
    examples: ['400 messages'],
  },
  { expected: 'posts of a weekday such as 400 messages', example: '400 messages' },
  (written) => {
    const parsed = parseQuantity(countOf('messages'), written);
    if (!parsed.ok) return parsed;
    return parsed.value > 0 && parsed.value <= 1e8
      ? parsed
      : { ok: false, message: 'from 1 to 100,000,000 posts a day' };
  },
);

/** Mailboxes by class; also of the `size` question, which varies one of them. */
const mailboxes = named(whole('mailboxes', 0, 1_000_000));

export const databaseSchema = block(
  {
    kind: choice('what lies in a database', ['mailbox', 'public']).optional(),
    on: reference('a volume of the server'),
    mailboxes: mailboxes.optional(),
    profile: profile.optional(),
    posts: posts.optional(),
    replicas: paths.optional(),
    quota: size.optional(),
    size: size.optional(),
    mounted: yesNo.optional(),
    itemRetention: time.optional(),
    maintenance: spans.optional(),
  },
  ['retention', 'copies'],
);

export const groupSchema = block(
  {
    logs: reference('a volume of the server'),
    system: reference('a volume of the server').optional(),
    firstGeneration: whole('the number of a log', 1, 1e12).optional(),
    circularLogging: yesNo.optional(),
    zeroing: yesNo.optional(),
    databases: named(databaseSchema),
  },
  ['copy'],
);

export const groupsSchema = named(groupSchema);
export type GroupDoc = z.output<typeof groupSchema>;
export type DatabaseDoc = z.output<typeof databaseSchema>;
