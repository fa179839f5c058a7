/** The picture as a file of its own: styles are written into it, since the page's style sheet stays behind. */

const INHERITED = [
  'fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray',
  'font-family', 'font-size', 'font-weight', 'text-anchor',
]; // prettier-ignore

/** A copy of the picture that looks the same without this page. */
export function standalone(picture: SVGSVGElement, title: string): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const originals = [picture, ...picture.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, i) => {
    writeStyle(original, copies[i], original === picture);
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
  return new XMLSerializer().serializeToString(copy);
}

/** Only what differs from the parent: everything else the copy inherits as well. */
function writeStyle(original: SVGElement, copy: SVGElement, isRoot: boolean): void {
  const style = getComputedStyle(original);
  const above = isRoot || !original.parentElement ? null : getComputedStyle(original.parentElement);
  for (const name of INHERITED) {
    const value = style.getPropertyValue(name);
    if (value !== above?.getPropertyValue(name)) copy.style.setProperty(name, value);
  }
  if (style.opacity !== '1') copy.style.opacity = style.opacity;
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
