/** What `explain` prints: the incident in a few figures, its critical path, and what happened in order. */
import { joinNeighbours } from '../neighbours.ts';
import { formatDuration, formatInstant } from '../../engine/clock.ts';
import type { IncidentStory } from '../data.ts';
import { mailWords } from '../story/words.ts';
import { figure } from './amount.ts';
import { grid, wrap } from './grid.ts';
import type { Paint } from './paint.ts';

const WIDTH = 100;

export function storyText(story: IncidentStory, paint: Paint): string {
  const { row } = story;
  const after = (ms: number | null): string => (ms === null ? 'still open' : formatDuration(ms));
  const loss =
    row.loss.messages > 0
      ? `${figure(row.loss.messages)} messages, ${formatDuration(row.loss.windowMs)} of mail at worst`
      : 'nothing';
  const mail = mailWords(row.mail);
  const facts = grid(
    [
      ['strategy', story.strategy],
      ['key', `${row.key} in replication ${row.replication}`],
      ['scope', `${row.scope}; ${row.affected.length} affected`],
      ['service back', after(row.serviceMs)],
      ['data back', after(row.dataMs)],
      ['lost', loss],
      ...(mail === null ? [] : [['mail on hubs', mail]]),
      ['sets read', String(row.sets)],
    ].map(([name, value]) => [`${name}: ${value}`]),
  );
  const total = row.waterfall.reduce((sum, { ms }) => sum + ms, 0);
  const path = joinNeighbours(row.waterfall).map(({ span, from, ms, because }) => [
    span,
    formatInstant(from),
    formatDuration(ms),
    because,
  ]);
  const lines = story.story.flatMap(({ at, text, because }) => {
    const why = because === null ? '' : ` (${because})`;
    return wrap(`${formatInstant(at)}  ${text}${why}`, WIDTH, '  ', '                          ');
  });
  return [
    paint.bold(`${row.cause} on ${formatInstant(row.at)}`),
    ...facts,
    '',
    paint.bold(`Critical path (${formatDuration(total)} to data back)`),
    ...leftGrid(path),
    '',
    paint.bold('What happened'),
    ...lines,
    '',
    paint.dim(`replay: ${story.command}`),
    '',
  ].join('\n');
}

/** The last column is prose, so it is flush left. */
function leftGrid(rows: readonly (readonly string[])[]): string[] {
  const prose = rows.map((row) => row[3]);
  return grid(rows.map((row) => row.slice(0, 3))).map((line, i) =>
    `${line}  ${prose[i]}`.trimEnd(),
  );
}
