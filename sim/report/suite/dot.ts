/** A sign for each case, for logs that nobody watches; then the same end as the list. */
import { endLines } from './list.ts';
import type { Reporter } from './reporter.ts';

const SIGNS = { pass: '·', miss: 'F', undecided: '?' } as const;

export const dot: Reporter = {
  scenario: (result, { paint }) =>
    result.kind === 'done'
      ? result.cases.map(({ outcome }) => SIGNS[outcome]).join('')
      : paint.bad('E'),
  end: (suite, { paint }) => `\n${endLines(suite, paint).join('\n')}\n`,
  data: false,
};
