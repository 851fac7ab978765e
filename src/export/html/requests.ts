import type { HtmlAttribute, HtmlElement, ParsedHtml } from './parsed-html.ts';

/** What an attribute makes a browser load. `hint` is a request ahead of time, `connection` only opens one. */
export type RequestKind = 'style' | 'script' | 'image' | 'icon' | 'srcset' | 'media' | 'frame' | 'object' | 'manifest' | 'hint' | 'connection' | 'use';

/** An attribute that makes a browser send a request. */
export interface PageRequest {
  readonly element: HtmlElement;
  readonly attribute: HtmlAttribute;
  readonly kind: RequestKind;
}

const BACKGROUND: Readonly<Record<string, RequestKind>> = { background: 'image' };

const HTML: Readonly<Record<string, Readonly<Record<string, RequestKind>>>> = {
  audio: { src: 'media' },
  body: BACKGROUND,
  embed: { src: 'object' },
  frame: { src: 'frame' },
  iframe: { src: 'frame' },
  img: { src: 'image', srcset: 'srcset' },
  input: { src: 'image' },
  object: { data: 'object' },
  script: { src: 'script' },
  source: { src: 'media', srcset: 'srcset' },
  table: BACKGROUND,
  tbody: BACKGROUND,
  td: BACKGROUND,
  tfoot: BACKGROUND,
  th: BACKGROUND,
  thead: BACKGROUND,
  tr: BACKGROUND,
  track: { src: 'media' },
  video: { src: 'media', poster: 'image' },
};

const IMAGE: Readonly<Record<string, RequestKind>> = { href: 'image', 'xlink:href': 'image' };
const SVG: Readonly<Record<string, Readonly<Record<string, RequestKind>>>> = {
  feimage: IMAGE,
  image: IMAGE,
  script: { href: 'script', 'xlink:href': 'script' },
  use: { href: 'use', 'xlink:href': 'use' },
};

/** What the words of `rel` load. The first word of this list that a link has decides. */
const LINKS: readonly (readonly [string, RequestKind])[] = [
  ['stylesheet', 'style'],
  ['icon', 'icon'],
  ['apple-touch-icon', 'icon'],
  ['apple-touch-icon-precomposed', 'icon'],
  ['mask-icon', 'icon'],
  ['fluid-icon', 'icon'],
  ['manifest', 'manifest'],
  ['preload', 'hint'],
  ['modulepreload', 'hint'],
  ['prefetch', 'hint'],
  ['prerender', 'hint'],
  ['preconnect', 'connection'],
  ['dns-prefetch', 'connection'],
];

/** Every attribute of a page that makes a browser send a request by itself, in the order of the page. */
export function requestsOf({ elements }: ParsedHtml): readonly PageRequest[] {
  return elements.flatMap((element) => {
    const kinds = element.name === 'link' && !element.isSvg ? linkOf(element) : ((element.isSvg ? SVG : HTML)[element.name] ?? {});
    return Object.entries(kinds).flatMap(([name, kind]) => {
      const attribute = element.attributes.get(name);
      return attribute === undefined || attribute.value.trim() === '' || isUnused(element, kind) ? [] : [{ element, attribute, kind }];
    });
  });
}

/** The words of the attribute `rel`. */
export function relOf({ attributes }: HtmlElement): readonly string[] {
  return (attributes.get('rel')?.value ?? '').toLowerCase().split(/\s+/);
}

function linkOf(element: HtmlElement): Readonly<Record<string, RequestKind>> {
  const words = relOf(element);
  const kind = LINKS.find(([word]) => words.includes(word))?.[1];
  if (kind === undefined || (kind === 'style' && element.attributes.has('disabled'))) return {};
  return kind === 'hint' && !element.attributes.has('href') ? { imagesrcset: kind } : { href: kind };
}

/** A data block has no source, and browsers that know modules load no script that is `nomodule`. */
function isUnused({ name, attributes, isSvg }: HtmlElement, kind: RequestKind): boolean {
  if (name === 'input') return attributes.get('type')?.value.toLowerCase() !== 'image';
  return kind === 'script' && !isSvg && attributes.has('nomodule');
}
