import { UNPARSED } from '../../core/error-mapping/map-error.ts';
import { isArray, isError, readDeclared, readOwn } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { mapStatus } from '../map-status.ts';
import { ajvIssues } from '../validators/ajv.ts';
import { validation as validationOf } from '../validators/validation.ts';
import { isValidatorError } from '../validators/validator-error.ts';

/** `@fastify/error` sets this symbol on every class that it makes. */
const GENERIC = Symbol.for('fastify-error-generic');

/** The places that Fastify validates, as places in a request. */
const PLACES: Readonly<Record<string, Issue['in']>> = { querystring: 'query', params: 'path', headers: 'header' };

/** The codes of @fastify/csrf-protection: the token has expired, or the form is not the site's own. */
const CSRF = ['FST_CSRF_INVALID_TOKEN', 'FST_CSRF_MISSING_SECRET'];

/** The statuses of bodies that @fastify/multipart refuses with 406, which is about the media types of the answer (RFC 9110 §15.5.7). */
const BODIES: Readonly<Record<string, LibraryMapping>> = {
  FST_INVALID_MULTIPART_CONTENT_TYPE: { status: 415 },
  FST_INVALID_JSON_FIELD_ERROR: { status: 400, detail: UNPARSED },
};

/**
 * Maps Fastify's own errors by their code (`FST_…`), with the issues of a schema, and the errors of `@fastify/error` by its symbol. For Fastify's own
 * errors only the status counts, because several texts repeat the request target or the media type. The message of an `@fastify/error` class is the app's.
 */
export function fastify(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  const code = readOwn(value, 'code');
  if (typeof code !== 'string') return undefined;
  const status = readOwn(value, 'statusCode');
  const validation = readOwn(value, 'validation');
  if (isArray(validation)) return { ...mapStatus(status), issues: ajvIssues(validation, PLACES[String(readOwn(value, 'validationContext'))]), quotes: true };
  // The error of another validator, to which Fastify added its code.
  if (code === 'FST_ERR_VALIDATION') return { quotes: true, ...(isValidatorError(value) ? validationOf(value) : undefined), status: 400 };
  if (CSRF.includes(code)) return { status: 403, code, resend: true };
  // zlib's error for a body that is not in the coding of its Content-Encoding. Fastify set the status.
  if (code.startsWith('Z_') && status === 400) return { status: 400, detail: UNPARSED };
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY') return { status: 400, detail: UNPARSED, quotes: true };
  // The text holds the whole request target, with its query.
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_MAX_PARAM_LENGTH') return { ...mapStatus(status), quotes: true };
  if (code.startsWith('FST_')) return (Object.hasOwn(BODIES, code) ? BODIES[code] : undefined) ?? mapStatus(status);
  return readDeclared(value, GENERIC) === true ? { ...mapStatus(status, readOwn(value, 'message')), code } : undefined;
}
