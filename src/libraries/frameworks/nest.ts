import { readIssues } from '../../core/responses/issues/index.ts';
import { isFieldName } from '../../core/values/field-name.ts';
import { entriesOf, isArray, isError, isPlainObject, readDeclared, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { statusPhrase } from '../../core/values/status.ts';
import { multer } from '../body-parsers/multer.ts';
import { issueOf, issuesOf, keysOf } from '../validators/issue-of.ts';
import { validation } from '../validators/validation.ts';
import { isValidatorError } from '../validators/validator-error.ts';

/** What we use of Nest's HttpException. By its shape: an app may have two copies of `@nestjs/common`. */
interface HttpException extends Error {
  getStatus(): unknown;
  getResponse(): unknown;
}

export function isHttpException(value: unknown): value is HttpException {
  if (!isError(value) || !Object.hasOwn(value, 'response') || !Object.hasOwn(value, 'status')) return false;
  return typeof readDeclared(value, 'getStatus') === 'function' && typeof readDeclared(value, 'getResponse') === 'function';
}

/**
 * Nest's HttpException: its status, with its words, its issues or its data. They are the app's own, and so a client sees them; those of a failure
 * on our side stay in the log, unless the exception has `expose: true`. When its response is an Error, the words are somebody else's.
 */
export function nest(value: unknown): LibraryMapping | undefined {
  if (!isHttpException(value)) return undefined;
  // FileInterceptor's, whose words repeat the name of a field that the client has chosen. What multer says of it is behind it.
  const cause = readOwn(value, 'cause');
  const ofFile = readProperty(cause, 'name') === 'MulterError' ? multer(cause) : undefined;
  if (ofFile !== undefined) return { ...ofFile, causes: [cause] };
  try {
    return mapHttpException(value);
  } catch {
    // A class of the app's whose getStatus() or getResponse() throws: what it says is not known, whatever status stands on it.
    return { status: 500 };
  }
}

/** The members of a body that Nest makes itself, which the answer has in its own way. */
const ENVELOPE = new Set(['message', 'error', 'statusCode', 'errorCode']);

function mapHttpException(exception: HttpException): LibraryMapping {
  const status = exception.getStatus();
  // A redirect, or a number that is no status, is nothing that a failure can end in.
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 400 || status > 599) return { status: 500 };
  const code = readOwn(exception, 'errorCode');
  const own: LibraryMapping = { status, code: typeof code === 'string' ? code : undefined, expose: readOwn(exception, 'expose') === true || undefined };
  if (status === 500) return own;

  const body = exception.getResponse();
  const members = isPlainObject(body) ? body : undefined;
  // `{ status: 403, error: 'Members only' }`, as Nest's own documentation has it.
  const message = members === undefined ? body : (members['message'] ?? members['error']);
  const others = entriesOf(members).filter(([name, value]) => !ENVELOPE.has(name) && !(name === 'status' && value === status));
  const cause = readOwn(exception, 'cause');
  const causes: unknown[] = status >= 500 ? [exception] : cause === undefined ? [] : [cause];
  const issues = status === 400 || status === 422 ? issuesIn(message, members, others) : undefined;
  if (issues !== undefined) return { ...own, issues, causes, quotes: true };
  // Of a failure on our side the client sees no part, and so all of it is in the log: which service is down, with @nestjs/terminus.
  if (status >= 500 && others.length > 0) causes.push(members);
  const list = isArray(message) ? message : undefined;
  return { ...own, detail: messageOf(message, status, exception, members), data: others.length === 0 ? list : Object.fromEntries(others), causes };
}

/** What the app has said. `new NotFoundException()` says "Not Found", and no more than its class does: there is no `error` beside it. */
function messageOf(message: unknown, status: number, { name }: HttpException, members: Readonly<Record<string, unknown>> | undefined): string | undefined {
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
function issuesIn(
  message: unknown,
  members: Readonly<Record<string, unknown>> | undefined,
  others: readonly (readonly [string, unknown])[],
): readonly Issue[] | undefined {
  if (isArray(message)) return issuesOf(message, pipeIssue) ?? issuesOfAny(message);
  if (isPlainObject(message)) return readIssues(message).issues?.map((issue) => ({ ...issue, path: issue.path.flatMap((key) => String(key).split('.')) }));
  const lists = others.filter(([name]) => name === 'errors' || name === 'issues').map(([, list]) => list);
  return [message, ...lists].map(issuesOfAny).find((found) => found !== undefined) ?? (members === undefined ? undefined : validation(members)?.issues);
}

function issuesOfAny(found: unknown): readonly Issue[] | undefined {
  if (typeof found !== 'object' || found === null) return undefined;
  // The list of an error that no validator made may be an upstream's.
  return isError(found) && !isValidatorError(found) ? undefined : (validation(found)?.issues ?? readIssues(found).issues);
}

/**
 * class-validator's own messages begin with the field; ValidationPipe puts a nested field's parents before the message. A capital begins
 * a sentence of the app's: "This is no address".
 */
const FIELD_FIRST = /^([a-z_$][\w$]*(?:\.[\w$]+)*) (?:must|should|has|is|contains|conflicts|conforming)\b/;
const FIELD_LATER = /^((?:[\w$]+\.)*)(?:each value in (?:nested property )?|property |nested property )([\w$]+)\b/;

/** `property more should not exist`: the name is the client's, and may be anything. */
function unknownIn(message: string): string | undefined {
  const [start, end] = ['property ', ' should not exist'] as const;
  return message.startsWith(start) && message.endsWith(end) ? message.slice(start.length, -end.length) : undefined;
}

function pipeIssue(message: unknown): readonly Issue[] | undefined {
  if (typeof message !== 'string') return undefined;
  const unknown = unknownIn(message);
  if (unknown !== undefined) return [issueOf([message, 'Not a known field'], isFieldName(unknown) ? keysOf(unknown).map(asIndex) : [unknown])];
  const later = FIELD_LATER.exec(message);
  const field = later === null ? FIELD_FIRST.exec(message)?.[1] : `${later[1]}${later[2]}`;
  return [issueOf(message, keysOf(field).map(asIndex))];
}

function asIndex(key: string | number): string | number {
  return typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : key;
}
