import type { Command } from 'commander';
import { isMap, isScalar, parseDocument, stringify } from 'yaml';
import type { Document } from 'yaml';
import { withoutEffect } from '../report/build.ts';
import type { Default, Scenario } from '../scenario/index.ts';
import { load } from './load.ts';
import { exitCodes } from './failure.ts';
import { writeStandard } from './output.ts';

/** `dialtone validate`: every mistake with its place, or the scenario with all defaults and where they come from. */
export function addValidate(program: Command, done: (exitCode: number) => void): void {
  program
    .command('validate')
    .description('check a scenario and print every mistake with its place')
    .argument('<scenario>', 'scenario file (YAML, JSON or TypeScript)')
    .option('--resolved', 'print the scenario with every default and its source')
    .option('--allow-path', 'let `extends` and traces leave the current directory')
    .option('--no-color', 'no colours (validate has none; taken so that every command takes it)')
    .action(async (path: string, options: { resolved?: boolean; allowPath?: boolean }) => {
      const scenario = await load(path, { allowPath: options.allowPath ?? false });
      writeStandard(options.resolved === true ? resolvedText(scenario) : fineText(scenario));
      done(exitCodes.fine);
    });
}

function fineText(scenario: Scenario): string {
  const names = scenario.strategies.map(({ name }) => name).join(', ');
  const notes = withoutEffect(scenario).map(({ what, why }) => `not modelled: ${what}: ${why}\n`);
  return `${scenario.path}: fine; strategies ${names}\n${notes.join('')}`;
}

/** YAML that loads again, with a comment behind every default. */
export function resolvedText(scenario: Scenario): string {
  const document = parseDocument(stringify(scenario.resolved));
  for (const each of scenario.defaults) comment(document, each.path, each);
  for (const { name, defaults } of scenario.strategies) {
    for (const each of defaults) {
      const found = comment(document, `strategies/${name}/${each.path}`, each);
      // Hazards and faults are shared by all strategies, and stand at the top.
      if (!found) comment(document, each.path, each);
    }
  }
  return document.toString({ lineWidth: 0 });
}

/** Writes behind the value of a path where it comes from; false when there is no such value. */
function comment(document: Document.Parsed, path: string, { source, assumed }: Default): boolean {
  const keys = path.split('/');
  const node = document.getIn(keys, true);
  const parent = document.getIn(keys.slice(0, -1), true);
  const text = assumed ? ` default, assumed: true (${source})` : ` default: ${source}`;
  if (isScalar(node)) {
    node.comment = text;
    return true;
  }
  if (node === undefined || !isMap(parent)) return false;
  const pair = parent.items.find(({ key }) => isScalar(key) && key.value === keys.at(-1));
  if (pair !== undefined && isScalar(pair.key)) pair.key.commentBefore = text;
  return true;
}
