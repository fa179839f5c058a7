import { describe, expect, it } from 'vitest';
import { good, loadText, problemsOf, SMALL } from './helper.ts';

describe('expectations', () => {
  const expectation = (text: string): unknown =>
    good(loadText(`${SMALL}expect: [{ ${text} }]\n`)).expectations[0];

  it.each<[string, object]>([
    [
      'metric: loss.messages, over: incident, stat: p95, atMost: 60 messages',
      { atMost: 60, unit: 'messages' },
    ],
    ['metric: loss.bytes, over: replication, stat: mean, atMost: 1 MB', { atMost: 1e6, unit: 'B' }],
    [
      'metric: availability.service, stat: mean, atLeast: 99.9 %',
      { atLeast: 0.999, unit: 'share' },
    ],
    [
      'metric: backup.overruns, over: job, stat: probability, atMost: 1 %',
      { atMost: 0.01, unit: 'share' },
    ],
    [
      'metric: backup.overruns, over: replication, stat: mean, atMost: 2 /year',
      { atMost: 2, unit: '/year' },
    ],
    [
      'metric: downtime.data, stat: mean, atMost: 50 mailbox-hours',
      { atMost: 50, unit: 'mailbox-hours' },
    ],
    ['metric: restore.sets, stat: max, atMost: 7 sets', { atMost: 7, unit: 'sets' }],
    ['metric: causes.volume-lost, stat: total, atMost: 3', { atMost: 3, unit: 'count' }],
    ['metric: waterfall.replay, stat: p95, atMost: 1 h', { atMost: 3_600_000, unit: 'ms' }],
    [
      'metric: recovery.data, stat: probability, above: 4 h, atMost: 5 %',
      { atMost: 0.05, above: 14_400_000, unit: 'share' },
    ],
  ])('%s', (text, expected) => {
    expect(expectation(text)).toMatchObject({
      ...expected,
      given: 'years',
      proof: 'interval',
      whenUndecided: 'fail',
    });
  });

  it.each<[string, string]>([
    ['metric: availability.data, stat: mean, atLeast: 99 %', 'mailbox'],
    ['metric: availability.data, stat: mean, atLeast: 99 %, weight: database', 'database'],
    ['metric: recovery.data, per: database, stat: p95, atMost: 4 h, weight: database', 'database'],
    ['metric: sla.database, over: incident, per: database, stat: p95, atMost: 0 s', 'database'],
  ])('%s: weighed by the %s', (text, weight) => {
    expect(expectation(text)).toMatchObject({ weight });
  });

  it('a weight that nothing would obey is refused', () => {
    const text = 'metric: loss.messages, over: incident, stat: mean, atMost: 1 messages';
    const [problem] = problemsOf(loadText(`${SMALL}expect: [{ ${text}, weight: database }]\n`));
    expect(problem).toMatchObject({
      path: 'expect/0/weight',
      message: "'loss.messages' has no weight to choose",
    });
  });

  it('an unknown metric hides no unknown strategy, cause or class', () => {
    const text = 'metric: loss.mesages, strategy: nobody, where: { class: gold }, stat: mean';
    const found = problemsOf(loadText(`${SMALL}expect: [{ ${text}, atMost: 1 }]\n`));
    expect(found.map(({ path }) => path)).toEqual([
      'expect/0/metric',
      'expect/0/strategy',
      'expect/0/where/class',
    ]);
  });

  it('a difference may be asked to be below zero', () => {
    const text = `${SMALL}strategies: { a: {}, b: {} }\nexpect: [{ difference: { of: a, minus: b }, metric: recovery.data, stat: mean, atMost: -5 min }]\n`;
    const [found] = good(loadText(text)).expectations;
    expect(found).toMatchObject({
      difference: { of: 'a', minus: 'b' },
      strategies: [],
      atMost: -300_000,
    });
  });

  it.each([
    ['metric: recovery.data, stat: mean', 'an expectation needs a limit'],
    ['metric: recovery.data, stat: mean, atMost: -1 h', 'not negative'],
    ['metric: recovery.data, stat: mean, atMost: 1 h, atLeast: 2 h', 'nothing can be both'],
    [
      'metric: recovery.data, over: job, stat: mean, atMost: 1 h',
      "'recovery.data' is not over job",
    ],
    [
      'metric: recovery.data, stat: mean, above: 1 h, atMost: 1 h',
      "'above' goes with stat: probability",
    ],
    ['metric: recovery.data, atMost: 1 h', 'missing: which number'],
    ['metric: cost.total, stat: mean, atMost: 5', "'cost.total' needs prices"],
    ['metric: loss.pending, stat: mean, atMost: 5 messages', 'open incidents are not asked'],
    [
      'metric: backup.duration, over: job, per: database, stat: mean, atMost: 5 h',
      "'per' splits incidents",
    ],
    ['metric: restore.sets, stat: mean, atMost: 5', 'a count of sets needs a unit'],
    ['metric: causes.volume-lost, stat: mean, atMost: 5 h', 'not a number'],
    ['metric: availability.data, stat: mean, atLeast: 101 %', 'at most 100 %'],
    [
      'metric: recovery.data, stat: mean, atMost: 5 h, where: { cause: volume-los }',
      "no cause 'volume-los'",
    ],
    [
      'metric: recovery.data, stat: mean, atMost: 5 h, strategy: plan, difference: { of: plan, minus: plan }',
      'not both',
    ],
    ['metric: backup.failures, over: job, stat: max, atMost: 5 %', 'it has no max'],
    ['metric: backup.overruns, over: job, stat: total, atMost: 5 %', 'it has no total'],
    [
      'metric: backup.media, stat: mean, where: { server: exch1 }, atMost: 5 cartridges',
      "'backup.media' over replication cannot be split by server",
    ],
    [
      'metric: downtime.data, stat: mean, where: { cause: volume-lost }, atMost: 5 mailbox-hours',
      "'downtime.data' over replication cannot be split by cause",
    ],
    [
      'metric: waterfall.replay, per: database, stat: p95, atMost: 5 h',
      "'waterfall.replay' has no value for a single database",
    ],
  ])('refuses %s', (text, says) => {
    const problems = problemsOf(loadText(`${SMALL}expect: [{ ${text} }]\n`));
    expect(problems.map((each) => each.message).join()).toContain(says);
    expect(problems.every((each) => each.line === 18)).toBe(true);
  });

  it.each([
    ['stat: p95', 'stat', 'a difference is a paired mean, not the p95'],
    ['stat: probability, above: 1 h', 'stat', 'a difference is a paired mean'],
    ['stat: mean, per: database', 'per', 'differences pair whole incidents'],
  ])('refuses a difference with %s', (rest, key, says) => {
    const asked = `difference: { of: a, minus: b }, metric: recovery.data, ${rest}, atMost: 5 %`;
    const text = `${SMALL}strategies: { a: {}, b: {} }\nexpect: [{ ${asked} }]\n`;
    const found = problemsOf(loadText(text)).find(({ path }) => path === `expect/0/${key}`);
    expect(found?.message).toContain(says);
  });
});
