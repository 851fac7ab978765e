import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { ChoosePage } from '../../core/ports/page-choice.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';

/** The query parameter that chooses a page in development. Halyard reads it only for a client that sees errors in full. */
const PARAMETER = /^halyard-page=(own|development)$/;

/**
 * Shows the developer the error of a 5xx, although the app has a page of its own for it. Everybody else gets the app's page. The two pages link to each
 * other by a query parameter. Only a GET has the links: to follow the link of another request would not repeat it. A part of a page has none. For any
 * other failure the query parameter shows the development page, such as the near routes of a 404.
 */
export const choosePage: ChoosePage = (own, outcome, { request, settings: { developmentPage } }, isPart = false) => {
  if (developmentPage === false || !outcome.revealed) return undefined;
  const linked = !isPart && (request.method === 'GET' || request.method === 'HEAD');
  const asked = linked ? askedPage(request) : undefined;
  const hidesError = outcome.status >= 500 && outcome.errors.length > 0;
  if (!hidesError && asked !== 'development') return undefined;
  if (asked === undefined ? developmentPage === 'link' : asked === 'own') {
    return linked ? withLink(own, linkTo('development', request, 'style="color:inherit"', 'See the development page')) : undefined;
  }
  const link = linked ? ` ${linkTo('own', request, '', 'See your own page for this status')}` : '';
  return { note: `<p>Everybody else gets your own ${isPart ? 'fragment' : 'page'}.${link}</p>` };
};

function askedPage({ url }: IncomingRequest): string | undefined {
  return partsOf(url)
    .map((part) => PARAMETER.exec(part)?.[1])
    .find((page) => page !== undefined);
}

/** A relative address of the same page, because a proxy may have changed the path. */
function linkTo(page: 'own' | 'development', { url }: IncomingRequest, attributes: string, text: string): string {
  const query = [...partsOf(url).filter((part) => !PARAMETER.test(part)), `halyard-page=${page}`].join('&');
  return `<a href="?${escapeHtml(query)}"${attributes === '' ? '' : ` ${attributes}`}>${text}</a>`;
}

/** The parts of the query, as the client has sent them. */
function partsOf(url: string): readonly string[] {
  const [, query = ''] = /\?([^#]*)/.exec(url) ?? [];
  return query.split('&').filter((part) => part !== '');
}

/** Ink and paper have a contrast of 15:1, on any page. */
const STYLE =
  'position:fixed;inset:auto 1rem 1rem auto;z-index:2147483647;box-sizing:border-box;max-width:calc(100vw - 2rem);margin:0;padding:.5rem .875rem;border:1px solid #fff;border-radius:.375rem;' +
  'background:#14222e;color:#fff;font:600 .875rem/1.5 system-ui,sans-serif;box-shadow:0 2px 8px #0006';

/** Adds the link at the end of the app's page. If the app's own Content-Security-Policy forbids the style, the link is plain text. */
function withLink(page: string, link: string): string {
  const aside = `<aside aria-label="For the developer" style="${STYLE}">${link}</aside>`;
  const end = Math.max(page.lastIndexOf('</body>'), page.lastIndexOf('</BODY>'));
  return end === -1 ? page + aside : page.slice(0, end) + aside + page.slice(end);
}
