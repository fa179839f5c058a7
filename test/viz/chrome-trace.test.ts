import { describe, expect, it } from 'vitest';
import { chromeTrace } from '../../viz/timeline/chrome-trace.ts';
import { makeReport } from './fixture.ts';

const [story] = makeReport().stories;
const { traceEvents } = chromeTrace(story);
const complete = traceEvents.filter(({ ph }) => ph === 'X');

describe('chromeTrace(story)', () => {
  it('holds every span and every event, in microseconds', () => {
    expect(complete).toHaveLength(story.spans.length);
    expect(traceEvents.filter(({ ph }) => ph === 'i')).toHaveLength(story.events.length);
    const [span] = story.spans;
    expect(complete).toContainEqual(
      expect.objectContaining({
        ...{ name: span.label, cat: span.kind },
        ...{ ts: span.from * 1000, dur: (span.to - span.from) * 1000 },
      }),
    );
  });

  it('names every process and thread that it uses', () => {
    const names = traceEvents.filter(({ name }) => name === 'thread_name');
    const known = new Set(names.map(({ pid, tid }) => `${pid} ${tid}`));
    for (const { pid, tid } of complete) expect(known).toContain(`${pid} ${tid}`);
    const processes = traceEvents.filter(({ name }) => name === 'process_name');
    expect(processes.map(({ args }) => args.name)).toContain('exch1');
    expect(new Set(complete.map(({ pid }) => pid)).size).toBeGreaterThan(3);
  });

  it('has no two spans on one thread that overlap: the format would nest them', () => {
    const threads = new Map<number, { ts: number; end: number }[]>();
    for (const { tid, ts = 0, dur = 0 } of complete) {
      threads.set(tid, [...(threads.get(tid) ?? []), { ts, end: ts + dur }]);
    }
    for (const spans of threads.values()) {
      spans.sort((a, b) => a.ts - b.ts);
      for (let i = 1; i < spans.length; i++) {
        expect(spans[i].ts).toBeGreaterThanOrEqual(spans[i - 1].end);
      }
    }
  });
});
