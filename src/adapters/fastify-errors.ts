import { defineResponse } from '../core/define-response.ts';
import { isArray, isError, readOwn, readProperty } from '../core/guarded-read.ts';
import type { Issue } from '../core/issue.ts';
import * as builtIn from '../core/responses/index.ts';

const uriTooLong = defineResponse({ name: 'uriTooLong', status: 414 });
const unparsed = (): unknown => builtIn.badRequest('The request body could not be parsed.');

/** Fastify's own complaints, by their code: the client's doing, in words that quote nothing of what it sent. */
const MEANS: Readonly<Record<string, (error: Error) => unknown>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: unparsed,
  FST_ERR_CTP_EMPTY_JSON_BODY: unparsed,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: unparsed,
  FST_ERR_CTP_BODY_TOO_LARGE: () => builtIn.contentTooLarge(),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => builtIn.unsupportedMediaType(),
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: () => builtIn.badRequest(),
  FST_ERR_BAD_URL: () => builtIn.badRequest(),
  FST_ERR_MAX_PARAM_LENGTH: () => uriTooLong(),
  FST_ERR_NOT_FOUND: () => builtIn.notFound(),
  FST_ERR_HANDLER_TIMEOUT: (cause) => builtIn.serviceUnavailable(undefined, { cause }),
  // Of @fastify/csrf-protection: the token had expired, or the post is not from our form.
  FST_CSRF_INVALID_TOKEN: (cause) => builtIn.forbidden(undefined, { cause, code: 'FST_CSRF_INVALID_TOKEN', resend: true }),
  FST_CSRF_MISSING_SECRET: (cause) => builtIn.forbidden(undefined, { cause, code: 'FST_CSRF_MISSING_SECRET', resend: true }),
};

/** What an error means that Fastify hands on. */
export function meaningOf(error: unknown): unknown {
  if (!isError(error)) return error;
  if (readOwn(error, 'validationContext') !== undefined) return builtIn.badRequest((issuesOf(readOwn(error, 'validation')) ?? error) as never);
  const code = readOwn(error, 'code');
  if (typeof code !== 'string') return error;
  if (Object.hasOwn(MEANS, code)) return MEANS[code]?.(error);
  // What zlib says of a body that is not what its Content-Encoding calls it; Fastify has given it the status.
  return code.startsWith('Z_') && readOwn(error, 'statusCode') === 400 ? unparsed() : error;
}

/** Of a schema: what is wrong, and where, by the names that the client used. */
function issuesOf(validation: unknown): readonly Issue[] | undefined {
  if (!isArray(validation) || validation.length === 0) return undefined;
  return validation.slice(0, 32).map((one): Issue => {
    const message = readProperty(one, 'message');
    const keyword = readProperty(one, 'keyword');
    const params = readProperty(one, 'params');
    const path = [...segmentsOf(readProperty(one, 'instancePath')), ...namedIn(params)];
    const issue = { message: typeof message === 'string' ? message : 'is not valid', path };
    return typeof keyword === 'string' ? { ...issue, code: keyword } : issue;
  });
}

/** A property that is missing, or that should not be there, is no part of the path to its object. */
function namedIn(params: unknown): readonly string[] {
  const name = readProperty(params, 'missingProperty') ?? readProperty(params, 'additionalProperty');
  return typeof name === 'string' ? [name] : [];
}

/** RFC 6901 §4. */
function segmentsOf(pointer: unknown): readonly string[] {
  if (typeof pointer !== 'string' || pointer === '') return [];
  return pointer
    .slice(1, 2_048)
    .split('/')
    .slice(0, 16)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~').slice(0, 64));
}
