import { UNPARSED } from '../../core/error-mapping/map-error.ts';
import { readDeclared, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { exposedMessage, exposedStatus, isWrapped } from '../exposed.ts';
import { headersOfError, publicMessage } from '../map-status.ts';
import { isNative } from '../origin.ts';
import { validation } from '../validators/validation.ts';
import { isValidatorError } from '../validators/validator-error.ts';

/** Maps the errors of http-errors (Express, Koa, body-parser, csurf): they have `expose: true` and a 4xx status. */
export function httpErrors(value: unknown): LibraryMapping | undefined {
  // The code of the CSRF libraries (csurf, csrf-csrf): the token has expired, or the form is not the site's own.
  if (readOwn(value, 'code') === 'EBADCSRFTOKEN') return { status: 403, code: 'EBADCSRFTOKEN', resend: true };
  const status = exposedStatus(value);
  // koa-csrf throws its default text without a code.
  if (status === 403 && readOwn(value, 'message') === 'Invalid CSRF token') return { status, code: 'EBADCSRFTOKEN', resend: true };
  if (status === undefined || status >= 500) return undefined;
  const type = readOwn(value, 'type');
  if (typeof type === 'string' && Object.hasOwn(BODIES, type)) return { status, ...BODIES[type] };
  // The error of a zlib stream for a body. body-parser set the status 400.
  if (status === 400 && String(readOwn(value, 'code')).startsWith('Z_')) return { status, detail: UNPARSED };
  // A validator's error to which the app added a status: `ctx.throw(422, error)`.
  if (isValidatorError(value)) return { ...validation(value), status };
  const headers = isWrapped(value as Error) ? undefined : headersOfError(readDeclared(value, 'headers'), status);
  // body-parser keeps the type and the text of any error that a parser or the app's `verify` threw.
  const isOfParser = readOwn(value, 'body') !== undefined || (typeof type === 'string' && DOTTED.test(type));
  // JSON's SyntaxError quotes the body.
  if (isOfParser) return { status, headers, quotes: isNative(value as Error) };
  return { status, detail: publicMessage(exposedMessage(value), status), headers };
}

const DOTTED = /^[a-z]+(?:\.[a-z]+)+$/i;

/** The error types of body-parser and raw-body, with the mapping of each. Several of their texts quote the submitted content. */
const BODIES: Readonly<Record<string, LibraryMapping>> = {
  'entity.parse.failed': { detail: UNPARSED, quotes: true },
  // The app's own check threw this text. It is for the log.
  'entity.verify.failed': {},
  'entity.too.large': { detail: 'What was sent is larger than this server accepts.' },
  'charset.unsupported': { quotes: true },
  'encoding.unsupported': { quotes: true },
  'parameters.too.many': { detail: 'The form has too many fields.' },
  'querystring.parse.rangeError': { detail: 'The fields of the form are nested too deeply.' },
  'request.aborted': {},
  'request.size.invalid': { detail: 'The request body does not have the length that its Content-Length says.' },
};
