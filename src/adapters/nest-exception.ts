import type { ResponseOptions } from '../core/facts-of-message.ts';
import { isArray, isError, isPlainObject, readDeclared, readOwn, readProperty } from '../core/guarded-read.ts';
import type { Issue } from '../core/issue.ts';
import { readIssues } from '../core/issues/index.ts';
import { SAYS, type Saying } from '../core/response-error.ts';
import type { Settings } from '../core/settings.ts';
import { statusPhrase } from '../core/status.ts';

type Understanding = Pick<Settings, 'responses' | 'understand'>;

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
export function saidByException(error: unknown, settings: Understanding): unknown {
  if (!isHttpException(error)) return error;
  // FileInterceptor's, whose words repeat the name of a field that the client has chosen. What multer says of it is behind it.
  const cause = readOwn(error, 'cause');
  if (readProperty(cause, 'name') === 'MulterError') return cause;
  try {
    return { [SAYS]: saying(error, settings) };
  } catch {
    // A class of the app's whose getStatus() or getResponse() throws: what it says is not known, whatever status stands on it.
    return { [SAYS]: { definition: settings.responses.byName.get('serverError')?.definition, args: [error] } };
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

function saying(exception: HttpException, { responses: { byName, byStatus }, understand }: Understanding): Saying {
  const status = exception.getStatus();
  const serverError = byName.get('serverError')?.definition as Saying['definition'];
  // A redirect, or a number that is no status, is nothing that a failure can end in.
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 400 || status > 599) return { definition: serverError, args: [exception] };
  const options = optionsOf(exception, status);
  if (status === 500) return { definition: serverError, args: [exception, { ...options, cause: undefined }] };

  const body = exception.getResponse();
  const members = isPlainObject(body) ? body : undefined;
  // `{ status: 403, error: 'Members only' }`, as Nest's own documentation has it.
  const message = members === undefined ? body : (members['message'] ?? members['error']);
  const others = Object.entries(members ?? {}).filter(([name, value]) => !ENVELOPE.has(name) && !(name === 'status' && value === status));
  const entry = byStatus.get(status);
  if (status === 400 || status === 422) {
    const lists = others.filter(([name]) => name === 'errors' || name === 'issues').map(([, list]) => list);
    const issues =
      issuesIn(message, exception, understand) ??
      lists.map((list) => issuesOf(list, understand)).find((found) => found !== undefined) ??
      understand?.(members)?.issues;
    if (issues !== undefined) return { definition: entry?.definition as Saying['definition'], args: [issues, options] as never };
  }
  const text = wordsOf(message, status, exception, members);
  if (entry !== undefined && (others.length === 0 || entry.override !== undefined)) return { definition: entry.definition, args: [text, options] };
  // More than a named response can be told in its arguments.
  const data = others.length === 0 ? (isArray(message) ? message : undefined) : Object.fromEntries(others);
  const { cause, code, expose } = options;
  // Of a failure on our side the client sees no part, and so all of it is in the log: which service is down, with @nestjs/terminus.
  const causes = [cause, status >= 500 && others.length > 0 ? members : undefined].filter((one) => one !== undefined);
  const outcome = () => ({ detail: text, data, code, expose, causes: causes.length === 0 ? undefined : causes });
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

/** What the app has said. `new NotFoundException()` says "Not Found", and no more than its class does: there is no `error` beside it. */
function wordsOf(message: unknown, status: number, { name }: HttpException, members: Readonly<Record<string, unknown>> | undefined): string | undefined {
  if (typeof message !== 'string') return undefined;
  // `ThrottlerException: Too Many Requests`
  const words = message.startsWith(`${name}: `) ? message.slice(`${name}: `.length) : message;
  const letters = lettersOf(words);
  if (letters === lettersOf(statusPhrase(status))) return undefined;
  const isByItself = members !== undefined && members['error'] === undefined;
  return isByItself && letters === lettersOf(name.replace(/Exception$/, '')) ? undefined : words;
}

function lettersOf(text: string): string {
  return text.length > 64 ? text : text.toLowerCase().replace(/[^a-z]/g, '');
}

/** ValidationPipe's list of messages, or with `errorFormat: 'grouped'` lists by field, `{ 'owner.name': ['…'] }`; or what a library found. */
function issuesIn(message: unknown, exception: HttpException, understand: Settings['understand']): readonly Issue[] | undefined {
  if (!isPlainObject(message)) return isArray(message) ? (understand?.(exception)?.issues ?? issuesOf(message, understand)) : issuesOf(message, understand);
  return readIssues(message).issues?.map((issue) => ({ ...issue, path: issue.path.flatMap((key) => String(key).split('.')) }));
}

function issuesOf(found: unknown, understand: Settings['understand']): readonly Issue[] | undefined {
  return typeof found === 'object' && found !== null ? (understand?.(found)?.issues ?? readIssues(found).issues) : undefined;
}
