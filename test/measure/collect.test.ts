import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../sim/engine/clock.ts';
import { copyPlain, demandPlain } from '../../sim/engine/plain.ts';
import { attachMeasures, readMeasures } from '../../sim/measure/index.ts';
import { END, fakePlan, FakeSim, sayBackup, sayIncident, START } from './fake.ts';

const plan = fakePlan();

function run(script: (sim: FakeSim) => void) {
  const sim = new FakeSim();
  attachMeasures(sim, plan);
  script(sim);
  sim.now = Math.max(sim.now, END);
  return readMeasures(sim, plan, 3);
}

describe('incidents', () => {
  it('are rows with both clocks, the first database back, sets and waterfall', () => {
    const at = START + 10 * DAY;
    const { incidents } = run((sim) =>
      sayIncident(sim, { at, key: 'k', databases: [0, 1], dataMs: 3 * HOUR, sets: [7, 8] }),
    );
    expect(incidents).toHaveLength(1);
    const [row] = incidents;
    expect(row).toMatchObject({ key: 'k', scope: 'server', at, serviceMs: 3 * HOUR });
    expect(row).toMatchObject({ dataMs: 3 * HOUR, firstMs: 3 * HOUR, sets: [7, 8] });
    expect(row.waterfall.reduce((sum, { ms }) => sum + ms, 0)).toBe(row.dataMs);
    expect(row.closedAt).toBe(at + 3 * HOUR);
  });

  it('take loss from content.lost, never from what the close says of it', () => {
    const at = START + 10 * DAY;
    const lost = { from: at - 18 * HOUR, to: at - 2 * HOUR, messages: 400 };
    const { incidents } = run((sim) => sayIncident(sim, { at, key: 'k', dataMs: HOUR, lost }));
    const [database] = incidents[0].databases;
    expect(database).toMatchObject({ messages: 400, bytes: 2e7, logs: 100 });
    expect(database.windowMs).toBe(16 * HOUR);
    expect(database.pointMs).toBe(18 * HOUR);
  });

  it('count holes once, whichever class lost them', () => {
    const at = START + 10 * DAY;
    const { incidents } = run((sim) => {
      const head = { incident: 0, key: 'k', cause: 'volume-lost', scope: 'database' } as const;
      sim.say(at, 'incident.opened', { ...head, databases: [0] });
      for (const contentClass of [0, 1] as const) {
        const amount = { messages: 10, bytes: 500_000, logs: 2 };
        const base = { incident: 0, database: 0, contentClass, ...amount };
        sim.say(at, 'content.lost', { ...base, from: at - 5 * HOUR, to: at - 4 * HOUR });
        sim.say(at, 'content.lost', { ...base, from: at - 2 * HOUR, to: at - HOUR });
      }
    });
    expect(incidents[0].databases[0]).toMatchObject({ messages: 40, windowMs: 2 * HOUR });
  });

  it('keep apart when the organization uses an incident number again', () => {
    const { incidents } = run((sim) => {
      const lost = { from: START, to: START + HOUR, messages: 5 };
      sayIncident(sim, { at: START + DAY, key: 'a', dataMs: HOUR, lost });
      sayIncident(sim, { at: START + 2 * DAY, key: 'b', dataMs: HOUR });
    });
    expect(incidents.map(({ key, databases }) => [key, databases[0].messages])).toEqual([
      ['a', 5],
      ['b', 0],
    ]);
  });

  it('that merge are one, with the losses of both', () => {
    const at = START + DAY;
    const { incidents } = run((sim) => {
      const base = { cause: 'volume-lost', scope: 'database' } as const;
      sim.say(at, 'incident.opened', { ...base, incident: 0, key: 'a', databases: [0] });
      sim.say(at + 1, 'incident.opened', { ...base, incident: 1, key: 'b', databases: [1] });
      const content = { contentClass: 0, from: at - HOUR, to: at, bytes: 1, logs: 1 } as const;
      sim.say(at + 2, 'content.lost', { ...content, incident: 1, database: 1, messages: 9 });
      sim.say(at + 3, 'incident.joined', { incident: 0, key: 'b', databases: [1] });
    });
    expect(incidents).toHaveLength(1);
    expect(incidents[0].causes).toEqual(['a', 'b']);
    expect(incidents[0].databases.map(({ messages }) => messages)).toEqual([0, 9]);
  });

  it('still open at the end are censored: no times, and no close', () => {
    const { incidents } = run((sim) =>
      sim.say(END - DAY, 'incident.opened', {
        ...{ incident: 0, key: 'k', cause: 'page-damage', scope: 'database', databases: [2] },
      }),
    );
    expect(incidents[0]).toMatchObject({ serviceMs: null, dataMs: null, closedAt: null });
  });

  it('count only when their root cause falls inside the horizon', () => {
    const { incidents } = run((sim) => {
      sayIncident(sim, { at: START - 1, key: 'before', dataMs: HOUR });
      sayIncident(sim, { at: START, key: 'first', dataMs: HOUR });
      sayIncident(sim, { at: END, key: 'after', dataMs: HOUR });
    });
    expect(incidents.map(({ key }) => key)).toEqual(['first']);
  });

  it('refuse a loss that belongs to none', () => {
    const content = { contentClass: 0, from: 0, to: 1, messages: 1, bytes: 1, logs: 1 } as const;
    expect(() =>
      run((sim) => sim.say(START, 'content.lost', { incident: 4, database: 0, ...content })),
    ).toThrow('incident 4 is not open');
  });
});

