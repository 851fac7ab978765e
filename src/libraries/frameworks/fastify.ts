import { UNPARSED } from '../../core/error-mapping/map-error.ts';
import { isArray, isError, readDeclared, readOwn } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { mapStatus } from '../map-status.ts';
import { ajvIssues } from '../validators/ajv.ts';
import { validation as validationOf } from '../validators/validation.ts';
import { isValidatorError } from '../validators/validator-error.ts';

/** `@fastify/error` puts it on every class that it makes. */
const GENERIC = Symbol.for('fastify-error-generic');

/** Where Fastify validates, and where that is in a request. */
const PLACES: Readonly<Record<string, Issue['in']>> = { querystring: 'query', params: 'path', headers: 'header' };

/** Of @fastify/csrf-protection: the token had expired, or the post is not from our form. */
const CSRF = ['FST_CSRF_INVALID_TOKEN', 'FST_CSRF_MISSING_SECRET'];

/**
 * Fastify's own errors by their code (`FST_…`), with what a schema refused; and those of `@fastify/error` by its symbol. Of the first the
 * status counts: several of their texts repeat the request's target or its media type. The words of the second are the app's.
 */
export function fastify(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  const code = readOwn(value, 'code');
  if (typeof code !== 'string') return undefined;
  const status = readOwn(value, 'statusCode');
  const validation = readOwn(value, 'validation');
  if (isArray(validation)) return { ...mapStatus(status), issues: ajvIssues(validation, PLACES[String(readOwn(value, 'validationContext'))]), quotes: true };
  // The error of another validator, on which Fastify has put its code.
  if (code === 'FST_ERR_VALIDATION') return { quotes: true, ...(isValidatorError(value) ? validationOf(value) : undefined), status: 400 };
  if (CSRF.includes(code)) return { status: 403, code, resend: true };
  // What zlib says of a body that is not what its Content-Encoding calls it; Fastify has given it the status.
  if (code.startsWith('Z_') && status === 400) return { status: 400, detail: UNPARSED };
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY') return { status: 400, detail: UNPARSED, quotes: true };
  // The whole target, with its query.
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_MAX_PARAM_LENGTH') return { ...mapStatus(status), quotes: true };
  if (code.startsWith('FST_')) return mapStatus(status);
  return readDeclared(value, GENERIC) === true ? { ...mapStatus(status, readOwn(value, 'message')), code } : undefined;
}
