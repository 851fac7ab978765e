import { type ErrorPage, pageWith } from '../../model/error-page.ts';
import type { Delimiters } from './delimiters.ts';

/** The policy of a body that is not a page. If a browser opens it as a page, nothing in it runs (RFC 9205 §4.11). */
export const INERT_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** The page as a template: it sets its own policy, and Caddy writes the id of the request at each place of the reference. */
export function pageFile(page: ErrorPage, { open, close }: Delimiters): string {
  const policy = page.policy ?? (page.format === 'html' ? undefined : INERT_POLICY);
  const setsPolicy = policy === undefined ? '' : `${open} .RespHeader.Set "Content-Security-Policy" ${JSON.stringify(policy)} ${close}`;
  return setsPolicy + pageWith(page, `${open} placeholder "http.request.uuid" ${close}`);
}
