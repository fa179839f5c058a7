/**
 * Questions to the page, as scripts. They are text, because the rest of the project is compiled without a browser's
 * types.
 */

/** Elements with text of their own that a person could see. */
const TEXTS = `
  [...document.querySelectorAll('body *')].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '') &&
    element.checkVisibility({ visibilityProperty: true }) && !element.closest('noscript, script, style, title'))
`;

const NAME = `(element) => element.tagName + '.' + (element.getAttribute('class') ?? '') + ': ' + element.textContent.trim().slice(0, 40)`;

/** Texts that are smaller than 12 px. */
export const smallTexts = `
  (${TEXTS}).filter((element) => parseFloat(getComputedStyle(element).fontSize) < 12).map(${NAME})
`;

/** Texts on a ground of a page's element whose contrast is below 4.5 to 1 (WCAG 2, AA). */
export const faintTexts = `(() => {
  const parse = (colour) => {
    const numbers = colour.match(/[\\d.e-]+/g)?.map(Number) ?? [0, 0, 0, 0];
    const scale = colour.startsWith('color(') ? 255 : 1;
    return { rgb: numbers.slice(0, 3).map((x) => x * scale), alpha: numbers[3] ?? 1 };
  };
  const over = (top, below) => top.rgb.map((x, i) => x * top.alpha + below[i] * (1 - top.alpha));
  const ground = (element) => {
    const up = element.parentElement;
    const own = parse(getComputedStyle(element).backgroundColor);
    if (own.alpha === 1) return own.rgb;
    return over(own, up ? ground(up) : [255, 255, 255]);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((x) => x / 255).map((x) => (x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const faint = [];
  for (const element of ${TEXTS}) {
    // Words on a coloured shape are judged by eye: their ground is not an element's background.
    if (element.closest('.item')) continue;
    const style = getComputedStyle(element);
    const below = ground(element);
    const colour = over(parse(element.closest('svg') ? style.fill : style.color), below);
    const ratio = contrast(colour, below);
    if (ratio < 4.5) faint.push(ratio.toFixed(2) + ' ' + (${NAME})(element));
  }
  return faint;
})()`;

/** How far the page is wider than its window, and what sticks out of it. */
export const overflow = `(() => {
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  const out = [...document.querySelectorAll('main *')]
    .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1 && !element.closest('.frame, svg'))
    .map(${NAME});
  return { wide, out };
})()`;

/** Cells of tables whose words run out of them into the next cell. */
export const overfull = `
  [...document.querySelectorAll('td, th, dd, .waterfall li > *')]
    .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline')
    .map(${NAME})
`;
