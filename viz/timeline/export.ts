/** The picture as a file of its own: styles are written into it, since the page's style sheet stays behind. */

const PROPERTIES = [
  'fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray',
  'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'visibility',
]; // prettier-ignore

/** A copy of the picture that looks the same without this page. */
export function standalone(picture: SVGSVGElement, title: string): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const originals = picture.querySelectorAll<SVGElement>('*');
  const copies = copy.querySelectorAll<SVGElement>('*');
  originals.forEach((original, i) => {
    const style = getComputedStyle(original);
    for (const name of PROPERTIES) {
      const value = style.getPropertyValue(name);
      if (value !== '') copies[i].style.setProperty(name, value);
    }
    copies[i].removeAttribute('tabindex');
  });
  const ground = document.createElementNS(copy.namespaceURI, 'rect') as SVGRectElement;
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.style.fill = getComputedStyle(document.body).backgroundColor;
  const name = document.createElementNS(copy.namespaceURI, 'title');
  name.textContent = title;
  copy.prepend(name, ground);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute(
    'viewBox',
    `0 0 ${picture.getAttribute('width')} ${picture.getAttribute('height')}`,
  );
  return new XMLSerializer().serializeToString(copy);
}

/** Offers a text as a file. Nothing leaves the page. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file over by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** A file name from any text: letters, digits and hyphens. */
export function fileName(text: string, extension: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${plain.slice(0, 80) || 'timeline'}.${extension}`;
}
