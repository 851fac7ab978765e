/**
 * The format of an exported answer. The name is the ending of its file. `problem.json` exists only if the app has JSON of its own beside the problem document:
 * `json` is then the app's own.
 */
export type PageFormat = 'html' | 'json' | 'problem.json' | 'md' | 'txt';

/** The formats that each app has, in the order of the table in `docs/proxies.md`. */
export const PAGE_FORMATS: readonly Exclude<PageFormat, 'problem.json'>[] = ['html', 'json', 'md', 'txt'];

/** One answer of the app: what it sends for this status, in this format and language, in production. */
export interface ErrorPage {
  readonly status: number;
  readonly format: PageFormat;
  /** The value of `Content-Type`: `application/problem+json`, `text/html; charset=utf-8`. */
  readonly contentType: string;
  /** The language that was asked for. `undefined` if the app was asked for no language. */
  readonly language: string | undefined;
  /** The text of the body, cut at each place where the reference of the failure belongs. A text without a reference is one part. */
  readonly parts: readonly string[];
  /** The value of `Content-Security-Policy` that this page needs, and nothing more. Only HTML has one. */
  readonly policy: string | undefined;
}

/**
 * All answers of an app that a proxy may need. The order is by status, format and language, so that two exports are equal. Of two formats of JSON,
 * the first is that of a client without a preference. Not every status has every format: an app may send HTML only.
 */
export interface ErrorPages {
  readonly pages: readonly ErrorPage[];
  readonly statuses: readonly number[];
  /** The languages of the pages; the first is the default. Empty if the app was asked for no language. */
  readonly languages: readonly string[];
}

/** The media type of the JSON that a client without a preference gets. */
export function firstJsonOf({ pages }: Pick<ErrorPages, 'pages'>): 'application/problem+json' | 'application/json' {
  const first = pages.find(({ format }) => format.endsWith('json'));
  return first?.format === 'json' && /^application\/json\b/i.test(first.contentType) ? 'application/json' : 'application/problem+json';
}

/** The page with this text at each place of its reference. */
export function pageWith(page: ErrorPage, reference: string): string {
  return page.parts.join(reference);
}

/** The name of the file of a page: `502.html`, `502.de.html`. The default language has no tag in the name. */
export function fileNameOf({ status, format, language }: ErrorPage, { languages }: Pick<ErrorPages, 'languages'>): string {
  return language === undefined || language === languages[0] ? `${status}.${format}` : `${status}.${language}.${format}`;
}

/** What the person who exports should know: an asset that is missing, a page that changes each time. It stops no export. */
export interface ExportNote {
  /** The page or the file that it is about: `502.html`. */
  readonly page: string;
  readonly text: string;
}
