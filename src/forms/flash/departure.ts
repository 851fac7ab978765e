/** What a page's flash adds to the head of the answer. */
export interface Departure {
  readonly cookies: readonly string[];
  /** The `Cache-Control` of a page that holds what one person typed. `undefined`: the app's own header stays. */
  readonly cacheControl: string | undefined;
}

/** Headers that keep a page out of shared caches already. */
const PRIVATE = /\b(?:no-store|private)\b/i;

/** The `Cache-Control` for a page that no cache may keep, whatever the app allows for it. */
export function privateCacheControl(own: string | undefined): string | undefined {
  return PRIVATE.test(own ?? '') ? undefined : 'private, no-store';
}
