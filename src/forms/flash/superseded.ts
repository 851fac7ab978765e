import { addressLabel, type FlashCookie, isForAny } from './flash-cookies.ts';

/** Stands in the place of the nonce, for messages that are no result of a form. They are shown beside a result. */
export const NOTICE = 'm';

/** What a new result replaces: the results of the same rendered form, and of the same page if the form has no nonce. */
interface Replacing {
  readonly nonce: string;
  /** The page's address. */
  readonly address: string;
}

/** Returns the flashes that a new result of a form replaces. Messages for any page are no result, so they stay. */
export function replacedBy({ nonce, address }: Replacing, cookies: readonly FlashCookie[]): readonly FlashCookie[] {
  const key = keyOf({ nonce, label: addressLabel(address) });
  return key === undefined ? [] : cookies.filter((cookie) => keyOf(cookie) === key);
}

/**
 * Returns the cookies that a newer one of the same rendered form replaced. A person who sends a form a second time sees the last result, and two tabs keep
 * theirs: each rendering of a page has its own nonce. Nobody can plant a newer cookie, because the nonce is random.
 *
 * @param cookies oldest first
 */
export function superseded(cookies: readonly FlashCookie[]): readonly FlashCookie[] {
  const newest = new Map(cookies.filter(({ isUsable }) => isUsable).map((cookie) => [keyOf(cookie), cookie.id]));
  return cookies.filter((cookie) => cookie.nonce.length > 1 && (newest.get(keyOf(cookie)) ?? cookie.id) !== cookie.id);
}

/** Returns a text that the results of one rendered form have in common. `undefined`: the flash is no result of a form. */
export function keyOf({ nonce, label }: Pick<FlashCookie, 'nonce' | 'label'>): string | undefined {
  if (isForAny({ label }) || nonce === NOTICE) return undefined;
  return nonce === '' ? `at ${label}` : `of ${nonce}`;
}
