import { readOwn } from '../core/guarded-read.ts';
import type { Meaning } from '../core/meaning.ts';
import { exposedStatus, exposedWords } from './exposed.ts';
import { fieldsOf, wordsOf } from './says.ts';

/** http-errors (Express, Koa, body-parser, csurf): `expose: true` beside a 4xx status. */
export function httpErrors(value: unknown): Meaning | undefined {
  // The mark of the CSRF libraries (csurf, csrf-csrf): the token had expired, or the post is not from our form.
  if (readOwn(value, 'code') === 'EBADCSRFTOKEN') return { status: 403, code: 'EBADCSRFTOKEN', resend: true };
  const status = exposedStatus(value);
  if (status === undefined) return undefined;
  // body-parser's complaint quotes what was sent: neither the client nor the log needs it again.
  const type = readOwn(value, 'type');
  if (type === 'entity.parse.failed') return { status: 400, detail: UNPARSED, quotes: true };
  if (type === 'charset.unsupported' || type === 'encoding.unsupported') return { status, quotes: true };
  return { status, detail: wordsOf(exposedWords(value), status), headers: fieldsOf(readOwn(value, 'headers'), status) };
}

export const UNPARSED = 'The request body could not be parsed.';
