import type { Command } from 'commander';
import { countsOf } from '../experiment/suite/shapes.ts';
import { findParts } from './suite/find.ts';
import { joinPartials } from './suite/join.ts';
import { exitCodeOf, tellingOptions } from './suite/options.ts';
import type { TestOptions } from './suite/options.ts';
import { targetsOf } from './suite/targets.ts';
import { tellerOf } from './suite/tell.ts';
import { drawsByDefault } from './test.ts';

/** `dialtone merge`: what the shards of one run found, told as one. */
export function addMerge(program: Command, done: (exitCode: number) => void): void {
  const command = program
    .command('merge')
    .description('put the shards of one run together and tell about them as one run would')
    .argument('<files...>', 'what `dialtone test --shard` left behind (--partial)');
  tellingOptions(command).action((files: string[], options: TestOptions) => {
    const targets = targetsOf(options, drawsByDefault());
    const suite = joinPartials(findParts(files));
    const teller = tellerOf(targets, options);
    for (const each of suite.scenarios) teller.scenario(each);
    teller.end(suite);
    done(exitCodeOf(countsOf(suite)));
  });
}
