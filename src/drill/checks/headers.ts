import { fieldsOf, type Played, typeOf } from '../model/answer.ts';
import type { Finding } from '../model/finding.ts';
import { type Check, fault, isComplete, isHalyards } from './check.ts';
import { placeOfField, placeOfResponse } from './place-of.ts';

type Wrong = Pick<Finding, 'message' | 'todo'> & { readonly severity?: Finding['severity']; readonly found?: string | undefined };

/** A promise about one header field. Returns what is wrong. */
type Promised = (played: Played) => Wrong | undefined;

/** The header fields that Halyard promises, and those that each failure must have. */
export const checkHeaders: Check = (played, about) => {
  const { answer, exercise } = played;
  // An ack has no header fields. An answer without a name is that of Node itself.
  if (!isComplete(played) || exercise.client === 'socket' || exercise.expected.response === undefined) return [];
  const rules = [...EVERYBODYS, ...(isHalyards(played) && exercise.expected.isBroken !== true ? HALYARDS : [])];
  return rules.flatMap((rule) => {
    const wrong = answer.status >= 400 || rule === hasNosniff || rule === hasVary || rule === hasTarget ? rule(played) : undefined;
    if (wrong === undefined) return [];
    const { found, ...rest } = wrong;
    const [, field] = /^([\w-]{1,60}): /.exec(found ?? '') ?? [];
    const place = field === undefined ? placeOfResponse(played, about) : placeOfField(field, played, about);
    return [fault(played, { code: 'header', ...rest, place, ...(found !== undefined && { excerpt: found }) })];
  });
};

/** The field with its values, as the excerpt of a finding. */
function shown({ answer }: Played, name: string): string {
  const values = fieldsOf(answer, name);
  return values.length === 0 ? `no ${name}` : `${name}: ${values.join(', ')}`;
}

function listOf({ answer }: Played, name: string): readonly string[] {
  return fieldsOf(answer, name).flatMap((value) => value.split(',', 200).map((part) => part.trim().toLowerCase()));
}

const isNotStored: Promised = (played) =>
  listOf(played, 'cache-control').includes('no-store')
    ? undefined
    : {
        message: 'A failure may be stored by a cache: its `Cache-Control` is not `no-store`.',
        todo: 'Find the middleware that sets `Cache-Control` after Halyard, and let it leave failures out.',
        found: shown(played, 'cache-control'),
      };

/** An app's own answer may choose its caching. Without `Cache-Control`, a cache may keep a 404 or 410, but not for long. */
const isNotKept: Promised = (played) => {
  const names = listOf(played, 'cache-control');
  if (!names.some((name) => name === 'public' || name === 'immutable' || /^(?:s-maxage|max-age)=[1-9]/.test(name))) return undefined;
  return {
    severity: 'warning',
    message: 'A cache keeps this failure for other visitors.',
    todo: 'Send `Cache-Control: no-store` with failures.',
    found: shown(played, 'cache-control'),
  };
};

const hasNosniff: Promised = (played) =>
  typeOf(played.answer) === undefined || listOf(played, 'x-content-type-options').includes('nosniff')
    ? undefined
    : {
        message: 'An answer has no `X-Content-Type-Options: nosniff`, so a browser may read its body as another type.',
        todo: 'Find the middleware that removes it.',
        found: shown(played, 'x-content-type-options'),
      };

const NEGOTIATED_BY = ['accept', 'sec-fetch-dest', 'x-requested-with'];

const hasVary: Promised = (played) => {
  const names = listOf(played, 'vary');
  if (names.includes('*') || NEGOTIATED_BY.every((name) => names.includes(name))) return undefined;
  return {
    message: 'A cache may mix the page and the JSON of an answer: `Vary` does not have `Accept`, `Sec-Fetch-Dest` and `X-Requested-With`.',
    todo: 'Add names to `Vary`, and do not replace the field.',
    found: shown(played, 'vary'),
  };
};

const isInert: Promised = (played) => {
  const type = typeOf(played.answer);
  if (type === undefined || type === 'text/html' || fieldsOf(played.answer, 'content-security-policy').length > 0) return undefined;
  if (!['application/json', 'application/problem+json', 'text/plain', 'text/markdown'].includes(type)) return undefined;
  return {
    message: 'A body that is not a page has no `Content-Security-Policy`.',
    todo: 'Find the middleware that removes it.',
    found: shown(played, 'content-security-policy'),
  };
};

const isInertiaPage: Promised = (played) =>
  played.exercise.client !== 'inertia' || typeOf(played.answer) !== 'application/json' || fieldsOf(played.answer, 'x-inertia')[0] === 'true'
    ? undefined
    : {
        message: 'The answer to Inertia has no `X-Inertia: true`, so Inertia shows it in a dialog.',
        todo: 'Find the middleware that removes it.',
        found: shown(played, 'x-inertia'),
      };

const hasChallenge: Promised = (played) => {
  if (played.answer.status !== 401) return undefined;
  const challenges = fieldsOf(played.answer, 'www-authenticate');
  if (challenges.length > 0 && challenges.every((value) => /^[!#$%&'*+.^_`|~\w-]+(?: |,|$)/.test(value))) return undefined;
  return {
    message: challenges.length === 0 ? 'A 401 has no `WWW-Authenticate`.' : 'The `WWW-Authenticate` of a 401 is no challenge.',
    todo: 'Name the scheme, such as `Bearer`: the option `challenge`, or the header field in an own response (RFC 9110 §15.5.2).',
    found: shown(played, 'www-authenticate'),
  };
};

const hasMethods: Promised = (played) => {
  const names = listOf(played, 'allow');
  if (fieldsOf(played.answer, 'allow').length === 0 || (names.length === 1 && names[0] === '') || names.every((name) => /^[!#$%&'*+.^_`|~\w-]+$/.test(name)))
    return undefined;
  return { message: '`Allow` is no list of methods.', todo: "Pass methods: `allow: ['GET', 'HEAD']` (RFC 9110 §10.2.1).", found: shown(played, 'allow') };
};

const hasDelay: Promised = (played) => {
  const [value, second] = fieldsOf(played.answer, 'retry-after');
  if (value === undefined) return undefined;
  if (
    second === undefined &&
    (/^\d{1,9}$/.test(value) || (/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(value) && !Number.isNaN(Date.parse(value))))
  )
    return undefined;
  return {
    message: '`Retry-After` is neither a number of seconds nor a date.',
    todo: 'Pass `retryAfter` as seconds or as a Date (RFC 9110 §10.2.3).',
    found: shown(played, 'retry-after'),
  };
};

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

const hasTarget: Promised = (played) => {
  if (!REDIRECTS.has(played.answer.status)) return undefined;
  const [value] = fieldsOf(played.answer, 'location');
  if (value !== undefined && value !== '' && URL.canParse(value, 'http://localhost/')) return undefined;
  return { message: 'A redirect has no valid `Location`.', todo: 'Pass the address of a page.', found: shown(played, 'location') };
};

const EVERYBODYS: readonly Promised[] = [hasChallenge, hasMethods, hasDelay, hasTarget, isNotKept];
const HALYARDS: readonly Promised[] = [isNotStored, hasNosniff, hasVary, isInert, isInertiaPage];
