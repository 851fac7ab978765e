import { type ErrorPages, fileNameOf } from '../../model/error-page.ts';
import type { ExportedFile } from '../../model/export-target.ts';

/** The start of a command of server-side includes. */
const COMMAND = '<!--#';
const echo = (variable: string): string => `${COMMAND} echo var="${variable}" encoding="none" -->`;
const REFERENCE = echo('request_id');
/** Writes the start of a command as text. nginx does not read what a command writes. */
const LITERAL = echo('halyard_ssi');

/** The pages as nginx reads them: it writes its request id at each place of the reference. A command in the text of a page is text, and never runs. */
export function pageFiles(pages: ErrorPages): readonly ExportedFile[] {
  return pages.pages.map((page) => ({
    path: `pages/${fileNameOf(page, pages)}`,
    content: page.parts.map((part) => part.replaceAll(COMMAND, LITERAL)).join(REFERENCE),
  }));
}
