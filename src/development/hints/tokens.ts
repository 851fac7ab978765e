import { readProperty } from '../../core/values/guarded-read.ts';
import { masked } from '../report/masked.ts';
import type { Hint } from '../report/report.ts';
import { hostOf } from './host-of.ts';
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
  const { outcome } = situation;
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
  if (!isRefused && !isSails) return outcome?.resend === true ? expired(situation) : originHints(situation, errors);
  return refused(situation);
}

/** The message of tiny-csrf quotes the tokens, so Halyard has left the error out. */
function expired(situation: Situation): readonly Hint[] {
  if (situation.failure?.record.handled === false) return refused(situation);
  const text =
    'The response says that the form has expired (resend). A form of this origin goes back to its page with what was typed. Other clients get this answer.';
  return [{ text, see: 'docs/forms.md#when-the-visitor-is-not-at-fault' }];
}

function refused({ request }: Situation): readonly Hint[] {
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

/** A request with such a body needs no permission of the browser, so csrf() of Hono checks where it comes from. */
const FORM_TYPES = /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/** csrf() of Hono has no tokens, and its error has no message: only the request shows what was refused. */
function originHints(situation: Situation, errors: readonly object[]): readonly Hint[] {
  const { request } = situation;
  const isUnnamed = errors.some(
    (error) => readProperty(error, 'status') === 403 && textIn(error, 'message') === '' && readProperty(error, 'res') !== undefined,
  );
  const isForm = request.method !== 'GET' && request.method !== 'HEAD' && FORM_TYPES.test(request.header('content-type') ?? 'text/plain');
  if (!isUnnamed || !isForm || hostOf(request) !== 'hono' || request.header('sec-fetch-site') === 'same-origin') return [];
  const origin = request.header('origin');
  if (origin === undefined)
    return [{ text: 'Perhaps csrf() of Hono refused the form: the request has no field Origin. Browsers send the field. Other clients have to add it.' }];
  const from = masked(origin, 128);
  return [{ text: `Perhaps csrf() of Hono refused the form: it comes from ${from}.`, code: `app.use(csrf({ origin: [${JSON.stringify(from)}] }));` }];
}
