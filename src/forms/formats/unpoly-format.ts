import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { Format } from '../../core/formats/format.ts';
import { html } from '../../core/formats/html.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { isUnpolyPage, takesHtml } from '../request/front-end.ts';
import { refererOf } from '../request/site.ts';
import { errorFragment, isInvalidForm } from './error-fragment.ts';
import { fragmentView } from './fragment-view.ts';
import { recoveredPart } from './recovered-part.ts';

const VARY = 'X-Up-Version, X-Up-Target, X-Up-Fail-Target, X-Up-Validate';
/** A simple selector, as Unpoly derives it: `#signup`, `form[action="/signup"]`, `.list`, `main`. Every part has a limit. */
const SIMPLE = /^([a-z][\w-]{0,40})?(#[\w-]{1,128})?(\.[\w-]{1,128})?(?:\[([a-z][\w-]{0,40})="([\w/.?=&%~-]{0,512})"\])?$/;
/** The parser of HTML drops these elements outside of a table or list. */
const NEEDS_PARENT = /^(?:t(?:able|body|head|foot|r|d|h)|caption|col|colgroup|option|head|html)$/;

/**
 * The format for errors in Unpoly, which treats every status other than 2xx as failed and updates the fail target: the form, or the main element. The
 * fragment stands at the top of the fail target, and replaces the fragment before it. A form keeps its input. A link to another page gets the page.
 */
export const unpoly: Format = {
  name: 'unpoly',
  mediaType: 'text/html',
  async render(outcome, context) {
    const { request } = context;
    if (outcome.dataIsBody || outcome.status < 400 || request.header('x-up-version') === undefined || !takesHtml(request)) return undefined;
    if (request.method === 'GET' && isUnpolyPage(request)) {
      const page = await html.render(outcome, context);
      return page && { ...page, headers: { ...page.headers, vary: VARY } };
    }
    const { own, outcome: shown, note } = await fragmentView('fragments', outcome, context);
    // An app's own fragment of an invalid form is the form itself with its errors, so the fail target of the form applies.
    if (own !== undefined && isInvalidForm(outcome)) return { ...HTML, body: own, value: own, active: true, headers: { vary: VARY } };
    // The form stays, so its input stays. A form that has expired needs its page, because only that has a new token.
    const recovered = own === undefined && outcome.resend ? await recoveredPart(outcome, context) : undefined;
    const part = own === undefined ? `${errorFragment(shown, note)}${recovered?.linkBack ?? ''}` : own;
    const { selector, open, close } = placeOf(request);
    const body = `<!doctype html>${open}<div data-halyard-part>${part}</div>${close}\n`;
    const headers = { ...recovered?.headers, vary: VARY, 'x-up-target': targetIn(selector), ...stayedAt(request) };
    return { ...HTML, body, value: body, active: own !== undefined, headers };
  },
};

const HTML = { contentType: 'text/html; charset=utf-8' };

/**
 * Returns the value of `X-Up-Target`: the top of the place if it has no error yet, else its error. Both steps are optional, and exactly one applies: in the
 * answer the error is the only child of its place.
 */
function targetIn(selector: string): string {
  return `${selector}:not(:has(> [data-halyard-part]:not(:only-child))):before:maybe, :is(${selector} > [data-halyard-part]):maybe`;
}

/** The page stays, so the address of the failed link must not go into the browser's history. */
function stayedAt(request: IncomingRequest): Readonly<Record<string, string>> | undefined {
  const page = request.method === 'GET' ? refererOf(request, []) : undefined;
  return page === undefined ? undefined : { 'x-up-location': page };
}

interface Place {
  readonly selector: string;
  readonly open: string;
  readonly close: string;
}

/** Returns the place of the error: the fail target, if an element for its selector can be written, else the form, or the page. */
function placeOf(request: IncomingRequest): Place {
  const [first = ''] = (request.header('x-up-fail-target') ?? '').split(',', 1);
  const [whole = '', tag = 'div', id, classes, name, value] = SIMPLE.exec(first.trim()) ?? [];
  if (whole === '' || NEEDS_PARENT.test(tag)) return request.method === 'GET' ? element('body', 'body', '') : element('form', 'form', '');
  const attributes = [id && ` id="${id.slice(1)}"`, classes && ` class="${classes.slice(1)}"`, name && ` ${name}="${escapeHtml(value ?? '')}"`];
  return element(whole, tag, attributes.filter(Boolean).join(''));
}

function element(selector: string, tag: string, attributes: string): Place {
  return { selector, open: `<${tag}${attributes}>`, close: `</${tag}>` };
}
