import { CookieJar } from './cookie-jar.ts';
import { BROWSER } from './requirements/expect.ts';
import type { Ask, Reply, Target } from './target.ts';

/** The fields of a form: by name, or a list of names and values if a name occurs several times. */
export type Fields = Readonly<Record<string, string>> | readonly (readonly [name: string, value: string])[];

/** The part of a browser that forms need: its header fields and its cookies. It follows no redirect. */
export class Browser {
  readonly #target: Target;
  /** The prefix that a proxy removes. The browser has it in its addresses. */
  readonly #base: string;
  readonly jar: CookieJar;

  constructor(target: Target, jar = new CookieJar(), base = '') {
    this.#target = target;
    this.jar = jar;
    this.#base = base;
  }

  /** Sends a request with its cookies, and keeps the cookies of the response. */
  async ask(path: string, { headers = {}, ...rest }: Ask = {}): Promise<Reply> {
    const cookie = this.jar.field(this.#base + path);
    const prefix = this.#base === '' ? undefined : { 'x-forwarded-prefix': this.#base };
    const reply = await this.#target.ask(path, { ...rest, headers: { ...prefix, ...headers, ...(cookie === undefined ? undefined : { cookie }) } });
    this.jar.keep(reply.cookies, this.#target.origin.hostname);
    return reply;
  }

  /** Opens a page. */
  open(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    return this.ask(path, { headers: { ...BROWSER, ...headers } });
  }

  /** Submits a form from a page of the same origin. A header field with the value `''` is left out. */
  submit(path: string, fields: Fields, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    const all = {
      ...BROWSER,
      'content-type': 'application/x-www-form-urlencoded',
      origin: this.#target.origin.origin,
      'sec-fetch-site': 'same-origin',
      'sec-fetch-user': '?1',
      ...headers,
    };
    const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
    return this.ask(path, { method: 'POST', headers: sent, body: new URLSearchParams(fields as Record<string, string>).toString(), timeout: 15_000 });
  }
}
