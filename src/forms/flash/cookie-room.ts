import type { IncomingRequest } from '../../core/ports/request.ts';
import { type FlashCookie, sizeOfAll } from './flash-cookies.ts';

/** Bytes of `Set-Cookie` fields in one answer, with names and attributes. Two such answers at once leave room in the 16 KB that Node accepts. */
const DIRECT = 6_000;
/** The same behind a proxy. nginx refuses a response head of more than 4 KB by default (`proxy_buffer_size`), and the other fields need room. */
const BEHIND_PROXY = 3_000;
/** Bytes of flash cookies that a browser may send. nginx accepts a `Cookie` field of 8 KB by default. */
const TOGETHER = 8_000;
/** The fields that proxies add. */
const PROXY_FIELDS = ['x-forwarded-for', 'x-forwarded-proto', 'forwarded', 'x-real-ip', 'via'];

/**
 * Returns the bytes that the cookies of a new flash may have. A long one gets only the room that the flashes of other tabs leave, because a short one may
 * take the place of an old one, and a long one would delete them all.
 */
export function roomFor(request: IncomingRequest, others: readonly FlashCookie[]): number {
  const isDirect = request.httpVersion !== '1.0' && PROXY_FIELDS.every((name) => request.header(name) === undefined);
  return isDirect ? Math.max(BEHIND_PROXY, Math.min(DIRECT, TOGETHER - sizeOfAll(others))) : BEHIND_PROXY;
}
