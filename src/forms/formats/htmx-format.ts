import type { Format, Rendered } from '../../core/formats/format.ts';
import { html } from '../../core/formats/html.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { HtmxOptions } from '../../core/settings/front-end-options.ts';
import type { NothingLeft } from '../../core/values/nothing-left.ts';
import { isHtmxPartial, isHtmxSelection, takesHtml } from '../request/front-end.ts';
import { errorFragment, isInvalidForm, REMOVE_ERROR_FRAGMENT } from './error-fragment.ts';
import { fragmentView } from './fragment-view.ts';
import { triggerField } from './htmx-trigger.ts';

/** The form that was submitted, which keeps its input. htmx 2 and 4 use the first selector that matches. */
const NEAREST_FORM = 'closest form, body';

/**
 * Returns the format for errors in htmx, which takes HTML whatever its Accept field contains (htmx 2 accepts any type). For a part of a page it renders
 * `views/fragments/400.*`, then `fragments/4xx.*`, then a built-in fragment. It never renders a whole page into a part, as htmx 4 would. It never replaces
 * a form, because the input would be lost. For a boosted request (`hx-boost`) it renders the page.
 */
export function htmxFormat({ target, swap, ...left }: HtmxOptions = {}): Format {
  left satisfies NothingLeft;
  const aside = { 'hx-retarget': target ?? NEAREST_FORM, 'hx-reswap': swap ?? (target === undefined ? 'afterbegin' : 'innerHTML') };
  return {
    name: 'htmx',
    mediaType: 'text/html',
    async render(outcome, context) {
      const { request } = context;
      if (outcome.dataIsBody || outcome.status < 400 || request.header('hx-request') !== 'true' || !takesHtml(request)) return undefined;
      const selects = isHtmxSelection(request);
      if (!isHtmxPartial(request) && !selects) return varied(await html.render(outcome, context));
      const { own, outcome: shown, note } = await fragmentView('fragments', outcome, context);
      // An app's own fragment of an invalid form is the form itself with its errors, so the form's own target applies.
      const stays = own !== undefined && !selects && isInvalidForm(outcome);
      const part = own !== undefined && selects ? `<div data-halyard-error>${own}</div>` : own;
      const body = part ?? `${target === undefined ? REMOVE_ERROR_FRAGMENT : ''}${errorFragment(shown, note)}`;
      return {
        body,
        contentType: 'text/html; charset=utf-8',
        value: body,
        active: own !== undefined,
        headers: {
          vary: 'HX-Request',
          'hx-trigger': triggerField(isInvalidForm(outcome) ? 'halyard:invalid' : 'halyard:error', outcome),
          // The address of a failed request must not go into the browser's history.
          'hx-push-url': 'false',
          ...(stays ? undefined : aside),
          // The element may select a part of the answer (`hx-select`), which an error does not contain. Only htmx 2 knows `unset`.
          ...(selects ? { 'hx-reselect': '[data-halyard-error]' } : undefined),
          ...(stays || request.header('hx-request-type') !== undefined ? undefined : { 'hx-reselect': 'unset' }),
        },
      };
    },
  };
}

function varied(page: Rendered | undefined): Rendered | undefined {
  return page === undefined ? undefined : { ...page, headers: { ...page.headers, vary: 'HX-Request' } };
}

/**
 * Returns a redirect that htmx makes by script. The browser would follow a 3xx itself and htmx would put the new page into the part. It uses HX-Redirect:
 * the page opens like any other. htmx 4 reads commas in HX-Location as settings.
 *
 * @param location a redirect target that is already checked
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

/** Returns whether the location is the open page. If it has a fragment, the browser only scrolls and sends no request. */
function isCurrentPage(location: string, request: IncomingRequest): boolean {
  const current = request.header('hx-current-url');
  if (current === undefined || !location.includes('#') || !URL.canParse(current) || !URL.canParse(location, current)) return false;
  return withoutFragment(new URL(location, current).href) === withoutFragment(new URL(current).href);
}

function withoutFragment(address: string): string {
  return address.split('#', 1)[0] as string;
}
