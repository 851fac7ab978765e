import { readProperty } from '../../core/values/guarded-read.ts';
import type { Hint } from '../report/report.ts';
import { codeOf, rawErrors, textIn } from './raw-errors.ts';
import { type Situation, statusOf } from './situation.ts';

/** The usual places of a CSRF token. */
const FIELDS = ['_csrf', 'csrf', 'csrf_token', '_token', 'csrfToken'];
const HEADERS = ['x-csrf-token', 'csrf-token', 'x-xsrf-token', 'xsrf-token'];

const MISSING_SECRET = new Set(['FST_CSRF_MISSING_SECRET']);
const REFUSED = new Set(['EBADCSRFTOKEN', 'FST_CSRF_INVALID_TOKEN']);
const MESSAGES = /^(?:CSRF token (?:missing|mismatch)|CSRF mismatch|invalid csrf token|Invalid CSRF token|Did not get a valid CSRF token for ')/;

/** A request that a CSRF check has refused: what is missing in the form or in the request. */
export function tokenHints(situation: Situation): readonly Hint[] {
  const { request, outcome } = situation;
  const errors = rawErrors(situation);
  if (errors.some((error) => MISSING_SECRET.has(codeOf(error)))) {
    return [
      {
        text: 'The CSRF check found no secret of this client. Its cookie or session is missing: perhaps the client sends no cookies, or the form is of another origin.',
      },
    ];
  }
  const isRefused = errors.some((error) => REFUSED.has(codeOf(error)) || MESSAGES.test(textIn(error, 'message') ?? ''));
  const isSails = statusOf(situation) === 403 && MESSAGES.test(outcome?.detail ?? '');
  if (!isRefused && !isSails) return [];
  const body = request.parsed?.();
  const sent = FIELDS.some((name) => readProperty(body, name) !== undefined) || HEADERS.some((name) => request.header(name) !== undefined);
  if (!sent) {
    return [
      {
        text: 'The CSRF check found no token. Send the token of the page, as a field of the form or as a header field.',
        code: '<input type="hidden" name="_csrf" value="<%= csrfToken %>">',
      },
    ];
  }
  const text = 'The CSRF check refused the token. Perhaps the page is older than the session or the server, or the client has lost the cookie of the check.';
  const hasCookie = request.header('cookie') !== undefined;
  return [{ text, ...(!hasCookie && { lines: ['The request has no cookie at all.'] }) }];
}
