import type { MaybePromise } from '../values/maybe-promise.ts';

/**
 * Where a flash waits for its page: a sealed cookie, the host's session, Redis or Valkey. The browser always brings the flash's id
 * along, in the name of a cookie that is addressed to the page; what the store needs besides stands in that cookie's value.
 */
export interface FlashStore {
  /** As the log calls it: `redis`. */
  readonly name: string;
  /** The longest text it can keep, in bytes of UTF-8: what is longer is shortened before, old input first. */
  readonly limit: number;
  /**
   * It stands on the host's request, where middleware puts it after we have seen the request: it is asked when a page asks, not when
   * the request arrives. Its `take` gives no promise then.
   */
  readonly late?: boolean;
  /** The whole flash is in the cookie's value: there is nobody to wait for, and nothing to give back. */
  readonly inCookie?: boolean;
  /**
   * Keeps the text for `seconds`. Done only when it is safely kept: the redirect leaves after that. Gives the cookie's value.
   * Throws or rejects when it cannot keep it. The same id again replaces what was there.
   */
  put(id: string, text: string, about: FlashAbout): MaybePromise<string>;
  /**
   * A `put` will follow before the head goes out. For a session that is saved earlier than that, and has to be there then. Not called where
   * the `put` comes at once.
   */
  expect?(native: unknown): void;
  /** The text, once: of any number of calls at the same time one gets it, and the others `undefined`. A sealed cookie alone cannot promise that. */
  take(id: string, value: string, about: FlashAbout): MaybePromise<string | undefined>;
}

export interface FlashAbout {
  /** How long a flash is kept. */
  readonly seconds: number;
  /** The host's own request: a session is found there. */
  readonly native: unknown;
}
