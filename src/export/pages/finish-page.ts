import { fieldsOf } from '../../drill/model/answer.ts';
import { prepareHtml } from '../html/prepare-html.ts';
import type { ErrorPage } from '../model/error-page.ts';
import { ExportError } from '../model/export-error.ts';
import { FIRST } from './page-request.ts';
import type { Reply } from './player.ts';

/** Where the files of the app are, and what becomes of those that a page loads. */
export type Assets = Omit<Parameters<typeof prepareHtml>[1], 'reference'>;

/** A page of the answer, cut at its reference, and the notes about it. HTML is prepared for a time when the app is down. */
export async function finishPage({ wanted, answer, body }: Reply, assets: Assets): Promise<{ readonly page: ErrorPage; readonly notes: readonly string[] }> {
  const { html, policy, notes } = wanted.format === 'html' ? await prepared(body, assets) : { html: body, policy: undefined, notes: [] };
  return { page: { ...wanted, contentType: fieldsOf(answer, 'content-type')[0] ?? '', parts: html.split(FIRST.reference), policy }, notes };
}

async function prepared(
  html: string,
  assets: Assets,
): Promise<{ readonly html: string; readonly policy: string | undefined; readonly notes: readonly string[] }> {
  try {
    return await prepareHtml(html, { ...assets, reference: FIRST.reference });
  } catch (error) {
    if (!(error instanceof ExportError)) throw error;
    return { html, policy: undefined, notes: [`the page is exported as it is, and has no policy. ${error.message}`] };
  }
}
