import { UNPARSED } from '../../core/error-mapping/map-error.ts';
import { readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { exposedMessage, exposedStatus, isWrapped } from '../exposed.ts';
import { headersOfError, publicMessage } from '../map-status.ts';
import { isNative } from '../origin.ts';
import { validation } from '../validators/validation.ts';
import { isValidatorError } from '../validators/validator-error.ts';

/** http-errors (Express, Koa, body-parser, csurf): `expose: true` beside a 4xx status. */
export function httpErrors(value: unknown): LibraryMapping | undefined {
  // The mark of the CSRF libraries (csurf, csrf-csrf): the token had expired, or the post is not from our form.
  if (readOwn(value, 'code') === 'EBADCSRFTOKEN') return { status: 403, code: 'EBADCSRFTOKEN', resend: true };
  const status = exposedStatus(value);
  if (status === undefined) return undefined;
  const type = readOwn(value, 'type');
  if (typeof type === 'string' && Object.hasOwn(BODIES, type)) return { status, ...BODIES[type] };
  // What a stream of Node's zlib says about a body, which body-parser has made a 400.
  if (status === 400 && String(readOwn(value, 'code')).startsWith('Z_')) return { status, detail: UNPARSED };
  // A validator's error that the app gave a status: `ctx.throw(422, error)`.
  if (isValidatorError(value)) return { ...validation(value), status };
  const headers = isWrapped(value as Error) ? undefined : headersOfError(readOwn(value, 'headers'), status);
  // body-parser keeps the type and the text of whatever a parser or the app's `verify` threw.
  const isOfParser = readOwn(value, 'body') !== undefined || (typeof type === 'string' && DOTTED.test(type));
  // A SyntaxError of JSON quotes the body.
  if (isOfParser) return { status, headers, quotes: isNative(value as Error) };
  return { status, detail: publicMessage(exposedMessage(value), status), headers };
}

const DOTTED = /^[a-z]+(?:\.[a-z]+)+$/i;

/** What body-parser and raw-body call their errors by, and what of each the client is told. Several of their texts quote what was sent. */
const BODIES: Readonly<Record<string, LibraryMapping>> = {
  'entity.parse.failed': { detail: UNPARSED, quotes: true },
  // The text is what the app's own check threw: for the log.
  'entity.verify.failed': {},
  'entity.too.large': { detail: 'What was sent is larger than this server accepts.' },
  'charset.unsupported': { quotes: true },
  'encoding.unsupported': { quotes: true },
  'parameters.too.many': { detail: 'The form has too many fields.' },
  'querystring.parse.rangeError': { detail: 'The fields of the form are nested too deeply.' },
  'request.aborted': {},
  'request.size.invalid': { detail: 'The request body does not have the length that its Content-Length says.' },
};
