import { type Address, addressOf } from './addresses.ts';
import type { Assets } from './assets.ts';
import type { Edit } from './edits.ts';
import type { HtmlElement, ParsedHtml } from './parsed-html.ts';
import { relOf } from './requests.ts';

/** What the parts of the preparation of one page share: they read the page, and collect edits and notes. */
export interface PageWork {
  readonly page: ParsedHtml;
  readonly assets: Assets;
  /** Assets of the app are put into the page. */
  readonly inline: boolean;
  readonly edits: Edit[];
  readonly notes: Set<string>;
  /** The address from which an element at this offset reads its addresses. */
  readonly baseAt: (offset: number) => string;
  /** The reference of the page. The proxy fills in another one. */
  readonly reference: string | undefined;
}

/** What an element needs, with its place: `/site.css (<link rel="stylesheet">, line 3)`. */
export function shown(work: PageWork, what: string, element: HtmlElement): string {
  const rel = element.name === 'link' ? ` rel="${relOf(element).join(' ')}"` : '';
  return `${what} (<${element.name}${rel}>, line ${work.page.lineAt(element.tag.from)})`;
}

/** Notes that an asset is not there while the app is down, and why it could not be put into the page. */
export function noteMissing(work: PageWork, path: string, { element, why }: { readonly element: HtmlElement; readonly why: string | undefined }): void {
  const reason = why === undefined ? 'Put it into the page with --inline.' : `It is not put into the page: ${why}.`;
  work.notes.add(`${shown(work, path, element)} is missing while the app is down. ${reason}`);
}

/** Notes that an asset comes from another server. */
export function noteElsewhere(work: PageWork, url: string, element: HtmlElement): void {
  work.notes.add(`${shown(work, url, element)} is a request to another server.`);
}

/** Where an address of an element leads. */
export function addressIn(work: PageWork, written: string, element: HtmlElement): Address {
  return addressOf(written, work.baseAt(element.tag.from));
}
