import { addressOf, baseOfAsset } from './addresses.ts';
import { dataUrl, textOfAsset } from './assets.ts';
import { type CssUrl, cssString, cssUrls } from './css-urls.ts';
import { type Edit, edited } from './edits.ts';
import { noteElsewhere, noteMissing, type PageWork } from './page-work.ts';
import type { HtmlElement } from './parsed-html.ts';

/** Where a style sheet is: in an element, and read from an address. */
export interface CssPlace {
  readonly element: HtmlElement;
  readonly base: string;
  /** The style sheets that import this one. A sheet that imports itself is not read again. */
  readonly within?: readonly string[];
}

/** Style sheets may import each other, this deep. */
const DEEPEST = 8;
/** A sheet with these words at its top cannot stand in a block of another sheet. */
const ONLY_AT_TOP = /@(?:import|namespace)\b/i;

/** The style sheet with the pictures, the fonts and the sheets of the app in it. Without `inline` it stays as it is, and its requests are noted. */
export async function inlineCss(css: string, place: CssPlace, work: PageWork): Promise<string> {
  const edits: Edit[] = [];
  for (const url of cssUrls(css)) {
    const address = addressOf(url.url, place.base);
    if (address.to === 'elsewhere') noteElsewhere(work, address.url, place.element);
    if (address.to !== 'app') continue;
    const edit = url.kind === 'style' ? await importEdit(url, { path: address.path, css, place, work }) : await assetEdit(url, address, { place, work });
    if (edit !== undefined) edits.push(edit);
  }
  return edited(css, edits);
}

async function assetEdit(
  url: CssUrl,
  { path, fragment }: { readonly path: string; readonly fragment: string },
  { place: { element }, work }: { readonly place: CssPlace; readonly work: PageWork },
): Promise<Edit | undefined> {
  const asset = work.inline ? await work.assets.load(path, url.kind === 'font' ? 'font' : 'image') : undefined;
  if (asset === undefined || 'why' in asset) noteMissing(work, path, { element, why: asset?.why });
  if (asset === undefined) return undefined;
  // An empty picture or font is no request. A browser takes the next font of the list.
  return { from: url.from, to: url.to, text: cssString('why' in asset ? 'data:,' : dataUrl(asset) + fragment) };
}

interface Importing {
  readonly path: string;
  readonly css: string;
  readonly place: CssPlace;
  readonly work: PageWork;
}

/** A sheet that is imported stands in place of its rule, in the blocks that its conditions need. */
async function importEdit(url: CssUrl, { path, css, place: { element, within = [] }, work }: Importing): Promise<Edit | undefined> {
  const isLoop = within.includes(path) || within.length >= DEEPEST;
  const asset = isLoop ? { why: 'it imports itself' } : await work.assets.load(path, 'style');
  const rule = url.rule as NonNullable<CssUrl['rule']>;
  if (!work.inline || 'why' in asset) {
    noteMissing(work, path, { element, why: work.inline && 'why' in asset ? asset.why : undefined });
    if (work.inline) return { ...rule, text: '' };
  }
  if ('why' in asset) return undefined;
  const text = await inlineCss(withoutCharset(textOfAsset(asset)), { element, base: baseOfAsset(path), within: [...within, path] }, work);
  if (!work.inline) return undefined;
  const written = ONLY_AT_TOP.test(text) || ONLY_AT_TOP.test(css.slice(rule.to)) ? undefined : inBlocks(text, url.conditions ?? '');
  // As data, the sheet has the same rights as before. The policy of the page then allows sheets as data.
  if (written === undefined) return { from: url.from, to: url.to, text: cssString(dataUrl({ type: 'text/css', body: new TextEncoder().encode(text) })) };
  return { ...rule, text: written };
}

/** Writes the conditions of an `@import` as blocks around its sheet: `layer(a) supports(b) c`. */
function inBlocks(css: string, conditions: string): string | undefined {
  if (conditions.length > 400) return undefined;
  const [, layer, name, afterLayer = ''] = /^(layer(?:\(([\w.-]+)\))?(?![\w(-]))?\s*([\s\S]*)$/i.exec(conditions) ?? [];
  const [written = '', supports] = /^supports\(([^()]*(?:\([^()]*\)[^()]*)?)\)/i.exec(afterLayer) ?? [];
  const media = afterLayer.slice(written.length).trimStart();
  if (/\b(?:layer|supports)\b/i.test(media)) return undefined;
  let text = media === '' ? css : `@media ${media}{${css}\n}`;
  if (supports !== undefined) text = `@supports ${/^\s*(?:\(|not\b|selector\(|font-)/i.test(supports) ? supports : `(${supports})`}{${text}\n}`;
  return layer === undefined ? `${text}\n` : `@layer${name === undefined ? '' : ` ${name}`}{${text}\n}\n`;
}

/** A character set counts only at the start of a file. */
export function withoutCharset(css: string): string {
  return css.replace(/^@charset "[^"]*";/i, '');
}
