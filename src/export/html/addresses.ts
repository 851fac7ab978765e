import type { ParsedHtml } from './parsed-html.ts';

/** Where an address leads: nowhere (`data:`, a place on the same page), to the app, or to another server. */
export type Address =
  | { readonly to: 'nowhere'; readonly scheme: string }
  | { readonly to: 'app'; readonly path: string; readonly fragment: string }
  | { readonly to: 'elsewhere'; readonly url: string; readonly origin: string };

/** The app, for the addresses of its pages. The name is reserved (RFC 6761 §6.4). */
const APP = 'http://app.invalid';
const NO_REQUEST = new Set(['data:', 'blob:', 'about:', 'javascript:', 'mailto:', 'tel:']);
export const TOP = `${APP}/`;

/** Reads an address as a browser does that shows the page. An error page stands at any address, so what has no slash is read from `/`. */
export function addressOf(written: string, base = TOP): Address {
  const text = written.trim();
  if (text === '' || text.startsWith('#')) return { to: 'nowhere', scheme: '' };
  if (!URL.canParse(text, base)) return { to: 'nowhere', scheme: '' };
  const url = new URL(text, base);
  if (NO_REQUEST.has(url.protocol)) return { to: 'nowhere', scheme: url.protocol };
  if (url.origin === APP) return { to: 'app', path: url.pathname + url.search, fragment: url.hash };
  return { to: 'elsewhere', url: url.href, origin: url.origin === 'null' ? url.protocol : url.origin };
}

/** The address from which a style sheet of the app reads its own addresses. */
export function baseOfAsset(path: string): string {
  return APP + path;
}

/** The address from which an element reads its addresses. `<base>` counts for what stands after it. */
export function basesOf({ elements }: ParsedHtml): (offset: number) => string {
  const element = elements.find(({ name, isSvg, attributes }) => name === 'base' && !isSvg && attributes.has('href'));
  const href = element?.attributes.get('href')?.value ?? '';
  if (element === undefined || !URL.canParse(href, TOP)) return () => TOP;
  const base = new URL(href, TOP);
  if (NO_REQUEST.has(base.protocol)) return () => TOP;
  return (offset) => (offset < element.tag.from ? TOP : base.href);
}
