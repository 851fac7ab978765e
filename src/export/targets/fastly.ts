import type { ExportTarget } from '../model/export-target.ts';
import { errorSnippet, RECEIVE_SNIPPET } from './fastly/error-snippet.ts';
import { fastlyNote } from './fastly/note.ts';

/**
 * Fastly: VCL snippets that answer in place of the errors that Fastly makes.
 *
 * @see https://www.fastly.com/documentation/reference/vcl/subroutines/error/
 */
export const target: ExportTarget = {
  files: (pages, { retryAfter }) => {
    const snippet = errorSnippet(pages, retryAfter);
    return [
      { path: 'request-id.recv.vcl', content: RECEIVE_SNIPPET },
      { path: 'error-pages.error.vcl', content: snippet },
      { path: 'README.md', content: fastlyNote({ bytes: Buffer.byteLength(snippet), has503: pages.statuses.includes(503) }) },
    ];
  },
};
