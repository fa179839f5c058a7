/** Draws again when the width of an element changes; text in a picture must not be scaled with it. */
export function onWidth(element: HTMLElement, draw: (width: number) => void): void {
  let last = 0;
  const observer = new ResizeObserver(() => {
    const width = Math.floor(element.clientWidth);
    // A hidden element has no width; drawing changes only the height, so there is no loop.
    if (width > 0 && width !== last) {
      last = width;
      draw(width);
    }
  });
  observer.observe(element);
}
