/** Tells the incident of a golden story as `dialtone explain` prints it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainCommand } from '../../../sim/cli/replay.ts';
import { incidentRow } from '../../../sim/experiment/analyse.ts';
import { runReplication } from '../../../sim/experiment/replication.ts';
import { plainPaint } from '../../../sim/report/terminal/paint.ts';
import { storyOf } from '../../../sim/report/story/index.ts';
import { storyText } from '../../../sim/report/terminal/story.ts';
import { formatProblem, loadScenario } from '../../../sim/scenario/index.ts';
import { model } from '../../report/small.ts';

export const FOLDER = 'test/fidelity/stories';

/** The lines of `dialtone explain <name>.yaml --incident <key>`. Throws where there is no such incident. */
export async function told(name: string, key: string): Promise<string[]> {
  const path = join(FOLDER, `${name}.yaml`);
  const loaded = loadScenario(path, (each) => readFileSync(each, 'utf8'));
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  const { scenario } = loaded;
  const [{ plan, name: strategy }] = scenario.strategies;
  const { seed } = scenario;
  const result = await runReplication(model, plan, { seed, replication: 0 });
  const record = result.incidents.find((each) => each.key === key);
  if (record === undefined) {
    throw new Error(`no '${key}' among ${result.incidents.map((each) => each.key).join(', ')}`);
  }
  const row = incidentRow(plan, 0, record);
  const story = await storyOf({
    ...{ model, plan, seed, strategy, row, why: 'asked for', fingerprint: result.fingerprint },
    command: explainCommand(scenario, {}, row, strategy),
  });
  return storyText(story, plainPaint).trimEnd().split('\n');
}
