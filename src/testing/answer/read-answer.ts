// The one place that knows the responses of other libraries. Everything else reads an `Answer`.
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import { shown } from '../output/shown.ts';
import { wrongArgument } from '../output/wrong-argument.ts';
import type { Answer, AnswerHead } from './answer.ts';
import { bodyIn } from './read-body.ts';
import { fieldsIn } from './read-fields.ts';

/** The part of a fetch `Response` that is read: Node's, Hono's and undici's. */
interface FetchResponse {
  readonly status: number;
  readonly headers: unknown;
  readonly redirected?: boolean;
  readonly bodyUsed: boolean;
  clone(): { text(): Promise<string> };
}

/** The part of Playwright's `APIResponse` that is read. Its body can be read any number of times. */
interface BrowserResponse {
  status(): number;
  headers(): Readonly<Record<string, string>>;
  headersArray(): readonly { readonly name: string; readonly value: string }[];
  text(): Promise<string>;
}

/**
 * Reads a response of any kind. It returns a promise if the body is still to be read, or if the argument is a promise itself. The caller can read the
 * body of a fetch `Response` afterwards.
 *
 * @param name - the matcher or assert, for the message
 * @throws TypeError if the argument is no response
 */
export function readAnswer(name: string, response: unknown): MaybePromise<Answer> {
  if (isFetchResponse(response)) return withText(headOf(name, response), textOf(name, response));
  if (isBrowserResponse(response)) return withText(headOf(name, response), response.text());
  if (isPromiseLike(response)) return Promise.resolve(response).then((value) => readAnswer(name, value));
  return { ...headOf(name, response), body: bodyIn(name, response as Readonly<Record<string, unknown>>) };
}

/**
 * Reads the status and the fields only, at once.
 *
 * @throws TypeError if the argument is no response, or is a promise
 */
export function headOf(name: string, response: unknown): AnswerHead {
  if (isFetchResponse(response)) return { status: response.status, fields: fieldsIn(response.headers), followed: response.redirected === true };
  if (isBrowserResponse(response)) {
    const fields = new Map<string, readonly string[]>();
    for (const { name: field, value } of response.headersArray()) fields.set(field.toLowerCase(), [...(fields.get(field.toLowerCase()) ?? []), value]);
    return { status: response.status(), fields, followed: false };
  }
  const { status, statusCode = status, headers, redirects } = (typeof response === 'object' && response !== null ? response : {}) as Record<string, unknown>;
  if (typeof statusCode === 'number' && typeof headers === 'object' && headers !== null) {
    return { status: statusCode, fields: fieldsIn(headers), followed: Array.isArray(redirects) && redirects.length > 0 };
  }
  throw wrongArgument(name, {
    found: isPromiseLike(response) ? 'a promise' : shown(response),
    expected: 'a response of fetch, supertest, app.inject(), app.request(), or an object { status, headers, body }',
    ...(isPromiseLike(response) && { todo: 'Wait for the response first: await it.' }),
  });
}

function withText(head: AnswerHead, text: Promise<string>): Promise<Answer> {
  return text.then((body) => ({ ...head, body }));
}

/** The texts that were read, so that several matchers of one response read it once, also after the test has read it. */
const texts = new WeakMap<object, Promise<string>>();

function textOf(name: string, response: FetchResponse): Promise<string> {
  const known = texts.get(response);
  if (known !== undefined) return known;
  if (response.bodyUsed) {
    throw wrongArgument(name, {
      found: 'a Response whose body the test has read already',
      expected: 'a Response before response.json() or response.text()',
      todo: 'Call the matcher first, or read a copy: await response.clone().json().',
    });
  }
  const text = response.clone().text();
  texts.set(response, text);
  return text;
}

function isFetchResponse(value: unknown): value is FetchResponse {
  const { status, clone, headers, bodyUsed } = Object(value) as Record<string, unknown>;
  return typeof status === 'number' && typeof clone === 'function' && typeof headers === 'object' && typeof bodyUsed === 'boolean';
}

function isBrowserResponse(value: unknown): value is BrowserResponse {
  const { status, headersArray, text } = Object(value) as Record<string, unknown>;
  return typeof status === 'function' && typeof headersArray === 'function' && typeof text === 'function';
}
