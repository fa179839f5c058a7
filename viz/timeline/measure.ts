/** Width of a text in pixels, remembered: names repeat, and zooming asks for them sixty times a second. */
export function textMeasure(font: string): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  if (context) context.font = font;
  return (text) => {
    const old = known.get(text);
    if (old !== undefined) return old;
    const width = context ? context.measureText(text).width : text.length * 7;
    known.set(text, width);
    return width;
  };
}
