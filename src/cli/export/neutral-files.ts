import { type ErrorPages, fileNameOf, pageWith } from '../../export/model/error-page.ts';
import type { ExportedFile } from '../../export/model/export-target.ts';
import type { ListedPage } from './manifest.ts';

/** What stands in a neutral page for the reference. Whoever serves the page replaces it. */
export const REFERENCE_MARK = '{{reference}}';

/** The pages without a target: files as the app answers them, and the list of them for the manifest. */
export function neutralFiles(pages: ErrorPages): { readonly files: readonly ExportedFile[]; readonly listed: readonly ListedPage[] } {
  const files = pages.pages.map((page) => ({ path: `pages/${fileNameOf(page, pages)}`, content: pageWith(page, REFERENCE_MARK) }));
  const listed = pages.pages.map(({ status, contentType, language, policy }, index): ListedPage => {
    const { path, content } = files[index] as ExportedFile;
    return { file: path, status, contentType, language, policy, bytes: Buffer.byteLength(content) };
  });
  return { files, listed };
}
