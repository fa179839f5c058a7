import { describe, expect, it } from 'vitest';
import {
  causeNames,
  metricNames,
  metricOf,
  metrics,
  scopes,
  tieWidth,
  unitOf,
  unitOfStat,
  waterfallSpans,
} from '../../sim/metrics/index.ts';
import { causeKeys, causes } from '../../sim/org/causes.ts';
import type { Scope, SpanName } from '../../sim/org/facts.ts';

describe('the table of metrics', () => {
  it('names every metric once, each with a meaning, a population and a tie', () => {
    expect(new Set(metricNames).size).toBe(metricNames.length);
    for (const metric of Object.values(metrics)) {
      expect(metric.doc.length, metric.name).toBeGreaterThan(10);
      expect(metric.over.length, metric.name).toBeGreaterThan(0);
      expect(metric.available, metric.name).toBe(metric.because === null);
      expect(tieWidth(metric.tie, 36e6), metric.name).toBeGreaterThanOrEqual(0);
    }
  });

  it('has every metric that MEASURES lists', () => {
    const listed =
      'loss.messages loss.bytes loss.logs loss.window loss.pending loss.returned recovery.service ' +
      'recovery.data recovery.first recovery.point recovery.unprotected downtime.service ' +
      'downtime.data availability.service availability.data service.degraded backup.duration ' +
      'backup.overruns backup.failures backup.unnoticed backup.freeze backup.media backup.sinceMaintenance ' +
      'restore.sets causes.absorbed cost.outlay cost.penalty cost.total sla.database sla.server';
    for (const name of listed.split(' ')) expect(metricOf(name), name).not.toBeNull();
    expect(metricOf('recovery.dta')).toBeNull();
    expect(metricOf('constructor')).toBeNull();
  });

  it('agrees with the organization about causes, spans and scopes', () => {
    expect(Object.keys(causeNames).sort()).toEqual([...causeKeys]);
    for (const key of causeKeys) {
      expect(causeNames[key], key).toBe(causes[key].modelled);
      expect(metricOf(`causes.${key}`)?.available, key).toBe(causes[key].modelled);
    }
    // The compiler checks that each side's names are the other's.
    const made: Record<SpanName, true> = {
      detect: true, decide: true, call: true, parts: true, 'recreate-volume': true,
      'wait-person': true, 'wait-drive': true, 'wait-window': true, 'wait-recovery': true,
      'load-tape': true, 'restore-image': true, 'restore-logs': true, replay: true,
      repair: true, 'rebuild-server': true, mount: true, travel: true, catalogue: true, backfill: true,
    }; // prettier-ignore
    const simulated = Object.entries(waterfallSpans).filter(([, simulatedNow]) => simulatedNow);
    expect(simulated.map(([span]) => span).sort()).toEqual(Object.keys(made).sort());
    const known: readonly Scope[] = scopes;
    expect(known).toHaveLength(7);
  });

  it('gives the unit of a population and of a statistic', () => {
    const overruns = metrics['backup.overruns'];
    expect(unitOf(overruns, 'job')).toBe('share');
    expect(unitOf(overruns, 'replication')).toBe('/year');
    expect(unitOfStat(metrics['recovery.data'], 'incident', 'p95')).toBe('ms');
    expect(unitOfStat(metrics['recovery.data'], 'incident', 'probability')).toBe('share');
  });

  it('imports nothing', async () => {
    const { readdirSync, readFileSync } = await import('node:fs');
    for (const file of readdirSync('sim/metrics')) {
      const text = readFileSync(`sim/metrics/${file}`, 'utf8');
      for (const [, from] of text.matchAll(/from '([^']+)'/g)) expect(from).toMatch(/^\.\//);
    }
  });
});
