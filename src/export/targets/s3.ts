import { fileNameOf } from '../model/error-page.ts';
import type { ExportTarget } from '../model/export-target.ts';
import { s3Note } from './s3/note.ts';
import { plainPages } from './static/plain-pages.ts';
import { uploadScript } from './static/upload-script.ts';

const PREFIX = 'error-pages';

/**
 * A website on Amazon S3. It has one document for all errors of the 4xx class, so that is the page of 404.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/CustomErrorDocSupport.html
 */
export const target: ExportTarget = {
  files: (pages) => {
    const stored = plainPages(pages)
      .filter(({ page }) => page.status === 404 && page.format === 'html')
      .map(({ page, content }) => ({ page, content, path: `pages/${fileNameOf(page, pages)}` }));
    const errors = stored.map(({ path }) => ({ ErrorDocument: { Key: path.replace('pages/', `${PREFIX}/`) } }));
    const website = { IndexDocument: { Suffix: 'index.html' }, ...errors[0] };
    return [
      ...stored.map(({ path, content }) => ({ path, content })),
      { path: 'website.json', content: `${JSON.stringify(website, undefined, 2)}\n` },
      { path: 'upload.sh', content: uploadScript(stored, PREFIX) },
      { path: 'README.md', content: s3Note({ hasPage: stored.length > 0 }) },
    ];
  },
};
