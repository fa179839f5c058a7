import type { ReportData } from './data.ts';

/** Where the built page takes its data. */
export const DATA_MARKER = '/*DATA*/';

/**
 * The page with its data. `<` is escaped, so that no text of a scenario can end the script element; a replacement
 * function, because `$&` in a name must not be read as a pattern.
 */
export function pageWith(template: string, data: ReportData): string {
  if (!template.includes(DATA_MARKER)) throw new Error(`the page has no marker ${DATA_MARKER}`);
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return template.replace(DATA_MARKER, () => json);
}
