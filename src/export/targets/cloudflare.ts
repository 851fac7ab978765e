import { fileNameOf } from '../model/error-page.ts';
import type { ExportTarget } from '../model/export-target.ts';
import { errorPageFiles } from './cloudflare/error-pages.ts';
import { cloudflareNote } from './cloudflare/note.ts';
import { errorRules } from './cloudflare/rules.ts';
import { servedPage } from './cloudflare/served-page.ts';
import { inDefaultLanguage } from './static/plain-pages.ts';

/**
 * Cloudflare: custom error rules, which keep the answers of the app, and the older error pages.
 *
 * @see https://developers.cloudflare.com/rules/custom-errors/
 */
export const target: ExportTarget = {
  files: (pages) => {
    const served = inDefaultLanguage(pages).map((page) => ({ ...servedPage(page), file: fileNameOf(page, pages) }));
    const { rules, assets } = errorRules(served);
    const errorPages = errorPageFiles(served);
    return [
      ...served.map(({ file, content }) => ({ path: `pages/${file}`, content })),
      ...errorPages,
      { path: 'custom-error-rules.json', content: json({ rules }) },
      { path: 'custom-error-assets.json', content: json(assets) },
      { path: 'README.md', content: cloudflareNote({ rules: rules.length, assets: assets.length, errorPages: errorPages.map(({ path }) => path) }) },
    ];
  },
};

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
