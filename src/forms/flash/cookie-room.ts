import type { IncomingRequest } from '../../core/ports/request.ts';
import { type FlashCookie, sizeOfAll } from './flash-cookies.ts';

/** Bytes of `Set-Cookie` fields in one answer, with names and attributes. Two such answers at once leave room in the 16 KB that Node accepts. */
const DIRECT = 6_000;
/** The same behind a proxy. nginx refuses a response head of more than 4 KB by default (`proxy_buffer_size`), and the other fields need room. */
const BEHIND_PROXY = 3_000;
/** Bytes of flash cookies that a browser may send. */
const TOGETHER = 8_000;
/** Bytes of all cookies that a browser may send to Node, which accepts a head of 16 KB by default. A head that is too long locks the visitor out (431). */
const FIELD_DIRECT = 12_000;
/** The same behind a proxy. nginx accepts a `Cookie` field of 8 KB by default. */
const FIELD_BEHIND_PROXY = 8_000;
/** The room beside cookies of the app that are longer than that. The request has arrived, so the servers of this app accept more. */
const LEAST = 1_000;
/** The fields that proxies add. */
const PROXY_FIELDS = ['x-forwarded-for', 'x-forwarded-proto', 'forwarded', 'x-real-ip', 'via'];

/** The room for flash cookies, in bytes. */
export interface CookieRoom {
  /** For the cookies of one new flash. */
  readonly one: number;
  /** For all flash cookies of the browser. */
  readonly all: number;
}

/**
 * Returns the bytes that flash cookies may have beside the app's own cookies. A long flash gets only the room that the flashes of other tabs leave, because
 * a short one may take the place of an old one, and a long one would delete them all.
 *
 * @param brought all flash cookies of the request
 * @param others those of them that stay
 */
export function cookieRoom(request: IncomingRequest, brought: readonly FlashCookie[], others: readonly FlashCookie[]): CookieRoom {
  const isDirect = request.httpVersion !== '1.0' && PROXY_FIELDS.every((name) => request.header(name) === undefined);
  const left = (isDirect ? FIELD_DIRECT : FIELD_BEHIND_PROXY) - ((request.header('cookie')?.length ?? 0) - sizeOfAll(brought));
  const all = left < 0 ? LEAST : Math.min(TOGETHER, left);
  const one = isDirect ? Math.max(BEHIND_PROXY, Math.min(DIRECT, all - sizeOfAll(others))) : BEHIND_PROXY;
  return { one: Math.min(one, all), all };
}
