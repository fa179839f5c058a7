/** Who can tell about a suite, by name. */
import { dot } from './dot.ts';
import { github } from './github.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { list } from './list.ts';
import type { Reporter } from './reporter.ts';

export const reporters: Readonly<Record<string, Reporter>> = {
  list, dot, json, junit, github, html,
}; // prettier-ignore
