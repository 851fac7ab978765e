import { baseOfAsset } from './addresses.ts';
import { dataUrl, type Loaded, textOfAsset } from './assets.ts';
import { removal, valueEdit } from './attribute.ts';
import { inlineCss, withoutCharset } from './inline-css.ts';
import { scriptInPage } from './inline-script.ts';
import { addressIn, noteElsewhere, noteMissing, type PageWork } from './page-work.ts';
import type { HtmlElement, ParsedHtml } from './parsed-html.ts';
import type { PageRequest } from './requests.ts';
import { scriptType } from './script-types.ts';
import { candidatesOf, srcsetOf } from './srcset.ts';

/** What an inlined element no longer needs. */
const OF_STYLE = new Set([
  'rel',
  'href',
  'type',
  'integrity',
  'crossorigin',
  'referrerpolicy',
  'as',
  'sizes',
  'hreflang',
  'charset',
  'fetchpriority',
  'blocking',
]);
const OF_SCRIPT = new Set([
  'src',
  'href',
  'xlink:href',
  'integrity',
  'crossorigin',
  'referrerpolicy',
  'charset',
  'fetchpriority',
  'blocking',
  'async',
  'defer',
]);
/** These are of no use on a page that loads nothing. */
const USELESS = new Set(['hint', 'connection']);

/** Puts what an element requests from the app into the page, or takes the request out. What is elsewhere stays, and is noted. */
export async function inlineRequest(request: PageRequest, work: PageWork): Promise<void> {
  const { element, attribute, kind } = request;
  if (kind === 'srcset') return inlineSrcset(request, work);
  if (kind === 'script' && scriptType(element) === 'data') return;
  const address = addressIn(work, attribute.value, element);
  if (address.to === 'elsewhere') noteElsewhere(work, address.url, element);
  if (address.to !== 'app') return;
  const { path } = address;
  if (!work.inline) {
    if (!USELESS.has(kind)) noteMissing(work, path, { element, why: undefined });
    // The style sheet is read all the same: the page misses what it loads, too.
    if (kind === 'style') await styleText(path, request, work);
    return;
  }
  if (USELESS.has(kind)) work.edits.push({ ...element.whole, text: '' });
  else if (kind === 'style') await inlineStyle(path, request, work);
  else if (kind === 'script') await inlineScript(path, request, work);
  else if (kind === 'image' || kind === 'icon' || kind === 'media') {
    const asset = await work.assets.load(path, kind === 'media' ? 'media' : 'image');
    if (!('why' in asset)) work.edits.push(valueEdit(attribute, dataUrl(asset) + address.fragment));
    else takeOut(path, request, work, asset.why);
  } else takeOut(path, request, work, NOT_POSSIBLE[kind] as string);
}

const NOT_POSSIBLE: Readonly<Record<string, string>> = {
  frame: 'a frame is a page of its own',
  object: 'it is a document of its own',
  manifest: 'a manifest cannot stand in a page',
  use: 'a browser takes no data for <use>; write the symbol into the page',
};

/** Without its address, an element shows its text (`alt`) or what stands in it. A link without an address means nothing. */
function takeOut(path: string, { element, attribute }: PageRequest, work: PageWork, why: string): void {
  noteMissing(work, path, { element, why });
  work.edits.push(element.name === 'link' ? { ...element.whole, text: '' } : removal(attribute));
  // With a type alone, a browser looks for a plugin, which the policy refuses.
  const type = element.name === 'object' || element.name === 'embed' ? element.attributes.get('type') : undefined;
  if (type !== undefined) work.edits.push(removal(type));
}

async function styleText(path: string, { element }: PageRequest, work: PageWork): Promise<string | { readonly why: string }> {
  const asset: Loaded = await work.assets.load(path, 'style');
  if ('why' in asset) return asset;
  return inlineCss(withoutCharset(textOfAsset(asset)), { element, base: baseOfAsset(path), within: [path] }, work);
}

async function inlineStyle(path: string, request: PageRequest, work: PageWork): Promise<void> {
  const { element } = request;
  const isAlternate = /(?:^|\s)alternate(?:\s|$)/i.test(element.attributes.get('rel')?.value ?? '');
  const css = isAlternate ? { why: 'it is an alternate style sheet' } : await styleText(path, request, work);
  if (typeof css !== 'string') return takeOut(path, request, work, css.why);
  work.edits.push({ ...element.whole, text: `<style${kept(element, work.page, OF_STYLE)}>${css.replace(/<(?=\/style)/gi, '\\3c ')}</style>` });
}

async function inlineScript(path: string, request: PageRequest, work: PageWork): Promise<void> {
  const { element } = request;
  const isModule = scriptType(element) === 'module';
  const asset = await work.assets.load(path, 'script');
  const script = 'why' in asset ? asset : scriptInPage(textOfAsset(asset), { isModule });
  if ('why' in script) return takeOut(path, request, work, script.why);
  const text = `<script${kept(element, work.page, OF_SCRIPT)}>${script.text}</script>`;
  const isLater = !isModule && !element.isSvg && (element.attributes.has('defer') || element.attributes.has('async'));
  if (!isLater) work.edits.push({ ...element.whole, text });
  else {
    // A script in a page runs where it stands. This one would have run when the page is there.
    work.edits.push({ ...element.whole, text: '' });
    const at = endOfBody(work.page);
    work.edits.push({ from: at, to: at, text });
  }
}

function endOfBody({ elements, source }: ParsedHtml): number {
  const body = elements.find(({ name, isClosed }) => name === 'body' && isClosed);
  return body?.content.to ?? source.length;
}

/** The attributes of an element that stay, as they are written. */
function kept({ attributes }: HtmlElement, { source }: ParsedHtml, dropped: ReadonlySet<string>): string {
  return [...attributes.values()].flatMap(({ name, from, to }) => (dropped.has(name) ? [] : [` ${source.slice(from, to)}`])).join('');
}

async function inlineSrcset({ element, attribute }: PageRequest, work: PageWork): Promise<void> {
  const candidates = [];
  let isChanged = false;
  for (const candidate of candidatesOf(attribute.value)) {
    const address = addressIn(work, candidate.url, element);
    if (address.to === 'elsewhere') noteElsewhere(work, address.url, element);
    const asset = address.to === 'app' && work.inline ? await work.assets.load(address.path, 'image') : undefined;
    if (address.to === 'app' && (asset === undefined || 'why' in asset)) noteMissing(work, address.path, { element, why: asset?.why });
    if (asset === undefined) candidates.push(candidate);
    else {
      isChanged = true;
      if (!('why' in asset)) candidates.push({ ...candidate, url: dataUrl(asset) });
    }
  }
  if (!isChanged) return;
  work.edits.push(candidates.length === 0 ? removal(attribute) : valueEdit(attribute, srcsetOf(candidates)));
}
