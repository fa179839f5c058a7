/** Texts and shapes of objects that come again and again are numbered once; the tables are bounded, whatever is stored. */
const MOST_TEXTS = 4096;
const MOST_SHAPES = 1024;

export class Words {
  readonly texts: string[] = [];
  readonly shapes: (readonly string[])[] = [];
  private readonly textIds = new Map<string, number>();
  private readonly shapeIds = new Map<string, number>();

  /** The number of a text; null for one that came when the table was full. */
  textId(text: string): number | null {
    return idOf(this.textIds, text, MOST_TEXTS, () => this.texts.push(text));
  }

  /** The number of an object's keys, in their order; null when the table is full. */
  shapeId(keys: readonly string[]): number | null {
    return idOf(this.shapeIds, JSON.stringify(keys), MOST_SHAPES, () => this.shapes.push(keys));
  }
}

function idOf(ids: Map<string, number>, key: string, most: number, add: () => void): number | null {
  const known = ids.get(key);
  if (known !== undefined) return known;
  if (ids.size >= most) return null;
  const id = ids.size;
  ids.set(key, id);
  add();
  return id;
}
