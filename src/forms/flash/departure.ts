/** The header fields that a page's flash adds to the response. */
export interface Departure {
  readonly cookies: readonly string[];
  /** The `Cache-Control` of a page that holds one person's input. `undefined`: the app's own field stays. */
  readonly cacheControl: string | undefined;
}

/** Cache directives that already keep a page out of shared caches. */
const PRIVATE = /\b(?:no-store|private)\b/i;

/** Returns the `Cache-Control` for a page that no cache may store, whatever the app's own field allows. */
export function privateCacheControl(own: string | undefined): string | undefined {
  return PRIVATE.test(own ?? '') ? undefined : 'private, no-store';
}
