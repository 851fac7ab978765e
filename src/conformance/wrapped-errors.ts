import { SECRET } from './secret.ts';

interface Wrapped {
  readonly status?: number;
  readonly make: () => unknown;
}

/** An error as pg makes it. */
class DatabaseError extends Error {
  readonly severity = 'ERROR';
  readonly code = '42703';
  readonly routine = 'errorMissingColumn';
}

/** Marks an Error as http-errors does: `createError(400, error)`, `ctx.throw(400, error)`. */
function httpError<T extends Error>(error: T, status: number, more: object = {}): T {
  return Object.assign(error, { expose: status < 500, statusCode: status, status }, more);
}

const ENTRIES = [
  { message: SECRET, path: ['l1sted'], code: 'custom' },
  { message: `${SECRET} again`, path: ['l1sted'], code: 'custom' },
];

/** Errors of one library that another library wrapped. Nobody wrote their text for a client. */
export const WRAPPED: Readonly<Record<string, Wrapped>> = {
  'http-error-of-an-error': { status: 400, make: () => httpError(new Error(SECRET), 400) },
  'http-error-of-a-database': { status: 400, make: () => httpError(new DatabaseError(SECRET), 400) },
  'http-error-of-a-type-error': { status: 400, make: () => httpError(new TypeError(SECRET), 400) },
  'http-error-of-an-aggregate': { status: 409, make: () => httpError(new AggregateError([new Error(SECRET)], SECRET), 409) },
  'http-error-with-headers': {
    status: 401,
    make: () => httpError(Object.assign(new Error(SECRET), { headers: { 'www-authenticate': SECRET, 'retry-after': SECRET } }), 401),
  },
  'exposed-by-hand': { status: 404, make: () => Object.assign(new DatabaseError(SECRET), { status: 404, expose: true }) },
  'body-verify': { status: 403, make: () => httpError(new Error(SECRET), 403, { body: SECRET, type: 'entity.verify.failed' }) },
  'body-verify-of-a-type': { status: 403, make: () => httpError(new Error(SECRET), 403, { body: SECRET, type: 'signature.invalid' }) },
  'body-parse': { status: 400, make: () => httpError(new SyntaxError(SECRET), 400, { body: SECRET, type: 'entity.parse.failed' }) },
  'client-with-errors': {
    make: () => Object.assign(new Error(SECRET), { errors: ENTRIES, response: { status: 422, data: { errors: ENTRIES } } }),
  },
  'client-with-issues': { make: () => Object.assign(new Error(SECRET), { issues: ENTRIES, config: {}, request: {} }) },
  'error-with-errors': { make: () => Object.assign(new Error(SECRET), { errors: ENTRIES }) },
  'error-with-issues': { make: () => Object.assign(new Error(SECRET), { issues: ENTRIES }) },
  'error-with-problems': { make: () => Object.assign(new Error(SECRET), { problems: [SECRET] }) },
  'error-with-details': { make: () => Object.assign(new Error(SECRET), { details: ENTRIES, inner: ENTRIES }) },
  'error-whose-cause-has-errors': { make: () => new Error(SECRET, { cause: Object.assign(new Error(SECRET), { errors: ENTRIES }) }) },
};
