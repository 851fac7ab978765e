import { addressOf, basesOf, TOP } from './addresses.ts';
import { contentHash } from './content-hash.ts';
import { cssUrls } from './css-urls.ts';
import { connects } from './inline-script.ts';
import type { HtmlElement, ParsedHtml } from './parsed-html.ts';
import { parseHtml } from './parsed-html.ts';
import { type RequestKind, requestsOf } from './requests.ts';
import { scriptType } from './script-types.ts';
import { candidatesOf } from './srcset.ts';
import { isStyleSheet, PAINTED } from './styles.ts';

/** The directives of a page, each with its sources. */
export type Sources = Map<string, Set<string>>;

const ORDER = ['style-src', 'script-src', 'img-src', 'font-src', 'media-src', 'frame-src', 'object-src', 'manifest-src', 'connect-src'];
const DIRECTIVES: Readonly<Record<RequestKind, string | undefined>> = {
  style: 'style-src',
  script: 'script-src',
  image: 'img-src',
  icon: 'img-src',
  srcset: 'img-src',
  use: 'img-src',
  media: 'media-src',
  frame: 'frame-src',
  object: 'object-src',
  manifest: 'manifest-src',
  hint: 'connect-src',
  connection: undefined,
};
const OF_CSS = { image: 'img-src', font: 'font-src', style: 'style-src' } as const;

/** The smallest Content-Security-Policy with which this page works. Scripts and styles have their hashes: changed ones do not run. */
export function policyOf(page: ParsedHtml): string {
  const sources: Sources = new Map();
  addSources(page, sources);
  const list = (name: string): string => [...(sources.get(name) ?? ["'none'"])].join(' ');
  const loads = ORDER.flatMap((name) => (sources.has(name) ? [`${name} ${list(name)}`] : []));
  return ["default-src 'none'", ...loads, `base-uri ${list('base-uri')}`, `form-action ${list('form-action')}`, "frame-ancestors 'none'"].join('; ');
}

function addSources(page: ParsedHtml, sources: Sources): void {
  const allow = (directive: string, source: string): void => {
    sources.set(directive, (sources.get(directive) ?? new Set()).add(source));
  };
  const baseAt = basesOf(page);
  const allowAddress = (directive: string, written: string, base: string): void => {
    const address = addressOf(written, base);
    if (address.to === 'app') allow(directive, "'self'");
    else if (address.to === 'elsewhere') allow(directive, address.origin);
    else if (address.scheme === 'data:' || address.scheme === 'blob:') allow(directive, address.scheme);
  };
  const allowCss = (css: string, base: string): void => {
    for (const { url, kind } of cssUrls(css)) allowAddress(OF_CSS[kind], url, base);
  };
  for (const { element, attribute, kind } of requestsOf(page)) {
    const base = baseAt(element.tag.from);
    const directive = DIRECTIVES[kind];
    if (directive === undefined || (kind === 'script' && scriptType(element) === 'data')) continue;
    for (const url of kind === 'srcset' ? candidatesOf(attribute.value).map((one) => one.url) : [attribute.value]) {
      allowAddress(directive, url, base);
      // What a style sheet loads is often beside it.
      if (kind === 'style') for (const also of ['img-src', 'font-src']) allowAddress(also, url, base);
    }
  }
  for (const element of page.elements) {
    const base = baseAt(element.tag.from);
    if (isStyleSheet(element)) {
      allow('style-src', contentHash(element.text()));
      allowCss(element.text(), base);
    }
    if (element.name === 'script') addScript(element, allow);
    for (const { name, value } of element.attributes.values()) {
      if (name === 'style' && value !== '') {
        allow('style-src', "'unsafe-hashes'");
        allow('style-src', contentHash(value));
        allowCss(value, base);
      } else if (/^on[a-z]+$/.test(name) && value !== '') addCode(value, allow);
      else if (element.isSvg && PAINTED.has(name)) allowCss(value, base);
    }
    addPlaces(element, { allow, allowAddress, base });
    // A frame with a page of its own has the policy of this page.
    const frame = element.name === 'iframe' ? element.attributes.get('srcdoc')?.value : undefined;
    if (frame !== undefined) addSources(parseHtml(frame), sources);
  }
}

type Allow = (directive: string, source: string) => void;

function addScript(element: HtmlElement, allow: Allow): void {
  const text = element.text();
  const isLoaded = ['src', 'href', 'xlink:href'].some((name) => element.attributes.has(name));
  if (isLoaded || text === '' || scriptType(element) === 'data') return;
  allow('script-src', contentHash(text));
  if (connects(text)) allow('connect-src', "'self'");
}

function addCode(code: string, allow: Allow): void {
  allow('script-src', "'unsafe-hashes'");
  allow('script-src', contentHash(code));
  if (connects(code)) allow('connect-src', "'self'");
}

/** Where the links, the forms and the base of a page may lead. */
function addPlaces(
  { name, isSvg, attributes }: HtmlElement,
  {
    allow,
    allowAddress,
    base,
  }: { readonly allow: Allow; readonly allowAddress: (directive: string, written: string, base: string) => void; readonly base: string },
): void {
  const link = name === 'a' || name === 'area' ? (attributes.get('href') ?? attributes.get('xlink:href')) : undefined;
  if (link !== undefined && /^\s*javascript:/i.test(link.value)) addCode(link.value.trim(), allow);
  if (isSvg) return;
  const href = name === 'base' ? attributes.get('href')?.value : undefined;
  if (href !== undefined) allowAddress('base-uri', href, TOP);
  const isForm = name === 'form' && attributes.get('method')?.value.toLowerCase() !== 'dialog';
  const action = isForm ? (attributes.get('action')?.value ?? '') : attributes.get('formaction')?.value;
  if (action !== undefined) allowAddress('form-action', action.trim() === '' ? '/' : action, base);
}
