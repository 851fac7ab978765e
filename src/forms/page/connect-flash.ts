import { firstOf } from '../../core/values/first-of.ts';
import { findUnawaited, UnawaitedPromiseError } from '../../core/values/unawaited-promise.ts';
import type { PageForm } from './page-form.ts';

/** `req.flash` with the signature of connect-flash: messages by kind. */
export interface ConnectFlash {
  /** Returns all messages for this page, by kind, and removes them. */
  (): Record<string, unknown[]>;
  /** Returns the messages of a kind and removes them, including those that this request has kept. The kind `errors` holds the errors of the form. */
  (kind: string): unknown[];
  /** Keeps a message for the next page, and returns how many of the kind are kept. `%s` works as in `util.format`. */
  (kind: string, message: string | readonly string[], ...values: readonly unknown[]): number;
}

/** The part of a page that `req.flash` uses. */
export type FlashPage = Pick<PageForm, 'form' | 'pendingKinds' | 'pendingOf' | 'takeKept'>;

/** The kinds that a request has read. connect-flash returns each message once. */
const readKinds = new WeakMap<object, Set<string>>();

/**
 * Returns `req.flash` for apps that used connect-flash: `req.flash('info', 'Saved')`, then on the next page `req.flash('info')`. It needs no session. The
 * errors of `badRequest(issues, '/signup')` have the kind `errors`: texts, and `{ message, field }` for a known field.
 *
 * @param pageOf returns the page of a request, or undefined if there is no reply
 */
export function connectFlash(pageOf: (request: never) => FlashPage | undefined): ConnectFlash {
  function flash(this: object, kind?: string, message?: string | readonly string[], ...values: readonly unknown[]): unknown {
    const page = pageOf(this as never);
    if (kind === undefined) return page === undefined ? {} : Object.fromEntries(kindsOf(page).map((one) => [one, read(page, one)]));
    // connect-flash does not keep an empty message, either.
    if (message === undefined || message === null || message === '') return page === undefined ? [] : read(page, kind);
    const forgotten = findUnawaited([kind, message, ...values]);
    if (forgotten !== undefined) throw new UnawaitedPromiseError('req.flash', forgotten);
    const texts = typeof message === 'object' ? firstOf(message).map(String) : [formatted(String(message), values)];
    if (texts.length > 0) page?.form.flash(kind, ...texts);
    return page?.pendingOf(kind).length ?? 0;
  }
  return flash as ConnectFlash;
}

function read(page: FlashPage, kind: string): unknown[] {
  const kept = page.takeKept(kind);
  const seen = readKinds.get(page) ?? new Set();
  readKinds.set(page, seen);
  if (seen.has(kind)) return [...kept];
  seen.add(kind);
  const { form } = page;
  const errors = kind === 'errors' ? form.errors.map(({ message, field, code }) => (field === '' ? message : { message, field, code })) : [];
  return [...errors, ...form.flash(kind), ...kept];
}

function kindsOf(page: FlashPage): readonly string[] {
  const { errors = {}, messages = {} } = page.form.read() ?? {};
  return [...new Set([...(Object.keys(errors).length > 0 ? ['errors'] : []), ...Object.keys(messages), ...page.pendingKinds])];
}

function formatted(text: string, values: readonly unknown[]): string {
  // Without values the text has no placeholders: `100%%` stays as it is.
  if (values.length === 0) return text;
  let next = 0;
  const filled = text.replace(/%[sdj%]/g, (mark) => (mark === '%%' ? '%' : next < values.length ? String(values[next++]) : mark));
  return [filled, ...values.slice(next).map(String)].join(' ');
}
