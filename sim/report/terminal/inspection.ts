import type { Inspection, Section } from '../inspect/shapes.ts';
import { grid } from './grid.ts';
import type { Paint } from './paint.ts';

/** What was found, as text. What nobody in the organization could know is marked. */
export function inspectionText({ path, sections }: Inspection, at: string, paint: Paint): string {
  const blocks = sections.map((section) => sectionLines(section, paint).join('\n'));
  return `${[paint.bold(`${path} at ${at}`), ...blocks].join('\n\n')}\n`;
}

function sectionLines({ title, known, fields = [], table }: Section, paint: Paint): string[] {
  const head = known ? title : paint.open(`${title} (only whoever simulates can see it)`);
  const width = Math.max(0, ...fields.map(([name]) => name.length));
  // Flush right, as eseutil has them.
  const lines = fields.map(([name, value]) => `  ${name.padStart(width)}: ${value}`.trimEnd());
  return [paint.bold(head), ...lines, ...(table === undefined ? [] : tableLines(table, paint))];
}

function tableLines(table: NonNullable<Section['table']>, paint: Paint): string[] {
  if (table.rows.length === 0) return ['  none'];
  const [head, ...rows] = grid([table.head, ...table.rows]);
  return [paint.dim(head), ...rows];
}
