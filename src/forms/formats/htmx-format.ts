import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import type { Format, Rendered } from '../../core/formats/format.ts';
import { html } from '../../core/formats/html.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { HtmxOptions } from '../../core/settings/front-end-options.ts';
import type { NothingLeft } from '../../core/values/nothing-left.ts';
import { isHtmxPartial } from '../request/front-end.ts';
import { errorFragment, REMOVE_ERROR_FRAGMENT } from './error-fragment.ts';
import { fragmentView } from './fragment-view.ts';
import { triggerField } from './htmx-trigger.ts';

/** The form in which it was typed, which keeps it; in htmx 2 and 4 the first of the list that is there. */
const NEAREST_FORM = 'closest form, body';

/**
 * Errors for htmx, which takes HTML whatever its Accept (htmx 2 says that it takes anything). For a part of a page:
 * `views/fragments/400.*`, then `fragments/4xx.*`, else a built-in fragment. Never a whole page there, which htmx 4 would put into the
 * part, and never in place of a form, which would take what was typed with it. Where a page is asked for (`hx-boost`), the page.
 */
export function htmxFormat({ target, swap, ...left }: HtmxOptions = {}): Format {
  left satisfies NothingLeft;
  const aside = { 'hx-retarget': target ?? NEAREST_FORM, 'hx-reswap': swap ?? (target === undefined ? 'afterbegin' : 'innerHTML') };
  return {
    name: 'htmx',
    mediaType: 'text/html',
    async render(outcome, context) {
      const { request } = context;
      if (outcome.dataIsBody || outcome.status < 400 || !takesHtml(request)) return undefined;
      if (!isHtmxPartial(request)) return varied(await html.render(outcome, context));
      const own = await fragmentView('fragments', outcome, context);
      // An app's own fragment of an invalid form is the form again, with what is wrong: it goes where the form says.
      const stays = own !== undefined && isInvalidForm(outcome);
      const body = own ?? `${target === undefined ? REMOVE_ERROR_FRAGMENT : ''}${errorFragment(outcome)}`;
      return {
        body,
        contentType: 'text/html; charset=utf-8',
        value: body,
        active: own !== undefined,
        headers: {
          vary: 'HX-Request',
          'hx-trigger': triggerField(isInvalidForm(outcome) ? 'halyard:invalid' : 'halyard:error', outcome),
          // The address of something that failed is no place to come back to.
          'hx-push-url': 'false',
          ...(stays ? undefined : aside),
          // The element may pick a part of the answer (`hx-select`), which is not in an error. htmx 4 calls that a full request.
          ...(stays || request.header('hx-request-type') !== undefined ? undefined : { 'hx-reselect': 'unset' }),
        },
      };
    },
  };
}

/** Of htmx, and not of a script of the app's that has htmx fetch something else (`hx-headers`). */
function takesHtml(request: IncomingRequest): boolean {
  return request.header('hx-request') === 'true' && /\*\/\*|\btext\/html\b|^$/i.test(request.header('accept') ?? '');
}

function varied(page: Rendered | undefined): Rendered | undefined {
  return page === undefined ? undefined : { ...page, headers: { ...page.headers, vary: 'HX-Request' } };
}

function isInvalidForm({ status, issues }: PublicOutcome): boolean {
  return (status === 400 || status === 422) && issues.length > 0;
}

/**
 * A redirect that htmx makes by script: a 3xx is followed by the browser, which puts the page that comes back into the part. `location` is
 * safe already. HX-Redirect and not HX-Location: the page opens like any other, and htmx 4 reads commas in HX-Location as settings.
 */
export function htmxRedirect(location: string, request: IncomingRequest): Rendered {
  return {
    body: 'The page continues elsewhere.\n',
    contentType: 'text/plain; charset=utf-8',
    value: undefined,
    status: 200,
    headers: { vary: 'HX-Request', 'hx-redirect': isCurrentPage(location, request) ? withoutFragment(location) : location },
  };
}

/** With a fragment an address that is open already is scrolled in, and not fetched. */
function isCurrentPage(location: string, request: IncomingRequest): boolean {
  const current = request.header('hx-current-url');
  if (current === undefined || !location.includes('#') || !URL.canParse(current) || !URL.canParse(location, current)) return false;
  return withoutFragment(new URL(location, current).href) === withoutFragment(new URL(current).href);
}

function withoutFragment(address: string): string {
  return address.split('#', 1)[0] as string;
}
