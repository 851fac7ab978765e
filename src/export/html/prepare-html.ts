import { basesOf } from './addresses.ts';
import { type Asset, Assets } from './assets.ts';
import { valueEdit } from './attribute.ts';
import { edited } from './edits.ts';
import { inlineCss } from './inline-css.ts';
import { inlineRequest } from './inline-element.ts';
import { noteElement } from './note-element.ts';
import type { PageWork } from './page-work.ts';
import { type ParsedHtml, parseHtml } from './parsed-html.ts';
import { policyOf } from './policy.ts';
import { relOf, requestsOf } from './requests.ts';
import { isStyleSheet, PAINTED } from './styles.ts';

/** What the preparation of a page needs to know. */
export interface PrepareContext {
  /** The folder of the app. Its folders `public`, `static`, `assets` and `dist` are searched for what `fetchAsset` does not have. */
  readonly root: string;
  /** Puts the assets of the app into the page. Else they are only named. */
  readonly inline: boolean;
  /** Asks the app for an asset: the path, with its query. */
  readonly fetchAsset: (path: string) => Promise<Asset | undefined>;
  /** The reference that the page has now. A proxy fills in another one, so it must not be in a script. */
  readonly reference?: string | undefined;
}

/** A page that stands alone, its policy, and what a person should know. */
export interface PreparedHtml {
  readonly html: string;
  /** The value of `Content-Security-Policy`. */
  readonly policy: string;
  readonly notes: readonly string[];
}

/**
 * Prepares a page of the app for a time when the app is down. With `inline`, a browser loads the page without a request to the app: style sheets,
 * scripts, pictures and fonts are put into it, and requests for what is missing are taken out. All other text stays as it is.
 *
 * @throws ExportError if the page is too long, too deep or too full to be read.
 * @example
 * const { html, policy, notes } = await prepareHtml(page, { root, inline: true, fetchAsset });
 */
export async function prepareHtml(page: string, context: PrepareContext): Promise<PreparedHtml> {
  const notes = new Set<string>();
  const assets = new Assets(context.root, context.fetchAsset);
  const html = withIcon(await inlined(page, { ...context, assets, notes }));
  const final = parseHtml(html);
  const policy = policyOf(final);
  return { html: withPolicy(final, policy, notes), policy, notes: [...notes] };
}

type Shared = Pick<PageWork, 'assets' | 'notes' | 'inline'> & Pick<PrepareContext, 'reference'>;

async function inlined(source: string, shared: Shared): Promise<string> {
  const page = parseHtml(source);
  const { assets, notes, inline, reference } = shared;
  const work: PageWork = { page, assets, notes, inline, reference, edits: [], baseAt: basesOf(page) };
  for (const request of requestsOf(page)) await inlineRequest(request, work);
  for (const element of page.elements) {
    const base = work.baseAt(element.tag.from);
    if (isStyleSheet(element)) {
      const { from, to } = element.content;
      const css = page.source.slice(from, to);
      const text = await inlineCss(css, { element, base }, work);
      if (text !== css) work.edits.push({ from, to, text: element.isSvg ? text : text.replace(/<(?=\/style)/gi, '\\3c ') });
    }
    for (const attribute of element.attributes.values()) {
      if (attribute.name !== 'style' && !(element.isSvg && PAINTED.has(attribute.name))) continue;
      const text = await inlineCss(attribute.value, { element, base }, work);
      if (text !== attribute.value) work.edits.push(valueEdit(attribute, text));
    }
    const frame = element.name === 'iframe' ? element.attributes.get('srcdoc') : undefined;
    if (frame !== undefined) {
      const text = await inlined(frame.value, shared);
      if (text !== frame.value) work.edits.push(valueEdit(frame, text));
    }
    noteElement(element, work);
  }
  return edited(source, work.edits);
}

/** Browsers ask for `/favicon.ico` by themselves if a page has no icon, and the app is down. This icon is empty, and no request. */
function withIcon(source: string): string {
  const { elements } = parseHtml(source);
  if (elements.some((element) => element.name === 'link' && relOf(element).includes('icon') && element.attributes.has('href'))) return source;
  const head = elements.find(({ name }) => name === 'head');
  const title = elements.find(({ name, isSvg }) => name === 'title' && !isSvg);
  const html = elements.find(({ name }) => name === 'html');
  const doctype = /^\uFEFF?\s*<!doctype[^>]*>/i.exec(source)?.[0].length ?? (source.startsWith('\uFEFF') ? 1 : 0);
  const at = head?.isClosed ? head.content.to : (head?.tag.to ?? title?.whole.to ?? html?.tag.to ?? doctype);
  return edited(source, [{ from: at, to: at, text: '<link rel="icon" href="data:,">' }]);
}

/** A policy in the page counts as well as the one in the header, and does not allow what was put into the page. It becomes the same policy. */
function withPolicy(page: ParsedHtml, policy: string, notes: Set<string>): string {
  // A browser ignores this directive in a page, and complains.
  const inPage = policy.replace(/; frame-ancestors [^;]*/, '');
  const edits = page.elements.flatMap(({ name, attributes }) => {
    const content = attributes.get('content');
    const isPolicy = name === 'meta' && attributes.get('http-equiv')?.value.trim().toLowerCase() === 'content-security-policy';
    return isPolicy && content !== undefined ? [valueEdit(content, inPage)] : [];
  });
  if (edits.length > 0) notes.add('The page has a policy of its own in a <meta>. The exported page has the policy of its final text there.');
  return edited(page.source, edits);
}
