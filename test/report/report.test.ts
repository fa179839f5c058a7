import { beforeAll, describe, expect, it } from 'vitest';
import { causeKeys } from '../../sim/org/causes.ts';
import { reportOf, withoutEffect } from '../../sim/report/build.ts';
import type { IncidentStory, ReportData } from '../../sim/report/data.ts';
import { pageWith } from '../../sim/report/page.ts';
import { resultsOf, resultsPieces } from '../../sim/report/results.ts';
import { chooseIncidents } from '../../sim/report/story/choose.ts';
import { storyOf } from '../../sim/report/story/index.ts';
import { summaryText } from '../../sim/report/terminal/summary.ts';
import { colourPaint, plainPaint } from '../../sim/report/terminal/paint.ts';
import { storyText } from '../../sim/report/terminal/story.ts';
import type { Simulated } from './small.ts';
import { model, simulateSmall } from './small.ts';

let simulated: Simulated;
const stories: IncidentStory[] = [];
let report: ReportData;

beforeAll(async () => {
  simulated = await simulateSmall();
  const { scenario, pools, experiment } = simulated;
  for (const { name, incidents } of experiment.strategies) {
    const { plan, results } = pools[name];
    for (const { row, why } of chooseIncidents(incidents)) {
      const { fingerprint } = results[row.replication];
      const request = { model, plan, seed: scenario.seed, strategy: name, row, why };
      stories.push(await storyOf({ ...request, fingerprint, command: 'dialtone explain' }));
    }
  }
  report = reportOf({ scenario, replications: 4, experiment, assumptions: null, stories });
});

function head() {
  const { scenario } = simulated;
  return { ...scenario, scenario };
}

