import type { Page, PageElement } from './page.ts';

/** An address that a page names. */
export interface Reference {
  readonly address: string;
  /** `link`: a person follows it. `asset`: the browser loads it. `script`: it is loaded, and it decides what the page is. `hint`: the browser only connects. */
  readonly kind: 'link' | 'asset' | 'script' | 'hint';
  readonly element: PageElement;
}

const RELATIONS: Readonly<Record<string, Reference['kind']>> = {
  stylesheet: 'script',
  icon: 'asset',
  'apple-touch-icon': 'asset',
  'mask-icon': 'asset',
  manifest: 'asset',
  preload: 'asset',
  prefetch: 'asset',
  modulepreload: 'script',
  preconnect: 'hint',
  'dns-prefetch': 'hint',
};

const known = new WeakMap<Page, readonly Reference[]>();

/** The addresses of a page, in its order. */
export function referencesOf(page: Page): readonly Reference[] {
  const references = known.get(page) ?? read(page);
  known.set(page, references);
  return references;
}

function read({ elements }: Page): readonly Reference[] {
  return elements
    .flatMap((element) => ofElement(element).map(([kind, address]) => ({ kind, address: address.trim(), element })))
    .filter(({ address }) => address !== '');
}

type Named = readonly [kind: Reference['kind'], address: string];

function ofElement(element: PageElement): readonly Named[] {
  const { name, attributes } = element;
  const at = (kind: Reference['kind'], ...names: readonly string[]): readonly Named[] =>
    names.flatMap((key) => (attributes.has(key) ? [[kind, attributes.get(key) as string] as const] : []));
  const style = (attributes.get('style') ?? '') + (name === 'style' ? element.text() : '');
  return [...ownAddresses(element, at), ...inStyle(style)];
}

function ownAddresses({ name, attributes }: PageElement, at: (kind: Reference['kind'], ...names: readonly string[]) => readonly Named[]): readonly Named[] {
  switch (name) {
    case 'a':
    case 'area':
      return at('link', 'href');
    case 'form': {
      // Only a GET can be tried without changing anything.
      return (attributes.get('method') ?? 'get').toLowerCase() === 'get' ? at('link', 'action') : [];
    }
    case 'link': {
      const kinds = (attributes.get('rel') ?? '')
        .toLowerCase()
        .split(/\s+/)
        .flatMap((relation) => (Object.hasOwn(RELATIONS, relation) ? [RELATIONS[relation] as Reference['kind']] : []));
      const [kind] = kinds;
      return kind === undefined ? [] : at(kind, 'href');
    }
    case 'script':
    case 'iframe':
    case 'embed':
      return at('script', 'src');
    case 'object':
      return at('script', 'data');
    case 'img':
    case 'source':
    case 'video':
    case 'audio':
    case 'track':
    case 'input':
      return [...at('asset', 'src', 'poster'), ...candidates(attributes.get('srcset'))];
    case 'use':
    case 'image':
      return at('asset', 'href', 'xlink:href');
    default:
      return [];
  }
}

/** The addresses of `srcset`: each stands before a width or a density, and the next follows a comma. */
function candidates(srcset: string | undefined): readonly Named[] {
  if (srcset === undefined) return [];
  return srcset.split(/,\s/, 50).map((candidate) => ['asset', candidate.trim().split(/\s/, 1)[0] as string] as const);
}

/** The addresses in CSS: `url(…)`, and `@import`. */
function inStyle(css: string): readonly Named[] {
  if (css === '') return [];
  const found: Named[] = [];
  let end = 0;
  for (const { index } of css.matchAll(/@import|url\(/gi)) {
    if (index < end) continue;
    const text = css.slice(index, index + 2_100);
    const match = /^(?:@import\s{1,9}(?:url\()?|url\()["']?([^"')\s;]{1,2000})/i.exec(text);
    if (match === null) continue;
    end = index + match[0].length;
    found.push([text.startsWith('@') ? 'script' : 'asset', match[1] as string]);
  }
  return found;
}
