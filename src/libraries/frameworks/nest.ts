import { entriesOf, isArray, isError, readDeclared, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { listMember } from '../../core/values/list-member.ts';
import { isQuotingMessage, NOT_VALID } from '../../core/values/may-quote.ts';
import { isFailureStatus, statusPhrase } from '../../core/values/status.ts';
import { validation } from '../validators/validation.ts';
import { isValidatorError } from '../validators/validator-error.ts';
import { issuesInBody } from './nest-issues.ts';
import { issuesOfPipe } from './nest-pipes.ts';
import { mapUpload } from './nest-uploads.ts';

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
  const ofFile = mapUpload(value);
  if (ofFile !== undefined) return ofFile;
  try {
    return mapHttpException(value);
  } catch {
    // A class of the app whose getStatus() or getResponse() throws. Its intent is unknown, even if it has a status.
    return { status: 500 };
  }
}

/** The members of a body that the answer has a member of its own for. */
const ENVELOPE = new Set(['message', 'error', 'statusCode', 'errorCode']);

function mapHttpException(exception: HttpException): LibraryMapping {
  const status = exception.getStatus();
  // A redirect, or a number that is not a status, cannot be the status of a failure.
  if (!isFailureStatus(status)) return { status: 500 };
  const body = exception.getResponse();
  const members = isMembers(body) ? body : undefined;
  const read = (name: string): unknown => readOwn(members, name);
  const expose = readOwn(exception, 'expose') === true || undefined;
  const code = [readOwn(exception, 'errorCode'), read('errorCode'), read('code')].find(isText);
  const own: LibraryMapping = { status, code: status < 500 || expose ? code : textOf(readOwn(exception, 'errorCode')), expose };
  const cause = readOwn(exception, 'cause');
  if (status === 500 && expose) return own;
  const serialization = status === 500 ? mapSerialization(exception) : undefined;
  if (serialization !== undefined) return { ...own, ...serialization };

  // `{ status: 403, error: 'Members only' }` is an example in Nest's own documentation.
  const message = members === undefined ? body : (read('message') ?? read('error'));
  const others = entriesOf(members).filter(([name, value]) => !ENVELOPE.has(name) && !(name === 'status' && value === status));
  const causes: unknown[] = status >= 500 ? [exception] : cause === undefined ? [] : [cause];
  const found = status < 500 ? issuesInBody(message, { status, members, others }) : undefined;
  const detail = found?.from === 'message' ? undefined : messageOf(message, status, exception, members);
  const data = new Map(others.filter(([name]) => found?.from !== name && found?.from !== 'body'));
  if (code !== undefined && data.get('code') === code) data.delete('code');
  const title = read('error');
  if (isText(title) && title !== message && isOfApp(title, status, exception)) data.set('error', title);
  // A message that is neither a text nor issues is still the app's.
  if (found?.from !== 'message' && found?.from !== 'body' && typeof message === 'object' && message !== null && !isError(message)) {
    const name = read('message') === undefined && members !== undefined ? 'error' : 'message';
    data.set(isArray(message) && !data.has('errors') && found === undefined ? 'errors' : name, message);
  }
  const problem = problemMembers(data, { detail, shown: status < 500 || expose === true });
  const isEmpty = data.size === 0 && (problem.type ?? problem.title ?? problem.instance) === undefined;
  return {
    ...own,
    ...problem,
    issues: found && issuesOfPipe(exception, found.issues),
    data: isEmpty ? undefined : found === undefined && status < 500 ? ownMembers(data) : Object.fromEntries(data),
    causes,
    quotes: found === undefined ? undefined : true,
  };
}

/** Members of an app's own body, in which a validation library would keep the submitted value. */
const OWN_NAMES = ['data', 'value', 'input', 'received', 'params', 'actual', 'context', 'parent', 'target', 'instance'];
/** Members that only a result or an entry of a validation library has beside them. */
const OF_LIBRARY = ['_original', 'constraints', 'field', 'inner', 'instancePath', 'keyword', 'location', 'msg', 'originalValue', 'param', 'property', 'rule'];

/** The data of an app's own body. In a Map, members such as `data` and `value` are kept. In an object, they are what was submitted, and are left out. */
function ownMembers(data: ReadonlyMap<string, unknown>): unknown {
  const members = Object.fromEntries(data);
  if (!OWN_NAMES.some((name) => data.has(name))) return members;
  const path = data.get('path');
  // In an app's own body, the path is often the URL.
  const isOfField = path !== undefined && !(typeof path === 'string' && path.startsWith('/'));
  const isOfLibrary = isOfField || listMember(members) !== undefined || OF_LIBRARY.some((name) => data.has(name));
  return isOfLibrary || [...data.values()].some(isError) ? members : data;
}

/** ZodSerializationException of nestjs-zod: what the handler returned does not fit its schema. The log gets the fields and rules, and no value. */
function mapSerialization(exception: HttpException): LibraryMapping | undefined {
  const error = readOwn(exception, 'error');
  const issues = isError(error) && isValidatorError(error) ? validation(error)?.issues : undefined;
  return issues && { issues, quotes: true };
}

/** Whether the response of an exception is an object with members: a literal, or an instance of a class such as `ProblemDetails`. */
function isMembers(body: unknown): body is object {
  return typeof body === 'object' && body !== null && !isArray(body) && !isError(body) && readProperty(body, 'then') === undefined;
}

/** Takes the members of RFC 9457 out of the data, for an app that sends problem documents already. */
function problemMembers(data: Map<string, unknown>, { detail, shown }: { readonly detail: string | undefined; readonly shown: boolean }): LibraryMapping {
  const taken = (name: string): string | undefined => {
    const value = data.get(name);
    if (!isText(value)) return undefined;
    data.delete(name);
    return value;
  };
  const own = taken('detail');
  if (own !== undefined && detail !== undefined) data.set('message', detail);
  // A server error has only what RFC 9110 says about its status. The log has the rest, as data.
  if (!shown) return { detail: own ?? detail };
  const [type, title, instance] = ['type', 'title', 'instance'].map(taken);
  return { detail: own ?? detail, type, title, instance };
}

/** Returns the app's message. `new NotFoundException()` has the message "Not Found" and no `error` member. That adds nothing to its class. */
function messageOf(message: unknown, status: number, exception: HttpException, members: object | undefined): string | undefined {
  if (typeof message !== 'string') return undefined;
  const { name } = exception;
  // `ThrottlerException: Too Many Requests`
  const text = message.startsWith(`${name}: `) ? message.slice(`${name}: `.length) : message;
  const isByItself = members !== undefined && readOwn(members, 'error') === undefined;
  if (isByItself ? !isOfApp(text, status, exception) : lettersOf(text) === lettersOf(statusPhrase(status))) return undefined;
  return isQuotingMessage(text) ? NOT_VALID : text;
}

/** Phrases of Nest that RFC 9110 has since changed. */
const OLD_PHRASES: Readonly<Record<number, string>> = { 413: 'payloadtoolarge', 422: 'unprocessableentity' };

/** Whether the app wrote the text. Nest's own text repeats the status, or the name of the class. */
function isOfApp(text: string, status: number, { name }: HttpException): boolean {
  const letters = lettersOf(text);
  return ![lettersOf(statusPhrase(status)), lettersOf(name.replace(/Exception$/, '')), OLD_PHRASES[status]].includes(letters);
}

function lettersOf(text: string): string {
  return text.length > 64 ? text : text.toLowerCase().replace(/[^a-z]/g, '');
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function textOf(value: unknown): string | undefined {
  return isText(value) ? value : undefined;
}
