import { readIssues } from '../../core/responses/issues/index.ts';
import { isFieldName } from '../../core/values/field-name.ts';
import { entriesOf, isArray, isError, isPlainObject, readDeclared, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { isFailureStatus, statusPhrase } from '../../core/values/status.ts';
import { multer } from '../body-parsers/multer.ts';
import { issueOf, issuesOf, keysOf } from '../validators/issue-of.ts';
import { validation } from '../validators/validation.ts';
import { isValidatorError } from '../validators/validator-error.ts';

/** The part of Nest's HttpException that Halyard uses. It is known by its shape, because an app may have two copies of `@nestjs/common`. */
interface HttpException extends Error {
  getStatus(): unknown;
  getResponse(): unknown;
}

/** Returns whether the value is Nest's HttpException, by its shape. */
export function isHttpException(value: unknown): value is HttpException {
  if (!isError(value) || !Object.hasOwn(value, 'response') || !Object.hasOwn(value, 'status')) return false;
  return typeof readDeclared(value, 'getStatus') === 'function' && typeof readDeclared(value, 'getResponse') === 'function';
}

/**
 * Maps Nest's HttpException to its status, with its message, its issues or its data. The app wrote these, so a client sees them. From status 500 up they
 * stay in the log, unless the exception has `expose: true`. If its response is an Error, the text is not the app's.
 */
export function nest(value: unknown): LibraryMapping | undefined {
  if (!isHttpException(value)) return undefined;
  // FileInterceptor's exception repeats the name of a field, which the client chose. multer's own error is the cause.
  const cause = readOwn(value, 'cause');
  const ofFile = readProperty(cause, 'name') === 'MulterError' ? multer(cause) : undefined;
  if (ofFile !== undefined) {
    const { issues, ...tooMuch } = ofFile;
    return ofFile.status === 413 ? { ...tooMuch, causes: [cause] } : { ...tooMuch, ...(issues === undefined ? undefined : { issues }), causes: [cause] };
  }
  try {
    return mapHttpException(value);
  } catch {
    // A class of the app whose getStatus() or getResponse() throws. Its intent is unknown, even if it has a status.
    return { status: 500 };
  }
}

/** The members of a body that Nest makes itself. The answer has its own members for them. */
const ENVELOPE = new Set(['message', 'error', 'statusCode', 'errorCode']);

function mapHttpException(exception: HttpException): LibraryMapping {
  const status = exception.getStatus();
  // A redirect, or a number that is not a status, cannot be the status of a failure.
  if (!isFailureStatus(status)) return { status: 500 };
  const code = readOwn(exception, 'errorCode');
  const own: LibraryMapping = { status, code: typeof code === 'string' ? code : undefined, expose: readOwn(exception, 'expose') === true || undefined };
  if (status === 500) return own;

  const body = exception.getResponse();
  const members = isPlainObject(body) ? body : undefined;
  // `{ status: 403, error: 'Members only' }` is an example in Nest's own documentation.
  const message = members === undefined ? body : (members['message'] ?? members['error']);
  const others = entriesOf(members).filter(([name, value]) => !ENVELOPE.has(name) && !(name === 'status' && value === status));
  const cause = readOwn(exception, 'cause');
  const causes: unknown[] = status >= 500 ? [exception] : cause === undefined ? [] : [cause];
  const issues = status === 400 || status === 422 ? issuesIn(message, members, others) : undefined;
  if (issues !== undefined) return { ...own, issues, causes, quotes: true };
  // From status 500 up the client sees no part of it, so all of it is logged: which service is down, with @nestjs/terminus.
  if (status >= 500 && others.length > 0) causes.push(members);
  const list = isArray(message) ? message : undefined;
  return { ...own, detail: messageOf(message, status, exception, members), data: others.length === 0 ? list : Object.fromEntries(others), causes };
}

/** Returns the app's message. `new NotFoundException()` has the message "Not Found" and no `error` member. That adds nothing to its class. */
function messageOf(message: unknown, status: number, { name }: HttpException, members: Readonly<Record<string, unknown>> | undefined): string | undefined {
  if (typeof message !== 'string') return undefined;
  // `ThrottlerException: Too Many Requests`
  const text = message.startsWith(`${name}: `) ? message.slice(`${name}: `.length) : message;
  const letters = lettersOf(text);
  if (letters === lettersOf(statusPhrase(status))) return undefined;
  const isByItself = members !== undefined && members['error'] === undefined;
  return isByItself && letters === lettersOf(name.replace(/Exception$/, '')) ? undefined : text;
}

function lettersOf(text: string): string {
  return text.length > 64 ? text : text.toLowerCase().replace(/[^a-z]/g, '');
}

/** Returns the issues: ValidationPipe's list of messages, lists by field with `errorFormat: 'grouped'` (`{ 'owner.name': ['…'] }`), or a library's result. */
function issuesIn(
  message: unknown,
  members: Readonly<Record<string, unknown>> | undefined,
  others: readonly (readonly [string, unknown])[],
): readonly Issue[] | undefined {
  if (isArray(message)) return issuesOf(message, pipeIssue) ?? issuesOfAny(message);
  if (typeof message === 'string' && INDEXED.test(message)) return pipeIssue(message);
  if (isPlainObject(message))
    return readIssues(message).issues?.map((issue) => ({ ...issue, path: issue.path.flatMap((key) => String(key).split('.')) })) ?? nestedIssues(message);
  const lists = others.filter(([name]) => name === 'errors' || name === 'issues').map(([, list]) => list);
  return [message, ...lists].map(issuesOfAny).find((found) => found !== undefined) ?? (members === undefined ? undefined : validation(members)?.issues);
}

/** Returns the issues of messages by field with objects inside: `{ owner: { name: ['is required'] } }`. */
function nestedIssues(fields: object, above: readonly string[] = []): readonly Issue[] | undefined {
  if (above.length > 16) return undefined;
  const found = entriesOf(fields).map(([name, inner]) => {
    const path = [...above, ...name.split('.')];
    if (isPlainObject(inner)) return nestedIssues(inner, path);
    const texts = isArray(inner) ? inner : [inner];
    return texts.every((text) => typeof text === 'string') ? texts.slice(0, 32).map((text) => issueOf(text, path.map(asIndex))) : undefined;
  });
  return found.length === 0 || found.includes(undefined) ? undefined : found.flatMap((issues) => issues ?? []).slice(0, 32);
}

function issuesOfAny(found: unknown): readonly Issue[] | undefined {
  if (typeof found !== 'object' || found === null) return undefined;
  // The list of an error that no known validator made may come from an upstream server.
  return isError(found) && !isValidatorError(found) ? undefined : (validation(found)?.issues ?? readIssues(found).issues);
}

/**
 * class-validator's own messages begin with the field. ValidationPipe puts the parents of a nested field before the message. A capital letter begins a
 * sentence of the app: "This is no address".
 */
const FIELD_FIRST = /^([a-z_$][\w$]*(?:\.[\w$]+)*) (?:must|should|has|is|contains|conflicts|conforming)\b/;
/** ParseArrayPipe puts the index of the item before its message: `[1] item must be a number`. */
const INDEXED = /^\[(\d{1,6})\] /;

const FIELD_LATER = /^((?:[\w$]+\.)*)(?:each value in (?:nested property )?|property |nested property )([\w$]+)\b/;

/** Returns the name in `property more should not exist`. The client chose that name, so it may be any text. */
function unknownIn(message: string): string | undefined {
  const [start, end] = ['property ', ' should not exist'] as const;
  return message.startsWith(start) && message.endsWith(end) ? message.slice(start.length, -end.length) : undefined;
}

/** The pipe's own message about an item that is no object names no field. */
function itemIssue(message: string): readonly Issue[] | undefined {
  return /^item must be an? \w{1,32}$/.test(message) ? [issueOf(message, [])] : pipeIssue(message);
}

function pipeIssue(message: unknown): readonly Issue[] | undefined {
  if (typeof message !== 'string') return undefined;
  const [prefix = '', index] = INDEXED.exec(message) ?? [];
  if (index !== undefined) return itemIssue(message.slice(prefix.length))?.map((issue) => issueOf(issue.message, [Number(index), ...issue.path]));
  const unknown = unknownIn(message);
  if (unknown !== undefined) return [issueOf([message, 'Not a known field'], isFieldName(unknown) ? keysOf(unknown).map(asIndex) : [unknown])];
  const later = FIELD_LATER.exec(message);
  const field = later === null ? FIELD_FIRST.exec(message)?.[1] : `${later[1]}${later[2]}`;
  return [issueOf(message, keysOf(field).map(asIndex))];
}

function asIndex(key: string | number): string | number {
  return typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : key;
}
