/** Servers that fail: waited for or rebuilt, with everything that their databases had. */
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { quantile } from '../../../sim/engine/laws.ts';
import { drawBreakdown } from '../../../sim/org/hardware/breakdown.ts';
import { created, reachable } from '../../../sim/org/store/content.ts';
import { ends, groups, instant, runUntil, type Shape } from '../../support/backup.ts';
import { smallYaml, watch, type Watched } from '../../support/organization.ts';
import { faulty, rowsOf, SERVER, steps, toEnd, volume } from '../../support/recovery.ts';

/** Every failure is one of hardware, healed after 68 minutes. */
const HEALS =
  'rebuildShare: 0 %, repairMeanMs: 0 min, hardwareShare: 100 %, softwareShare: 0 %, networkShare: 0 %, facilitiesShare: 0 %, peopleShare: 0 %';
const REBUILT = 'rebuildShare: 100 %';

interface Setting extends Shape {
  readonly figures?: string;
  readonly recovery?: string;
}

const FAILS = { gone: `at: week 2 Thu 14:30, fail: ${SERVER}` };

function failing(faults: Readonly<Record<string, string>>, of: Setting = {}): Watched {
  const { figures = HEALS, recovery = '' } = of;
  const rest = `parameters: { hardware: { ${figures} } }\n${recovery}`;
  return watch(faulty(faults, of, rest), { check: true });
}

const at = (watched: Watched): number => instant(watched.plan, 2, 'Thu 14:30');

function spans(watched: Watched): (readonly [string, number])[] {
  return watched.of('incident.closed')[0].waterfall.map((s) => [s.span, s.ms / MINUTE] as const);
}

describe('a server that heals by repair', () => {
  const watched = toEnd(failing(FAILS));

  it('is waited for; nobody is needed, soft recovery replays from the checkpoint, nothing is lost', () => {
    const [replay] = steps(watched, 'replay');
    const replayMin = (replay.at - replay.began) / MINUTE;
    // 20 logs of checkpoint depth and the open one, at two a second.
    expect(replay.because).toContain('replaying 21 logs');
    expect(spans(watched)).toEqual([
      ['detect', 5],
      ['repair', 63],
      ['replay', replayMin],
      ['mount', 1],
    ]);
    expect(watched.of('incident.closed')).toMatchObject([
      { key: 'faults/gone:server-failed:1', cause: 'server-failed', scope: 'server' },
    ]);
    expect(rowsOf(watched)).toMatchObject([{ lostMessages: 0, sets: [], outcome: 'recovered' }]);
    expect(watched.of('content.lost')).toEqual([]);
    const people = watched.of('step.ended').filter((s) => s.definition === 'recovery.incident');
    expect(people.map((s) => s.step)).not.toContain('decide');
  });

  it('is out of service from its failure to the mount, and its mail is delivered then', () => {
    expect(watched.of('server.up')).toMatchObject([{ at: at(watched) + 68 * MINUTE }]);
    expect(watched.of('database.up').at(-1)).toMatchObject({ downSince: at(watched) });
    expect(rowsOf(watched)[0].serviceMs).toBe(rowsOf(watched)[0].dataMs);
    expect(watched.of('content.returned')).toEqual([]);
    const { world } = watched.sim;
    for (const c of [0, 1] as const) expect(reachable(world, 0, c)).toEqual(created(world, 0, c));
  });

  it('is known before the alarm when it is repaired sooner', () => {
    const soon = toEnd(failing(FAILS, { figures: `${HEALS}, hardwareRepairMs: 2 min` }));
    expect(spans(soon)[0]).toEqual(['detect', 2]);
    expect(spans(soon)[1][0]).toBe('replay');
  });

  it('is rebuilt all the same, where the ladder says so', () => {
    const recovery = 'recovery: { for: { server-failed: [rebuild-server] } }\n';
    expect(spans(toEnd(failing(FAILS, { recovery }))).map(([span]) => span)).toContain(
      'rebuild-server',
    );
    const named = 'recovery: { for: { gone: [rebuild-server] } }\n';
    expect(spans(toEnd(failing(FAILS, { recovery: named }))).map(([span]) => span)).toContain(
      'rebuild-server',
    );
  });
});

describe('a server that no repair heals', () => {
  it('is rebuilt by somebody, on parts by contract: Windows, service packs, RecoverServer', () => {
    const watched = toEnd(failing(FAILS, { figures: REBUILT }));
    expect(spans(watched).slice(0, 4)).toEqual([
      ['detect', 5],
      ['decide', 15],
      ['parts', 240],
      ['rebuild-server', 135],
    ]);
    expect(spans(watched).map(([span]) => span)).toEqual([
      'detect', 'decide', 'parts', 'rebuild-server', 'replay', 'mount',
    ]); // prettier-ignore
    expect(watched.of('content.lost')).toEqual([]);
  });
});

