import type { HtmlElement } from './parsed-html.ts';

/** The attributes of SVG whose values are CSS, and may have `url()`. */
export const PAINTED = new Set(['fill', 'stroke', 'filter', 'mask', 'clip-path', 'marker', 'marker-start', 'marker-mid', 'marker-end', 'cursor']);

/** Whether a browser applies it as a style sheet. */
export function isStyleSheet({ name, attributes }: HtmlElement): boolean {
  const type = attributes.get('type')?.value;
  return name === 'style' && (type === undefined || type === '' || type.toLowerCase() === 'text/css');
}
