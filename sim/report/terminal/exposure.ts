/** What `exposure` prints: the causes that were injected, and what came of them. */
import type { Exposure } from '../../experiment/exposure/shapes.ts';
import { amount, figure } from './amount.ts';
import { grid } from './grid.ts';
import type { Paint } from './paint.ts';

export function exposureText(exposure: Exposure, paint: Paint): string {
  const { injections, worlds, replications, strategies, causes } = exposure;
  const head = ['', 'strikes a year', 'incidents', 'loss.window', 'worst'];
  const rows = Object.entries(strategies).flatMap(([name, { outcomes }]) => [
    [name, '', '', '', ''],
    ...causes
      .filter(({ status }) => status === 'injected')
      .map(({ cause, perYear }) => {
        let share = 0;
        let sum = 0;
        let worst = 0;
        let count = 0;
        injections.forEach((each) => (count += each.cause === cause ? 1 : 0));
        worlds.forEach(({ injection, weight }, i) => {
          const incident = outcomes[i];
          if (injections[injection].cause !== cause || incident === null) return;
          const window = Math.max(0, ...incident.databases.map(({ windowMs }) => windowMs));
          share += weight;
          sum += weight * window;
          worst = Math.max(worst, window);
        });
        return [
          `  ${cause}`,
          figure(perYear),
          amount(share / count, 'share'),
          amount(share === 0 ? null : Math.round(sum / share), 'ms'),
          amount(worst, 'ms'),
        ];
      }),
  ]);
  const counts = `${injections.length} injections in ${worlds.length} worlds, ${replications} base runs`;
  return `${[paint.bold(counts), ...grid([head, ...rows])].join('\n')}\n`;
}
