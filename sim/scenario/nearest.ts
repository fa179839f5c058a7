/** Letters to insert, delete, replace or swap with a neighbour until one word is the other. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
    }
    before = above;
    above = row;
  }
  return above[b.length];
}

/** Words longer than this are not compared: nobody mistypes them, and the cost is quadratic. */
const LONGEST = 120;

/** Among more names than these nobody looks for a slip of the pen. */
const MOST = 2000;

/** The known name that a mistyped one most likely meant; null when none comes near. Ties go to the first. */
export function nearest(word: string, known: Iterable<string>): string | null {
  if (word.length > LONGEST) return null;
  let best: string | null = null;
  let least = Math.max(2, Math.ceil(word.length / 3)) + 1;
  const folded = word.toLowerCase();
  let seen = 0;
  for (const name of known) {
    if (++seen > MOST) break;
    if (Math.abs(name.length - word.length) >= least || name.length > LONGEST) continue;
    const distance = editDistance(folded, name.toLowerCase());
    if (distance >= least) continue;
    least = distance;
    best = name;
    if (distance === 0) break;
  }
  return best;
}

/** "'a', 'b' or 'c'", cut where a list would be too long to read. */
export function oneOf(names: readonly string[]): string {
  if (names.length === 0) return 'nothing: none is defined';
  const shown = names.slice(0, 8).map((name) => `'${name}'`);
  if (names.length > 8) return `${shown.join(', ')} … (${names.length} in all)`;
  if (shown.length === 1) return shown[0];
  return `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
