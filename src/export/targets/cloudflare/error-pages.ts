import type { ExportedFile } from '../../model/export-target.ts';
import { type ServedPage, withRayId } from './served-page.ts';

/** An error page of Cloudflare: its identifier, the pages of the app that may stand for it, best first, and the token that it must have. */
const TYPES: readonly { readonly id: string; readonly statuses: readonly number[]; readonly token: string | undefined }[] = [
  { id: '500_errors', statuses: [502, 503, 504, 500], token: '::CLOUDFLARE_ERROR_500S_BOX::' },
  { id: 'waf_block', statuses: [403], token: undefined },
  { id: 'ratelimit_block', statuses: [429], token: undefined },
];

/**
 * The error pages that Cloudflare shows where no rule matches. They are HTML for every client.
 *
 * @see https://developers.cloudflare.com/rules/custom-errors/reference/error-page-types/
 */
export function errorPageFiles(served: readonly ServedPage[]): readonly ExportedFile[] {
  return TYPES.flatMap(({ id, statuses, token }) => {
    const found = statuses.flatMap((status) => served.filter(({ page }) => page.status === status && page.format === 'html'))[0];
    if (found === undefined) return [];
    const text = withRayId(found.page);
    return [{ path: `error-pages/${id}.html`, content: token === undefined ? text : withToken(text, token) }];
  });
}

/** The token stands at the end of the content of the page. */
function withToken(html: string, token: string): string {
  const place = ['</main>', '</body>'].map((tag) => html.lastIndexOf(tag)).find((index) => index !== -1) ?? html.length;
  return `${html.slice(0, place)}<div>${token}</div>${html.slice(place)}`;
}
