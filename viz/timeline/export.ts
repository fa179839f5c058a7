/** Taking a timeline away: the picture as SVG or PNG, the spans as a trace. In an SVG file styles are written into it, since the page's style sheet stays behind. */

import type { Traced } from './chrome-trace.ts';
import { chromeTrace } from './chrome-trace.ts';

const INHERITED = [
  'fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray',
  'font-family', 'font-size', 'font-weight', 'text-anchor',
]; // prettier-ignore

/** A copy of the picture that looks the same without this page. */
function standalone(picture: SVGSVGElement, title: string): string {
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

/** Pixels of the file for one of the page: sharp on paper and on fine screens. */
const SCALE = 2;

/** The picture as PNG, from its standalone copy. Rejects where the browser cannot draw it. */
async function asPng(picture: SVGSVGElement, title: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(picture, title))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Number(picture.getAttribute('width')) * SCALE;
  canvas.height = Number(picture.getAttribute('height')) * SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('the picture is too large'))));
  });
}

/** Offers a text or a picture as a file. Nothing leaves the page. */
function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file over by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** A file name from any text: letters, digits and hyphens. */
function fileName(text: string, extension: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${plain.slice(0, 80) || 'timeline'}.${extension}`;
}

export type Format = 'svg' | 'png' | 'trace';

/** Makes a file of a timeline and offers it. */
export async function takeAway(
  format: Format,
  picture: SVGSVGElement,
  story: Traced,
  title: string,
): Promise<void> {
  if (format === 'svg') {
    const content = new Blob([standalone(picture, title)], { type: 'image/svg+xml' });
    download(fileName(title, 'svg'), content);
  } else if (format === 'png') {
    download(fileName(title, 'png'), await asPng(picture, title));
  } else {
    const content = new Blob([JSON.stringify(chromeTrace(story))], { type: 'application/json' });
    download(fileName(title, 'trace.json'), content);
  }
}
