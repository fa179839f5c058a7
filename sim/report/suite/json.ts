/** `dialtone/suite/1`: everything, as data. */
import { countsOf } from '../../experiment/suite/shapes.ts';
import type { Reporter } from './reporter.ts';

export const json: Reporter = {
  end: (suite) => {
    const { digest, scenarios, notRun } = suite;
    const whole = {
      ...{ schema: 'dialtone/suite/1', suite: digest },
      counts: { ...countsOf(suite), notRun },
      scenarios,
    };
    return `${JSON.stringify(whole, null, 2)}\n`;
  },
  data: true,
};
