/** The trace of one replication: every fact as a line of JSON, after a line that says what it is. */
import type { Driven } from '../experiment/replication.ts';
import type { Scenario } from '../scenario/index.ts';
import { factNames } from '../report/story/record.ts';

export interface Trace {
  listen(sim: Driven, strategy: string): void;
  text(): string;
}

export function traceOf(scenario: Scenario, replication: number): Trace {
  const { name, digest, seed } = scenario;
  const head = { schema: 'dialtone/trace/1', scenario: { name, digest }, seed, replication };
  const lines = [JSON.stringify(head)];
  return {
    listen(sim, strategy) {
      for (const type of factNames) {
        sim.on(type, (fact) => lines.push(JSON.stringify({ strategy, ...fact })));
      }
    },
    text: () => `${lines.join('\n')}\n`,
  };
}
