import { firstOf } from '../../core/values/first-of.ts';
import { ForgottenAwait, forgottenIn } from '../../core/values/forgotten-await.ts';
import type { PageForm } from './page-form.ts';

/** `req.flash` as connect-flash has it: messages by kind. */
export interface ConnectFlash {
  /** All that was told to this page, by kind, and gone with this. */
  (): Record<string, unknown[]>;
  /** The messages of a kind, and gone with this; `errors` are what was wrong with the form. What this request itself has told is among them. */
  (kind: string): unknown[];
  /** Tells the next page; gives how many of the kind wait for it. `%s` as in `util.format`. */
  (kind: string, message: string | readonly string[], ...values: readonly unknown[]): number;
}

/** Per request: what was read already. connect-flash gives each message once. */
const readKinds = new WeakMap<object, Set<string>>();

/**
 * `req.flash` for apps that come from connect-flash: `req.flash('info', 'Saved')`, then on the next page `req.flash('info')`. No
 * session is needed. Errors of `badRequest(issues, '/signup')` are of the kind `errors`: texts, and `{ message, field }` where a field is known.
 */
export function connectFlash(pageOf: (request: never) => PageForm | undefined): ConnectFlash {
  function flash(this: object, kind?: string, message?: string | readonly string[], ...values: readonly unknown[]): unknown {
    const page = pageOf(this as never);
    if (kind === undefined) return page === undefined ? {} : Object.fromEntries(kindsOf(page).map((one) => [one, read(page, one)]));
    // An empty message is none to connect-flash, either.
    if (message === undefined || message === null || message === '') return page === undefined ? [] : read(page, kind);
    const forgotten = forgottenIn([kind, message, ...values]);
    if (forgotten !== undefined) throw new ForgottenAwait('req.flash', forgotten);
    const texts = typeof message === 'object' ? firstOf(message).map(String) : [formatted(String(message), values)];
    if (texts.length > 0) page?.form.flash(kind, ...texts);
    return page?.told(kind).length ?? 0;
  }
  return flash as ConnectFlash;
}

function read(page: PageForm, kind: string): unknown[] {
  const kept = page.takeKept(kind);
  const seen = readKinds.get(page) ?? new Set();
  readKinds.set(page, seen);
  if (seen.has(kind)) return [...kept];
  seen.add(kind);
  const { form } = page;
  const errors = kind === 'errors' ? form.errors.map(({ message, field, code }) => (field === '' ? message : { message, field, code })) : [];
  return [...errors, ...form.flash(kind), ...kept];
}

function kindsOf(page: PageForm): readonly string[] {
  const { errors = {}, messages = {} } = page.form.read() ?? {};
  return [...new Set([...(Object.keys(errors).length > 0 ? ['errors'] : []), ...Object.keys(messages), ...page.toldKinds])];
}

function formatted(text: string, values: readonly unknown[]): string {
  // Without values nothing is a mark: `100%%` stays as it is.
  if (values.length === 0) return text;
  let next = 0;
  const filled = text.replace(/%[sdj%]/g, (mark) => (mark === '%%' ? '%' : next < values.length ? String(values[next++]) : mark));
  return [filled, ...values.slice(next).map(String)].join(' ');
}