describe('while a server is down', () => {
  it('its backups break off, and none can begin', () => {
    const night = { gone: `at: week 2 Thu 20:02, fail: ${SERVER}` };
    const jobs =
      '\n    full: { type: full, when: daily 20:00 }\n    late: { type: full, when: Thu 20:30 }';
    const watched = toEnd(failing(night, { jobs }));
    const thursday = ends(watched).filter((f) => f.night >= instant(watched.plan, 2, 'Thu 20:00'));
    expect(thursday.slice(0, 2)).toMatchObject([
      { outcome: 'failed', because: 'mbx1 has failed' },
      { outcome: 'failed', because: '0x800706BA: mbx1 does not answer, so no session' },
    ]);
    expect(thursday[2].outcome).toBe('succeeded');
  });

  it('a further failure of it is absorbed', () => {
    const again = { ...FAILS, again: `at: week 2 Thu 15:00, fail: ${SERVER}` };
    const watched = toEnd(failing(again));
    expect(watched.of('cause.struck').map((f) => f.absorbed)).toEqual([false, true]);
    expect(watched.of('incident.closed')).toHaveLength(1);
  });

  it('the loss of a volume joins: first the server, then the volume and the tape', () => {
    const both = { ...FAILS, lost: `at: week 2 Thu 15:00, lose: ${volume('database')}` };
    const watched = toEnd(failing(both));
    expect(watched.of('incident.closed')).toMatchObject([
      {
        key: 'faults/gone:server-failed:1',
        causes: ['faults/gone:server-failed:1', 'faults/lost:volume-lost:1'],
      },
    ]);
    const path = spans(watched).map(([span]) => span);
    expect(path.indexOf('recreate-volume')).toBeGreaterThan(path.indexOf('decide'));
    expect(rowsOf(watched)[0].sets.length).toBeGreaterThan(0);
    expect(rowsOf(watched)[0].lostMessages).toBe(0);
  });

  it('a restore breaks off with it, and is begun again', () => {
    const both = {
      lost: `at: week 2 Thu 14:30, lose: ${volume('database')}`,
      gone: `at: week 2 Thu 15:55, fail: ${SERVER}`,
    };
    const watched = toEnd(failing(both, { groups: groups({ sg1: { db1: { size: '30 GiB' } } }) }));
    expect(steps(watched, 'image').map((s) => s.aborted)).toEqual([true, false]);
    expect(watched.of('incident.closed')[0].causes).toEqual([
      'faults/lost:volume-lost:1',
      'faults/gone:server-failed:1',
    ]);
    expect(watched.of('content.lost')).toEqual([]);
  });

  it('nobody clears its full log volume', () => {
    const shape = {
      logDisks: '2 x sas-15k-36gb',
      jobs: '\n    full: { type: full, when: first Sat 20:00 }',
      groups: groups({ sg1: { db1: { mailboxes: 250 } } }),
    };
    const full = failing({}, shape);
    while (full.of('log-volume.full').length === 0) full.sim.step();
    const when = full.sim.now + 2 * MINUTE;
    const instantText = new Date(when).toISOString().slice(0, 16).replace('T', ' ');
    const watched = failing({ gone: `at: ${instantText}, fail: ${SERVER}` }, shape);
    runUntil(watched, when + 3 * 24 * HOUR);
    const [freed] = watched.of('log-volume.freed');
    const [up] = watched.of('server.up');
    expect(freed.at).toBeGreaterThan(up.at);
    expect(watched.sim.world.org.store.databases[0].mounted).toBe(true);
  });
});

describe('how servers fail', () => {
  it('as often as their law says, and heal as LANL saw it', () => {
    const rest = 'hazards: { server-failed: 20 /year, others: none }\n';
    const { sim, plan, of } = watch(smallYaml({ horizon: '520 weeks', rest }), { check: false });
    sim.runUntil(plan.clock.end);
    const expected = (20 * 520 * 7) / 365;
    expect(Math.abs(of('cause.struck').length - expected)).toBeLessThan(2.58 * Math.sqrt(expected));
    expect(of('content.lost')).toEqual([]);
  });

  it('by shares of reasons, medians and the mean of all', () => {
    const { sim } = watch(smallYaml(), { check: false });
    const drawn = Array.from({ length: 20_000 }, (_, i) =>
      drawBreakdown(sim.world, `x:server-failed:${i}`),
    );
    const repairs = drawn.filter((b) => b.repairMs !== null);
    expect(1 - repairs.length / drawn.length).toBeCloseTo(0.1, 2);
    const of = (reason: string): number[] =>
      repairs
        .filter((b) => b.reason === reason)
        .map((b) => b.repairMs! / MINUTE)
        .sort((a, b) => a - b);
    expect(of('hardware').length / repairs.length).toBeCloseTo(0.6, 1);
    const median = (sorted: number[]): number => sorted[Math.floor(sorted.length / 2)];
    expect(Math.abs(median(of('hardware')) / 68 - 1)).toBeLessThan(0.1);
    expect(Math.abs(median(of('software')) / 43 - 1)).toBeLessThan(0.1);
    // The mean is far above the medians: compared where the tail is cut, by the law with that mean.
    const law = { type: 'lognormal', median: 68, mean: (68 * 352) / 63.459 } as const;
    for (const u of [0.1, 0.9, 0.99]) {
      const sorted = of('hardware');
      const share = sorted.filter((m) => m <= quantile(law, u)).length / sorted.length;
      expect(share).toBeCloseTo(u, 1);
    }
  });
});
