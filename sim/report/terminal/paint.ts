/** Colours of the terminal, or none. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  open(text: string): string;
}

const same = (text: string): string => text;

export const plainPaint: Paint = { bold: same, dim: same, good: same, bad: same, open: same };

function sgr(code: number): (text: string) => string {
  return (text) => `\u001b[${code}m${text}\u001b[0m`;
}

export const colourPaint: Paint = {
  bold: sgr(1),
  dim: sgr(2),
  good: sgr(32),
  bad: sgr(31),
  open: sgr(33),
};
