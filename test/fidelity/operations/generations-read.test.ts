/** Event 514 and whoever reads it; when nobody watches at all; reads that leave an entry and no complaint. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { instant } from '../../support/backup.ts';
import { LAST, oldYaml, stops } from '../../support/generations.ts';
import { lookAfter } from '../../support/noticing.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, rowsOf, toEnd, volume } from '../../support/recovery.ts';

/** 2003, a few thousand logs before the last one, and what looks at its log. */
function old(monitoring: string, first = LAST - 7000): Watched {
  const plan = { full: 'type: full, when: daily 20:00' };
  const yaml = oldYaml({ first, plan }).replace(
    'backup:\n',
    `  monitoring: { ${monitoring} }\nbackup:\n`,
  );
  return toEnd(watch(yaml, { check: true }));
}
const told = (watched: Watched) => watched.of('event.logged').filter((f) => f.id === 514);
const READS = 'reads: every 15 min from 00:00';

describe('log generations that run out', () => {
  it('ESE-23: are told of in the application log: every 1,000 logs, then every 10 (event 514)', () => {
    const texts = told(old('reads: never')).map((f) => f.text);
    expect(texts[0]).toContain('E00FE650.log is open, 6560 logs are left');
    // 1,042,000 to 1,044,000, and from 0xFF000 every ten.
    expect(texts.filter((text) => Number(/(\d+) logs/.exec(text)![1]) > 4080)).toHaveLength(3);
    expect(texts.length).toBe(3 + 409);
  });

  it('are renumbered after hours by whoever reads warnings, and the group never stops by itself', () => {
    const watched = old(`${READS}, alertsOn: warnings`);
    expect(stops(watched)).toEqual([]);
    const [fork] = watched.of('stream.forked');
    const downs = watched.of('database.down').filter((f) => f.because.includes('generations'));
    expect(downs).toHaveLength(2);
    const hour = (downs[0].at % DAY) / HOUR;
    expect(hour < 7 || hour >= 18).toBe(true);
    expect(fork.at - downs[0].at).toBeLessThan(10 * MINUTE);
    const [up] = watched.of('database.up').filter((f) => f.at > fork.at);
    expect(up.at - downs[0].at).toBeLessThan(20 * MINUTE);
    expect(watched.of('content.lost')).toEqual([]);
  });

  it('stop the group where errors alone raise an alarm: 514 is a warning', () => {
    expect(stops(old(READS))).toHaveLength(2);
  });
});

describe('where nobody watches', () => {
  const gone = (monitoring: string, at: string): Watched => {
    const rest = `hazards: none\nfaults: { gone: { at: week 1 ${at}, lose: ${volume('database')} } }\n`;
    return toEnd(lookAfter({ rest, operations: [`monitoring: { ${monitoring} }`] }));
  };
  const noticed = (watched: Watched) => {
    const [fact] = watched.of('incident.noticed');
    return { by: fact.by, after: fact.at - watched.of('incident.opened')[0].at };
  };

  it('MON-01: users call who cannot work, and nobody at night', () => {
    expect(noticed(gone('watches: 5 min', 'Thu 14:30'))).toEqual({
      by: 'monitoring',
      after: 5 * MINUTE,
    });
    expect(noticed(gone('watches: never', 'Thu 14:30'))).toEqual({
      by: 'users',
      after: 30 * MINUTE,
    });
    const night = gone('watches: never', 'Thu 22:00');
    expect(noticed(night)).toEqual({ by: 'users', after: 9.5 * HOUR });
    expect(rowsOf(night)[0].serviceMs).toBeGreaterThan(9.5 * HOUR);
  });

  it('MON-02: the application log tells whoever reads it, before users are there', () => {
    const read = gone(`watches: never, ${READS}`, 'Thu 22:00');
    expect(noticed(read)).toEqual({ by: 'the application log', after: 15 * MINUTE });
  });
});

describe('damaged pages', () => {
  const rest = `hazards: none\nfaults: { bad: { at: week 1 Sat 14:30, corrupt: ${DATABASE} } }\n`;
  const jobs = '\n    nightly: { type: full, when: Fri 20:00 }';
  const damaged = (operations: readonly string[]): Watched =>
    toEnd(lookAfter({ rest, jobs, operations, horizon: '2 weeks' }));

  it('MON-02: -1018 on a read stands in the application log alone, and is found there before a user complains', () => {
    const watched = damaged([`monitoring: { ${READS} }`]);
    const entry = watched.of('event.logged').find((f) => f.id === 474)!;
    expect(entry).toMatchObject({ source: 'ESE', severity: 'error' });
    expect(entry.text).toContain('-1018');
    const [seen] = watched.of('incident.noticed');
    expect(seen.by).toBe('the application log');
    expect(seen.at - entry.at).toBeLessThanOrEqual(15 * MINUTE + 62 * MINUTE);
    const [unread] = damaged([]).of('incident.noticed');
    expect(seen.at).toBeLessThan(unread.at);
    expect(instant(watched.plan, 1, 'Sat 14:30')).toBeLessThan(entry.at);
  });
});