describe('results', () => {
  it('have the shape of the contract and nothing about the run', () => {
    const text = [...resultsPieces(head(), simulated.experiment)].join('');
    const results = JSON.parse(text);
    expect(results.schema).toBe('dialtone/results/1');
    expect(Object.keys(results.scenario)).toEqual(['name', 'digest']);
    expect(results).toMatchObject({ seed: 11, replications: 4, baseline: 'weekly' });
    expect(Object.keys(results.strategies)).toEqual(['weekly', 'daily']);
    const { weekly } = results.strategies;
    expect(weekly.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(weekly.metrics['loss.messages']).toMatchObject({ over: 'replication', n: 4 });
    expect(weekly.metrics['loss.messages over incident'].over).toBe('incident');
    expect(Object.keys(results.differences)).toEqual(['daily - weekly']);
    expect(Object.keys(results.differences['daily - weekly'])).toContain('recovery.data');
    expect(Object.keys(weekly.incidents[0])).toEqual([
      'replication', 'key', 'causes', 'cause', 'scope', 'at', 'affected', 'service', 'data',
      'first', 'point', 'loss', 'mail', 'waterfall', 'sets', 'closed',
    ]); // prettier-ignore
    expect(text).not.toMatch(/Infinity|NaN|undefined/);
  });

  it('come in pieces that are the text of the whole, also where a strategy has no incidents', () => {
    const { experiment } = simulated;
    const [weekly, daily] = experiment.strategies;
    const tricky = { ...weekly, label: '"incidents": []' };
    for (const strategies of [[weekly, daily], [{ ...tricky, incidents: [] }, daily], []]) {
      const changed = { ...experiment, strategies };
      const whole = `${JSON.stringify(resultsOf(head(), changed), null, 2)}\n`;
      expect([...resultsPieces(head(), changed)].join('')).toBe(whole);
    }
    // No piece holds more than one incident.
    const incidents = weekly.incidents.length + daily.incidents.length;
    expect([...resultsPieces(head(), experiment)].length).toBeGreaterThan(incidents);
  });

  it('list every cause of the table', () => {
    const { causes } = simulated.experiment;
    expect(causes.map(({ cause }) => cause)).toEqual([...causeKeys]);
    for (const { status, counts } of causes) {
      expect(['simulated', 'switched off', 'not modelled']).toContain(status);
      for (const { expected } of Object.values(counts)) {
        expect(expected === null).toBe(status !== 'simulated');
      }
    }
  });

  it('seen causes lie near the expected ones', () => {
    const failed = simulated.experiment.causes.find(({ cause }) => cause === 'job-failed')!;
    for (const { expected, seen } of Object.values(failed.counts)) {
      expect(Math.abs(seen - expected!)).toBeLessThan(4 * Math.sqrt(expected!));
    }
  });

  it('waterfalls add up to the time until data was back, without a remainder', () => {
    let count = 0;
    for (const { incidents } of simulated.experiment.strategies) {
      for (const { waterfall, dataMs } of incidents) {
        expect(waterfall.reduce((sum, { ms }) => sum + ms, 0)).toBe(dataMs);
        count++;
      }
    }
    expect(count).toBeGreaterThan(5);
  });
});

describe('what was written without effect', () => {
  it('is one line for each key, with how often and where first', () => {
    const note = (key: string, n: number) => ({
      key,
      path: `servers/s${n}/${key}`,
      why: 'not yet',
    });
    const notModelled = [note('age', 1), note('offset', 1), note('age', 2), note('age', 3)];
    expect(withoutEffect({ ...simulated.scenario, notModelled })).toEqual([
      { what: 'age (3 times, first at servers/s1/age)', why: 'not yet' },
      { what: 'servers/s1/offset', why: 'not yet' },
    ]);
  });
});

describe('stories', () => {
  it('tell the worst and the median incident of each strategy', () => {
    for (const strategy of ['weekly', 'daily']) {
      const why = stories.filter((each) => each.strategy === strategy).map((each) => each.why);
      expect(why[0]).toMatch(/^worst of \d+, by /);
      expect(why.join('; ')).toMatch(/median of \d+ that lost service/);
    }
  });

  it('put everything on a lane that exists, inside the window, in order', () => {
    for (const story of stories) {
      const lanes = new Set(story.lanes.map(({ id }) => id));
      expect(lanes.size).toBe(story.lanes.length);
      for (const { parent } of story.lanes) if (parent !== null) expect(lanes).toContain(parent);
      for (const { lane, from, to } of story.spans) {
        expect(lanes).toContain(lane);
        expect(from).toBeGreaterThanOrEqual(story.from);
        expect(to).toBeLessThanOrEqual(story.to);
        expect(to).toBeGreaterThan(from);
      }
      for (const { lane, at } of story.events) {
        expect(lanes).toContain(lane);
        expect(at >= story.from && at <= story.to).toBe(true);
      }
      const instants = story.story.map(({ at }) => at);
      expect([...instants].sort((a, b) => a - b)).toEqual(instants);
    }
  });

  it('begin with the chain that there was and the strike, and end when it is closed', () => {
    for (const { story, row, spans } of stories) {
      const texts = story.map(({ text }) => text);
      expect(texts[0]).toMatch(/the newest chain is the full of|has no full or copy backup/);
      expect(texts).toContainEqual(expect.stringContaining(`${row.cause} strikes `));
      expect(texts).toContainEqual(expect.stringContaining('the incident is closed: data is back'));
      const down = spans.filter(({ kind }) => kind === 'down');
      expect(down.length).toBeGreaterThanOrEqual(row.affected.length);
      const lost = spans.filter(({ kind }) => kind === 'lost');
      expect(lost.length > 0).toBe(row.loss.messages > 0);
    }
  });

  it('refuse to tell a run that differs from the first', async () => {
    const [{ row }] = stories;
    const { plan } = simulated.pools.weekly;
    const request = { model, plan, seed: 11, strategy: 'weekly', row, why: '', command: '' };
    await expect(storyOf({ ...request, fingerprint: 'ffffffffffffffff' })).rejects.toThrow(
      'ran differently the second time',
    );
  });

  it('read well on a terminal', () => {
    const text = storyText(stories[0], plainPaint);
    expect(text).toContain('Critical path (');
    expect(text).toContain('What happened');
    expect(text).toContain('replay: dialtone explain');
    expect(text).not.toContain('\u001b');
  });
});

describe('chooseIncidents', () => {
  it('takes the longest loss, then the longest time; an open incident is longest', () => {
    const [row] = simulated.experiment.strategies[0].incidents;
    const make = (key: string, windowMs: number, dataMs: number | null) => ({
      ...{ ...row, key, dataMs, serviceMs: dataMs },
      loss: { ...row.loss, windowMs },
    });
    const rows = [make('a', 5, 10), make('b', 9, 1), make('c', 9, 3), make('d', 0, 99)];
    expect(chooseIncidents(rows).map((each) => each.row.key)).toEqual(['c']);
    expect(chooseIncidents(rows)[0].why).toContain('; also the median of 4');
    const more = [...rows, make('f', 0, 50)];
    expect(chooseIncidents(more).map((each) => each.row.key)).toEqual(['c', 'a']);
    const open = make('e', 9, null);
    expect(chooseIncidents([...rows, open])[0].row.key).toBe('e');
    expect(chooseIncidents([])).toEqual([]);
  });
});

describe('the page', () => {
  it('carries the whole report, and no text of it can end the script', () => {
    const html = pageWith('<script id="data">/*DATA*/</script>', report);
    const json = html.slice('<script id="data">'.length, -'</script>'.length);
    expect(json).not.toContain('<');
    expect(JSON.parse(json)).toEqual(report);
    expect(() => pageWith('<html>', report)).toThrow('no marker');
  });

  it('names what is not modelled and the figures behind the run, assumptions marked', () => {
    expect(report.organization).toMatchObject({ servers: 2, databases: 4, mailboxes: 400 });
    expect(report.notModelled).toContainEqual({ what: 'cause site-lost', why: 'not modelled yet' });
    const decide = report.parameters.find(({ path }) => path === 'parameters/operations/decideMs');
    expect(decide).toMatchObject({ value: '15 min', assumed: true, overridden: false });
  });

  it('keeps verdicts, expectations and scorecard', () => {
    expect(report.verdict.headline).toMatch(/^In 4 runs of 84 d, daily against weekly: /);
    const outcomes = report.expectations.map(({ name, outcome }) => `${name}: ${outcome}`);
    expect(outcomes).toContain('No job overruns: pass');
    expect(outcomes).toContain('Tail: undecided');
    expect(report.scorecard.map(({ row, class: name }) => `${row} ${name}`).sort()).toEqual([
      'database premium', 'database standard', 'server premium', 'server standard',
    ]); // prettier-ignore
  });
});

describe('the terminal', () => {
  it('shows strategies as rows, the baseline marked, failures first', () => {
    const text = summaryText(report, plainPaint);
    expect(text).toMatch(
      /^ {2}daily$\n(?: {4}.*\n)* {4}recovery\.data .* \d+ \[.*, .* %\] .* \d+ incidents$/m,
    );
    expect(text).toMatch(/^ {2}\* weekly {2}/m);
    expect(text).toMatch(/^ {4}daily {3}/m);
    expect(text).toContain('? Tail (weekly): p95 of loss.messages –, at most 0 messages');
    expect(text.indexOf('undecided')).toBeLessThan(text.indexOf('pass, '));
    expect(text).toContain('not modelled: ');
    expect(text).not.toContain('\u001b');
    for (const line of text.split('\n')) expect(line).not.toMatch(/\s$/);
    const [weekly, ...others] = report.strategies;
    const [data, ...rest] = weekly.metrics['recovery.data'];
    const open = { ...data, p95: null, beyond: { p95: 7_200_000 } };
    const metrics = { ...weekly.metrics, 'recovery.data': [open, ...rest] };
    const censored = { ...report, strategies: [{ ...weekly, metrics }, ...others] };
    expect(summaryText(censored, plainPaint)).toMatch(/\* weekly .* > 2 h/);
    expect(summaryText(report, colourPaint)).toContain('\u001b[1m');
  });
});
