import type { FlashStore } from '../ports/flash-store.ts';

/** The flash of forms that are sent back: where it is kept, for how long, and with which fields. */
export interface FlashOptions {
  /**
   * The key that seals the flash cookie: a text of at least 32 characters, or a list of such texts. Keep it outside the code (`openssl rand -base64
   * 32`). The first text of a list seals, and all of them open, so you can rotate the secret. Default: in development a new one at each start. In
   * production there is none, and without a `store` there is no flash.
   *
   * @example
   * halyard(app, { flash: { secret: process.env.FLASH_SECRET } });
   */
  readonly secret?: string | readonly string[] | undefined;
  /** Keeps the flash on the server instead of in the sealed cookie: `redisFlash(client)`, `sessionFlash()`, `memoryFlash()`. */
  readonly store?: FlashStore;
  /** How many seconds a flash is kept for its page, at most 86400. Default: 180. */
  readonly lifetime?: number;
  /** Fields that Halyard sends back although their name looks like the name of a secret: `['passengers']`. */
  readonly keep?: readonly string[];
  /** Further fields that Halyard never sends back: `['iban']`. */
  readonly omit?: readonly string[];
}

/** Where the prefix of paths comes from that a proxy removes. */
export interface BaseOptions {
  /** Halyard reads the prefix from the header `X-Forwarded-Prefix` of each request. Set it only if your proxy always sets or removes that header. */
  readonly forwarded: true;
}
