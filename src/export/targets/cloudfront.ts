import { fileNameOf } from '../model/error-page.ts';
import type { ExportTarget } from '../model/export-target.ts';
import { cloudFrontNote } from './cloudfront/note.ts';
import { plainPages } from './static/plain-pages.ts';
import { uploadScript } from './static/upload-script.ts';

/** The path of the pages in the distribution. It needs a cache behavior of its own. */
const PREFIX = 'error-pages';

/**
 * The statuses that CloudFront itself answers with, and an app does not. CloudFront replaces every body of a listed status, the app's own too, so
 * 404, 500 and 503 of the app would lose their answer.
 */
const OWN_STATUSES = [502, 504];

/**
 * How long CloudFront answers with the page before it asks the app again, in seconds. The default of CloudFront is 10. A larger value would show the
 * page after the app is back, and 0 would send each request of the outage to an app that is starting.
 */
const CACHED_SECONDS = 5;

/**
 * Amazon CloudFront. Its pages lie in a bucket, because an app that is down cannot serve them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html
 */
export const target: ExportTarget = {
  files: (pages) => {
    const stored = plainPages(pages)
      .filter(({ page }) => OWN_STATUSES.includes(page.status) && (page.format === 'html' || page.format === 'json'))
      .map(({ page, content }) => ({ page, content, path: `pages/${fileNameOf(page, pages)}` }));
    const settings = (format: string) =>
      json(
        stored
          .filter(({ page }) => page.format === format)
          .map(({ page, path }) => ({
            ErrorCode: page.status,
            ResponsePagePath: path.replace('pages/', `/${PREFIX}/`),
            ResponseCode: String(page.status),
            ErrorCachingMinTTL: CACHED_SECONDS,
          })),
      );
    return [
      ...stored.map(({ path, content }) => ({ path, content })),
      { path: 'custom-error-responses.json', content: settings('html') },
      { path: 'custom-error-responses.api.json', content: settings('json') },
      { path: 'upload.sh', content: uploadScript(stored, PREFIX) },
      { path: 'README.md', content: cloudFrontNote({ prefix: PREFIX, seconds: CACHED_SECONDS, statuses: stored.map(({ page }) => page.status) }) },
    ];
  },
};

/** The value of `CustomErrorResponses` in the configuration of a distribution. */
function json(items: readonly object[]): string {
  return `${JSON.stringify({ Quantity: items.length, Items: items }, undefined, 2)}\n`;
}
