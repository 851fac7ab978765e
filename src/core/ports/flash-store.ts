import type { MaybePromise } from '../values/maybe-promise.ts';

/**
 * Keeps a flash until the browser requests its page: a sealed cookie, the host's session, Redis or Valkey. A cookie with the path of the page
 * carries the id of the flash in its name. The value of the cookie holds what the store needs in addition.
 */
export interface FlashStore {
  /** The name of the store in the log: `redis`. */
  readonly name: string;
  /** The longest text that the store can keep, in bytes of UTF-8. Halyard shortens a longer flash first, and drops old input before messages. */
  readonly limit: number;
  /**
   * Middleware adds the store to the request after Halyard has seen the request. Halyard then reads the store when the page is rendered, and not
   * when the request arrives. `take` must not return a promise in that case.
   */
  readonly late?: boolean;
  /** The value of the cookie holds the whole flash. So `take` needs no server, and removes no entry. */
  readonly inCookie?: boolean;
  /**
   * Keeps the text for `about.seconds`, and returns the value of the cookie. It must return only when the text is safely stored, because the
   * redirect is sent after that. It throws or rejects if it cannot store the text. A second `put` with the same id replaces the first.
   */
  put(id: string, text: string, about: FlashAbout): MaybePromise<string>;
  /**
   * Announces that a `put` will follow before the header section is sent. A session needs this if it is saved earlier than that. Halyard does not
   * call it if the `put` follows at once. `native` is the request of the host.
   */
  expect?(native: unknown): void;
  /**
   * Returns the text, and removes it. If several calls run at the same time, one gets the text, and the others get `undefined`. A sealed cookie
   * cannot guarantee that.
   */
  take(id: string, value: string, about: FlashAbout): MaybePromise<string | undefined>;
}

/** The conditions of one `put` or `take`. */
export interface FlashAbout {
  /** Seconds that a flash is kept. */
  readonly seconds: number;
  /** The request of the host, which holds the session. */
  readonly native: unknown;
  /** The handler has ended, and the header section is sent next. Some sessions were saved before. */
  readonly atHead?: boolean;
}
