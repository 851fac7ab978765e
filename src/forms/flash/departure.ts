import type { IncomingRequest } from '../../core/ports/request.ts';
import type { Replacement } from './ask-again.ts';

/** The header fields that a page's flash adds to the response. */
export interface Departure {
  readonly cookies: readonly string[];
  /** The `Cache-Control` of a page that holds one person's input. `undefined`: the app's own field stays. */
  readonly cacheControl: string | undefined;
  /** What goes out in place of the page, because the browser must not keep it. */
  readonly replacement?: Replacement;
}

/** Cache directives that already keep a page out of shared caches. */
const PRIVATE = /\b(?:no-store|private)\b/i;

/** Returns the `Cache-Control` for a page that no cache may store, whatever the app's own field allows. */
export function privateCacheControl(own: string | undefined): string | undefined {
  return PRIVATE.test(own ?? '') ? undefined : 'private, no-store';
}

/**
 * The `Clear-Site-Data` of an answer that leaves a flash. The browser may have prefetched or prerendered the page before, without the flash, and would show
 * that copy. Browsers without speculation rules ignore these types.
 */
export const FORGET_PREFETCHED = '"prefetchCache", "prerenderCache"';

/** The header fields of an answer that leaves a flash for another page. The app's own `Clear-Site-Data` stays. */
export function flashFields(request: IncomingRequest, cookies: readonly string[]): Readonly<Record<string, string | readonly string[]>> {
  return { 'set-cookie': cookies, 'clear-site-data': request.replyHeader('clear-site-data') ?? FORGET_PREFETCHED };
}

/** Returns whether one of the `Set-Cookie` fields leaves a flash. The others delete one. */
export function leavesFlash(cookies: readonly string[]): boolean {
  return cookies.some((cookie) => !cookie.includes('Max-Age=0'));
}
