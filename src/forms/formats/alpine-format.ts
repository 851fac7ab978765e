import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { Format } from '../../core/formats/format.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { takesHtml } from '../request/front-end.ts';
import { errorFragment, isInvalidForm } from './error-fragment.ts';
import { fragmentView } from './fragment-view.ts';
import { recoveredPart } from './recovered-part.ts';

const MOST_TARGETS = 16;

/**
 * The format for errors in alpine-ajax, which takes the elements of its targets from the answer, whatever the status is. If one is missing, it sends the
 * form a second time as a browser does. So the answer has them all: the first one shows the error. A form in it is replaced, so the submitted values and
 * the way back follow the error.
 */
export const alpine: Format = {
  name: 'alpine',
  mediaType: 'text/html',
  async render(outcome, context) {
    const { request } = context;
    if (outcome.dataIsBody || outcome.status < 400 || request.header('x-alpine-request') !== 'true' || !takesHtml(request)) return undefined;
    const { own, outcome: shown, note } = await fragmentView('fragments', outcome, context);
    const recovered = own === undefined ? await recoveredPart(outcome, context) : undefined;
    const part = own ?? `${errorFragment(shown, note)}${recovered?.linkBack ?? ''}${recovered?.typed ?? ''}`;
    const [first, ...others] = targetsOf(request);
    const isElement = own !== undefined && first !== undefined && (isInvalidForm(outcome) || hasId(own, first));
    const body = first === undefined || isElement ? part : `<div id="${escapeHtml(first)}">${part}</div>${empty(request, others)}`;
    return {
      body,
      contentType: 'text/html; charset=utf-8',
      value: body,
      active: own !== undefined,
      headers: { ...recovered?.headers, vary: 'X-Alpine-Request, X-Alpine-Target' },
    };
  },
};

/** Returns the ids of the elements that alpine-ajax takes from the answer. `_top`, `_self` and `_none` are no ids. */
function targetsOf(request: IncomingRequest): readonly string[] {
  const ids = (request.header('x-alpine-target') ?? '').split(' ', MOST_TARGETS);
  return ids.filter((id) => id !== '' && id.length <= 128 && !id.startsWith('_'));
}

/** For a link, a missing target opens the page of the link, which is better than an empty one. A form would be sent twice. */
function empty({ method }: IncomingRequest, ids: readonly string[]): string {
  return method === 'GET' ? '' : ids.map((id) => `<div id="${escapeHtml(id)}"></div>`).join('');
}

function hasId(html: string, id: string): boolean {
  return html.includes(`id="${escapeHtml(id)}"`);
}