describe('downtime', () => {
  it('is clipped to the horizon and counted in the hours of each class', () => {
    // Monday 06:00 to 09:00: two hours of it are standard hours, all of it premium ones.
    const { downtime } = run((sim) =>
      sayIncident(sim, { at: START + 7 * DAY + 6 * HOUR, key: 'k', dataMs: 3 * HOUR }),
    );
    expect(downtime).toEqual([
      {
        ...{ database: 0, serviceMs: 3 * HOUR, dataMs: 3 * HOUR },
        ...{ serviceInHoursMs: [2 * HOUR, 3 * HOUR], dataInHoursMs: [2 * HOUR, 3 * HOUR] },
      },
    ]);
    const late = run((sim) => sim.say(END - HOUR, 'database.down', { database: 1, because: '' }));
    expect(late.downtime[0].serviceMs).toBe(HOUR);
  });

  it('of data begins with the failure, noticed or not', () => {
    const at = START + 8 * DAY;
    const { downtime } = run((sim) => {
      const head = { incident: 0, key: 'k', cause: 'page-damage', scope: 'database' } as const;
      sim.say(at, 'incident.opened', { ...head, databases: [0] });
      sim.say(at + 3 * DAY, 'database.down', { database: 0, because: 'restored' });
      sim.say(at + 3 * DAY + HOUR, 'database.up', { database: 0, downSince: at + 3 * DAY });
      const times = { downAt: at + 3 * DAY, serviceMs: 3 * DAY + HOUR, dataMs: 3 * DAY + HOUR };
      const nothing = { lostWindowMs: 0, lostMessages: 0, lostBytes: 0, lostLogs: 0 };
      sim.say(at + 3 * DAY + HOUR, 'incident.closed', {
        ...{ ...head, causes: ['k'], backupMs: 0, openedAt: at, waterfall: [] },
        databases: [
          {
            ...{ database: 0, ...times, firstServiceMs: 3 * DAY + HOUR, ...nothing },
            ...{ oldestLost: null, sets: [], outcome: 'recovered' },
          },
        ],
      });
    });
    expect(downtime[0].serviceMs).toBe(HOUR);
    expect(downtime[0].dataMs).toBe(3 * DAY + HOUR);
  });
});

