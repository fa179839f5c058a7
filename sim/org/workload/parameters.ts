import { defineParameters, type Figures } from '../parameter.ts';
import type { Profile } from './plan.ts';

export const workloadParameters = defineParameters({
  messageBytes: {
    value: 51_200, unit: 'B', source: 'Sun sizing tool; Exchange team blog 2011-11-09',
    band: [25_600, 102_400], doc: 'mean size of a message, 50 KiB',
  },
  weekendShare: {
    value: 0.15, unit: 'share', source: 'no source read', assumed: true, band: [0, 0.5],
    doc: 'work of a weekend day as a share of a weekday\'s',
  },
  ioPerMessage: {
    value: 123, unit: 'count', source: 'slipstick.com 2008-09-18: 0.18 a second and average mailbox', band: [110, 151],
    doc: 'reads and writes of database files that a message causes, all that is done with it included: those a second of the busiest hours, over the messages of such an hour (ESE-04)',
    in2003: { value: 245, source: 'TechNet bb125019: 0.75 a second and average mailbox', band: [180, 330] },
  },
  readShare: {
    value: 0.5, unit: 'share', source: 'slipstick.com 2008-09-18: about 1:1', band: [0.4, 0.6],
    doc: 'reads among these: the rest writes',
    in2003: { value: 0.7, source: 'TechNet bb125019: between 66 % and 75 %', band: [0.66, 0.8] },
  },
  growthAllowance: {
    value: 1.2, unit: 'factor', source: 'W-08; TechNet bb738147',
    doc: 'database size over quota x mailboxes, deleted items of the usual retention among it',
  },
  retentionShare: {
    value: 0.1, unit: 'share', source: 'W-19, RSG-13',
    doc: 'of a database: deleted items of 14 days; as much more or less for each day of retention',
  },
}); // prettier-ignore
export type WorkloadFigures = Figures<typeof workloadParameters>;

/** Share of a weekday's work by hour from 00:00, in tenths of a percent (PARAMETERS; assumed). */
export const weekdayCurve: readonly number[] = [
  5, 5, 5, 5, 5, 10, 20, 40, 80, 100, 105, 85, 55, 75, 90, 100, 80, 50, 30, 20, 15, 10, 5, 5,
];

const MIB = 1_048_576;
/** Log bytes over message bytes: 12 logs of 1 MiB for 50 messages of 50 KiB. */
export const LOG_FACTOR = (12 * MIB) / (50 * 51_200);

function profile2003(name: string, sent: number, received: number): Profile {
  const bytes = Math.round((sent + received) * 51_200 * LOG_FACTOR);
  return { name, sentPerDay: sent, receivedPerDay: received, logBytesPerDay: bytes };
}

function profile2007(name: string, sent: number, received: number, logs: number): Profile {
  return { name, sentPerDay: sent, receivedPerDay: received, logBytesPerDay: logs * MIB };
}

/**
 * Mailbox profiles by version. 2007: logs per mailbox and day (remembered from Microsoft's calculator, assumed).
 * 2003: messages from TechNet bb125019, log bytes by the 2007 factor (assumed).
 */
export const profiles: Readonly<
  Record<'exchange-2003' | 'exchange-2007', Record<string, Profile>>
> = {
  'exchange-2007': {
    light: profile2007('light', 5, 20, 6),
    average: profile2007('average', 10, 40, 12),
    heavy: profile2007('heavy', 20, 80, 24),
    'very-heavy': profile2007('very-heavy', 30, 120, 36),
  },
  'exchange-2003': {
    light: profile2003('light', 20, 50),
    average: profile2003('average', 30, 75),
    heavy: profile2003('heavy', 40, 100),
    'very-heavy': profile2003('very-heavy', 60, 150),
  },
};
