import { type ErrorPage, PAGE_FORMATS, type PageFormat } from '../../model/error-page.ts';

/** JSON is for clients without a preference, so it comes first. */
const ORDER: readonly PageFormat[] = ['json', 'html', 'txt', 'md'];

/**
 * The page for a client whose format is missing: an app may send HTML only. Any page of the app is better than the default page of a CDN.
 * `undefined`: no format is missing, or there is no page.
 */
export function lastResort(pages: readonly ErrorPage[]): ErrorPage | undefined {
  if (PAGE_FORMATS.every((format) => pages.some((page) => page.format === format))) return undefined;
  return ORDER.flatMap((format) => pages.filter((page) => page.format === format))[0];
}
