import { fileNameOf } from '../model/error-page.ts';
import type { ExportTarget } from '../model/export-target.ts';
import { answerTemplate } from './caddy/answer-template.ts';
import { caddyfile } from './caddy/caddyfile.ts';
import { delimitersFor } from './caddy/delimiters.ts';
import { errorsSnippet } from './caddy/errors-snippet.ts';
import { pageFile } from './caddy/page-file.ts';
import { readme } from './caddy/readme.ts';

/** Caddy: one template answers every error, and the site imports one snippet. */
export const target: ExportTarget = {
  files(pages, options) {
    const delimiters = delimitersFor(pages);
    return [
      { path: 'README.md', content: readme(options) },
      { path: 'Caddyfile', content: caddyfile(options) },
      { path: 'errors.caddy', content: errorsSnippet(pages, options, delimiters) },
      { path: 'answer.tmpl', content: answerTemplate(pages, delimiters) },
      ...pages.pages.map((page) => ({ path: `pages/${fileNameOf(page, pages)}`, content: pageFile(page, delimiters) })),
    ];
  },
  nextStep: ({ folder }) =>
    `copy the folder to ${folder}, and write import ${folder}/errors.caddy above your site, import halyard_errors into it, and import halyard_upstream into reverse_proxy. See its README.md`,
};