describe('backups', () => {
  it('count inside the horizon by their end, failures and overruns as shares of jobs', () => {
    const { jobs } = run((sim) => {
      sayBackup(sim, START - 1);
      sayBackup(sim, START + HOUR);
      sayBackup(sim, START + 2 * HOUR, { overran: true, outcome: 'aborted' });
      sayBackup(sim, START + 3 * HOUR, { outcome: 'failed' });
      sim.say(START + DAY, 'job.noticed', {
        job: 0,
        group: 0,
        by: 'the check of the backups',
        failedAt: START + 3 * HOUR,
      });
      sayBackup(sim, END);
    });
    expect(jobs).toMatchObject({ count: 3, failures: 2, overruns: 1, succeeded: 1 });
    expect(jobs.durationMs).toBe(HOUR);
    expect(jobs.unnoticedMs).toBe(22 * HOUR);
    // 100 mailboxes feel half an hour of copying.
    expect(jobs.degradedMailboxMs).toBe(50 * HOUR);
  });

  it('a failure that nobody sees counts up to the end of the run', () => {
    const { jobs } = run((sim) => sayBackup(sim, END - 5 * DAY, { outcome: 'failed' }));
    expect(jobs.unnoticedMs).toBe(5 * DAY);
  });

  it('a night is the whole run of a job; cartridges count once each', () => {
    const { jobs } = run((sim) => {
      const night = { job: 0, failed: 0 };
      sim.say(START + 2 * HOUR, 'job.ended', { ...night, night: START, began: START });
      sim.say(START + 28 * HOUR, 'job.ended', {
        ...{ ...night, night: START + DAY, began: START + DAY },
      });
      for (const cartridge of [4, 5, 4]) {
        const taken = { drive: 0, overwritten: false, because: '' };
        sim.say(START + 30 * HOUR, 'cartridge.taken', { cartridge, ...taken });
      }
    });
    expect(jobs).toMatchObject({ nights: 2, nightsMs: 6 * HOUR, longestNightMs: 4 * HOUR });
    expect(jobs.cartridges).toBe(2);
  });
});

describe('time without a valid full', () => {
  it('runs from data back to the end of the next full that begins after it', () => {
    const at = START + DAY;
    const { incidents } = run((sim) => {
      sayIncident(sim, { at, key: 'k', dataMs: 2 * HOUR });
      // Began before data was back: it holds the database of before.
      sayBackup(sim, at + 2 * HOUR + 1, { began: at });
      sayBackup(sim, at + 4 * HOUR, { outcome: 'failed', began: at + 3 * HOUR });
      sayBackup(sim, at + 6 * HOUR, { began: at + 5 * HOUR });
    });
    expect(incidents[0].unprotectedMs).toBe(4 * HOUR);
  });

  it('is null while it still runs, and zero where nothing was restored', () => {
    const open = run((sim) => sayIncident(sim, { at: START + DAY, key: 'k', dataMs: HOUR }));
    expect(open.incidents[0].unprotectedMs).toBeNull();
    const none = run((sim) =>
      sayIncident(sim, { at: START + DAY, key: 'k', dataMs: HOUR, sets: [] }),
    );
    expect(none.incidents[0].unprotectedMs).toBe(0);
  });
});

describe('the state of the collectors', () => {
  it('is plain data, and a fork goes on with it', () => {
    const whole = new FakeSim();
    attachMeasures(whole, plan);
    const first = (sim: FakeSim) => {
      sim.say(START + 1, 'cause.struck', {
        ...{ key: 'c', cause: 'job-failed', owner: 'x', absorbed: true, because: '' },
      });
      sayIncident(sim, { at: START + DAY, key: 'a', dataMs: HOUR });
      sayBackup(sim, START + 2 * DAY);
      sim.say(START + 3 * DAY, 'database.down', { database: 2, because: 'b' });
    };
    const second = (sim: FakeSim) => {
      sim.say(START + 3 * DAY + MINUTE, 'database.up', { database: 2, downSince: START + 3 * DAY });
      sayIncident(sim, { at: START + 5 * DAY, key: 'b', dataMs: HOUR, databases: [1] });
    };
    first(whole);
    demandPlain(whole.measures, 'measures');
    const fork = new FakeSim();
    fork.measures = copyPlain(whole.measures);
    fork.events = whole.events;
    attachMeasures(fork, plan);
    second(whole);
    second(fork);
    expect(readMeasures(fork, plan, 0)).toEqual(readMeasures(whole, plan, 0));
    expect(readMeasures(fork, plan, 0).causes).toEqual({ 'job-failed': { seen: 1, absorbed: 1 } });
  });

  it('reads no time of a backup where it decides loss', async () => {
    const { readFileSync } = await import('node:fs');
    for (const file of ['lost', 'incidents', 'incident-values']) {
      expect(readFileSync(`sim/measure/${file}.ts`, 'utf8')).not.toMatch(/backup\./);
    }
  });
});
