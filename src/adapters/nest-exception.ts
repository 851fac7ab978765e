import type { ResponseOptions } from '../core/facts-of-message.ts';
import { isArray, isError, isPlainObject, readDeclared, readOwn } from '../core/guarded-read.ts';
import { issuesOf } from '../core/issues/index.ts';
import { SAYS, type Saying } from '../core/response-error.ts';
import type { ResponseTable } from '../core/response-table.ts';
import { statusPhrase } from '../core/status.ts';

/** What we use of Nest's HttpException. By its shape: an app may have two copies of `@nestjs/common`. */
interface HttpException extends Error {
  getStatus(): unknown;
  getResponse(): unknown;
  readonly errorCode?: unknown;
}

/** The members of a body that Nest makes itself, which the answer has in its own way. */
const ENVELOPE = new Set(['message', 'error', 'statusCode', 'errorCode']);

/**
 * What an HttpException says: the response of its status, with its words, its issues or its data. They are the app's own, and so a client
 * sees them; those of a failure on our side stay in the log, unless the exception has `expose: true`. Everything else is given back as it is.
 */
export function saidByException(error: unknown, responses: ResponseTable): unknown {
  if (!isHttpException(error)) return error;
  try {
    return { [SAYS]: saying(error, responses) };
  } catch {
    // A class of the app's whose getStatus() or getResponse() throws: it is an error like any other.
    return error;
  }
}

/** `Cannot GET /berths`: Nest's own words for a route that is not there. They repeat what was asked for. */
export function isUnmatched(
  error: unknown,
  { method, originalUrl }: { readonly method?: string | undefined; readonly originalUrl?: string | undefined },
): boolean {
  return readOwn(error, 'status') === 404 && readOwn(error, 'message') === `Cannot ${method} ${originalUrl}`;
}

function isHttpException(error: unknown): error is HttpException {
  if (!isError(error) || readOwn(error, SAYS) !== undefined) return false;
  return typeof readDeclared(error, 'getStatus') === 'function' && typeof readDeclared(error, 'getResponse') === 'function';
}

function saying(exception: HttpException, { byName, byStatus }: ResponseTable): Saying {
  const status = exception.getStatus();
  const serverError = byName.get('serverError')?.definition as Saying['definition'];
  // A redirect, or a number that is no status, is nothing that a failure can end in.
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 400 || status > 599) return { definition: serverError, args: [exception] };
  const options = optionsOf(exception, status);
  if (status === 500) return { definition: serverError, args: [exception, { ...options, cause: undefined }] };

  const body = exception.getResponse();
  const message = isPlainObject(body) ? body['message'] : body;
  const others = isPlainObject(body) ? Object.entries(body).filter(([name]) => !ENVELOPE.has(name)) : [];
  const text = typeof message === 'string' && !isTitle(message, status, exception) ? message : undefined;
  const entry = byStatus.get(status);
  if (status === 400 || status === 422) {
    const issues = issuesIn(message) ?? issuesOf(Object.fromEntries(others.filter(([name]) => name === 'errors' || name === 'issues')));
    if (issues !== undefined) return { definition: entry?.definition as Saying['definition'], args: [issues, options] as never };
  }
  if (entry !== undefined && (others.length === 0 || entry.override !== undefined)) return { definition: entry.definition, args: [text, options] };
  // More than a named response can be told in its arguments.
  const data = others.length === 0 ? (isArray(message) ? message : undefined) : Object.fromEntries(others);
  const { cause, code, expose } = options;
  const outcome = () => ({ detail: text, data, code, expose, causes: cause === undefined ? undefined : [cause] });
  return { definition: { status, title: entry?.definition.title ?? statusPhrase(status), outcome }, args: [] };
}

/** On our side the exception itself is worth its stack; of the client's doing, only what the app says is behind it. */
function optionsOf(exception: HttpException, status: number): ResponseOptions {
  const options: { -readonly [K in keyof ResponseOptions]: ResponseOptions[K] } = {};
  const cause = status >= 500 ? exception : readOwn(exception, 'cause');
  if (cause !== undefined) options.cause = cause;
  const code = readOwn(exception, 'errorCode');
  if (typeof code === 'string') options.code = code;
  if (readOwn(exception, 'expose') === true) options.expose = true;
  return options;
}

/** `new NotFoundException()` says "Not Found", and no more than its class does. */
function isTitle(message: string, status: number, { name }: HttpException): boolean {
  const letters = lettersOf(message);
  return letters === lettersOf(statusPhrase(status)) || letters === lettersOf(String(name).replace(/Exception$/, ''));
}

function lettersOf(text: string): string {
  return text.length > 64 ? text : text.toLowerCase().replace(/[^a-z]/g, '');
}

/** ValidationPipe's: a list of messages, or with `errorFormat: 'grouped'` lists by field, `{ 'owner.name': ['…'] }`. */
function issuesIn(message: unknown): ReturnType<typeof issuesOf> {
  if (!isPlainObject(message)) return isArray(message) ? issuesOf(message) : undefined;
  const fields = issuesOf(message);
  return fields?.map((issue) => ({ ...issue, path: issue.path.flatMap((key) => String(key).split('.')) }));
}
