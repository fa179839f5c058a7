/** Backups while users work: who bears them, what slows them, and what they get in the way of (BKP-29, 43, 70, 74, 75). */
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { model } from '../../../sim/experiment/model.ts';
import { runReplication } from '../../../sim/experiment/replication.ts';
import {
  ends,
  groups,
  instant,
  jobs,
  openLogOf,
  runTo,
  runUntil,
  scenario,
  type Ended,
  type Shape,
} from '../../support/backup.ts';
import { planOf, type Watched } from '../../support/organization.ts';

const BUSY = groups({ sg1: { db1: { size: '47 GiB', mailboxes: 500 } } });
const full = (more = ''): string =>
  jobs({ full: `type: full, when: Wed 10:00, window: always${more}` });
const last = (watched: Watched): Ended => ends(watched, 'full').at(-1)!;

describe('an online full', () => {
  it('BKP-75: takes nobody down; what users write meanwhile is logged, and is on the set', () => {
    const watched = runTo({ horizon: '1 weeks', groups: BUSY, jobs: full() }, (plan) =>
      instant(plan, 1, 'Wed 10:00'),
    );
    const open = openLogOf(watched);
    runUntil(watched, watched.plan.clock.end);
    expect(watched.of('database.down')).toEqual([]);
    expect(last(watched).highLog).toBeGreaterThan(open + 50);
  });

  it('BKP-29: overwrites deleted pages on its way alone: no incremental, and no copy of files, does', () => {
    const of = (type: string, zeroing: boolean): number => {
      const rest = 'hazards: none\nparameters: { backup: { sourceBytesPerSecond: 60 MB/s } }\n';
      const shape: Shape = {
        ...{ horizon: '1 weeks', rest },
        groups: groups({ sg1: { db1: {} } }).replace('system: logs', `zeroing: ${zeroing}`),
        jobs: jobs({ full: 'type: full, when: Mon 20:00', more: `${type}, when: Wed 20:00` }),
      };
      return ends(runTo(shape), 'more').at(-1)!.copyMs;
    };
    expect(of('type: copy', true) / of('type: copy', false)).toBeGreaterThan(1.2);
    for (const type of ['type: copy, engine: offline', 'type: incremental']) {
      expect(of(type, true)).toBe(of(type, false));
    }
  });

  it('BKP-43: takes longer by zeroing, size, a failed mount; and its window ends what takes too long', () => {
    const run = (shape: Shape, rest = ''): Ended =>
      last(
        runTo({
          horizon: '1 weeks',
          groups: BUSY,
          jobs: full(),
          rest: `hazards: none\n${rest}`,
          ...shape,
        }),
      );
    const ms = ({ at, began }: Ended): number => at - began;
    const plain = ms(run({}));
    const zeroed = ms(run({ groups: BUSY.replace('system: logs', 'zeroing: true') }));
    expect(zeroed - plain).toBeGreaterThan(0.1 * HOUR);
    const bigger = run({ groups: groups({ sg1: { db1: { size: '94 GiB', mailboxes: 500 } } }) });
    expect(ms(bigger) / plain).toBeGreaterThan(1.8);
    const mounts = run({ rest: 'hazards: { mount-failed: 60 %, others: none }\n' });
    const { plan } = runTo({ jobs: full() }, ({ clock }) => clock.warmupStart);
    expect(ms(mounts) - plain).toBeGreaterThanOrEqual(plan.figures.media.mountRetryMs);
    const broken = run({ rest: 'hazards: { job-failed: 100 %, others: none }\n' });
    expect([broken.outcome, broken.because]).toEqual(['failed', 'the job failed']);
    const late = run({ jobs: full().replace('always', '10:00-10:20') });
    expect([late.outcome, late.overran, late.because]).toEqual([
      'aborted',
      true,
      'the backup window ended',
    ]);
    expect(late.at - late.began).toBeLessThan(0.4 * HOUR);
  });
});

describe('its burden', () => {
  const measured = (yaml: string) =>
    runReplication(model, planOf(yaml), { seed: 1, replication: 0 });

  it('BKP-74: is borne by the mailbox server: its users are slow while it is read, wherever the tape drive is', async () => {
    const shape: Shape = { horizon: '1 weeks', groups: BUSY, jobs: full() };
    const yaml = scenario(shape);
    const away = yaml
      .replace('sites: { hq:', 'sites: { dr: {}, hq:')
      .replace('lib1: { site: hq', 'lib1: { site: dr');
    expect(away).not.toBe(yaml);
    for (const text of [yaml, away]) {
      const { jobs: tally } = await measured(text);
      const { copyMs } = last(runTo(shape));
      expect(tally.degradedMailboxMs).toBe(500 * copyMs);
    }
  });

  it('BKP-70: falls on the maintenance of the night or not, by when it is scheduled', async () => {
    const at = (when: string) =>
      measured(
        scenario({
          horizon: '2 weeks',
          groups: BUSY,
          jobs: jobs({ full: `type: full, when: daily ${when}, window: always` }),
        }).replaceAll('size: 47 GiB,', 'size: 47 GiB, maintenance: 01:00-02:00,'),
      );
    const [beside, across] = [await at('12:00'), await at('01:00')];
    expect(beside.maintenance.lostMs).toBe(0);
    expect(across.maintenance.lostMs).toBeGreaterThan(14 * 0.4 * HOUR);
    expect(across.maintenance.longestMs).toBeGreaterThan(1.4 * beside.maintenance.longestMs);
  });
});
