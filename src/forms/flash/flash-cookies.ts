import { parse, serialize } from 'cookie';
import type { IncomingRequest } from '../../core/ports/request.ts';

/** A flash cookie that the browser sent. Its name holds its address, so that no other page has to open it. */
export interface FlashCookie {
  readonly name: string;
  /** The short label of its page's address. */
  readonly label: string;
  readonly id: string;
  /** The nonce of the rendered form whose result it holds, from the id. `''`: the form had none. */
  readonly nonce: string;
  /** The whole value. Browsers limit a cookie, so a long one comes in several. */
  readonly value: string;
  /** The names of the further cookies with the rest of the value. */
  readonly more: readonly string[];
  /** The time in the id, in seconds since 1970. */
  readonly at: number;
  /** Whether this app can have written it. A cookie that is too old, has a future time, or has no `__Host-` prefix on https is never read. */
  readonly isUsable: boolean;
}

/** The text that is searched in the `Cookie` field before the field is parsed. */
export const FLASH_MARK = 'halyard.';
/** The address of a flash for any next page. */
export const ANY_PAGE = '*';

/** Returns the address of a flash for any page below the base. The apps of one host do not take each other's messages. */
export function anyPage(base = ''): string {
  return `${ANY_PAGE}${base}`;
}

/** Returns the address of a flash for the part of a page that a front end fetches from this address after a redirect. The page itself shows it, too. */
export function partAddress(address: string): string {
  return `part:${address}`;
}

/** The labels of flashes for any page. The label of a page has at most seven characters. */
const ANY_LABEL = /^any(?:[\da-z]{5})?$/;
const NAME = /^(?:__Host-)?halyard\.(?<label>[\da-z]{1,8})\.(?<id>[\da-z]{6,9}-[\w-]{16}(?<nonce>[\w-]{0,8}))(?:\.(?<part>[2-9]))?$/;
/** Bytes of one cookie with its name and attributes. Browsers drop a cookie of more than 4,096 bytes silently (RFC 6265 §6.1). */
const MAX_COOKIE = 4_000;
/** Bytes of all flash cookies of a browser, if none is added. Forms that fail at the same moment in several tabs add theirs independently. */
const MAX_BROUGHT = 8_192;
/** The most flash cookies that a browser keeps and that a request reads, including planted ones. */
export const MAX_COOKIES = 8;
/** The most deletions in one answer, because some proxies limit a header section to 4 KB. The next answers delete the rest. */
export const MAX_DELETIONS = 16;
/** Seconds by which the clocks of several servers may differ. */
const CLOCK_SKEW = 60;

type Random = (bytes: Uint8Array) => Uint8Array;

/**
 * Returns the id of a new flash: the time, 96 random bits, and the nonce of the form. So the name of a cookie tells which results belong together.
 *
 * @param milliseconds since 1970
 */
export function flashId(milliseconds: number, random: Random, nonce = ''): string {
  return `${milliseconds.toString(36)}-${randomLetters(16, random)}${nonce}`;
}

/** Returns the nonce of a rendered page: 48 random bits. */
export function pageNonce(random: Random): string {
  return randomLetters(8, random);
}

function randomLetters(count: number, random: Random): string {
  return [...random(new Uint8Array(count))].map((byte) => '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_'[byte & 63]).join('');
}

/** Returns the name of a flash cookie. `secure`: the name has the prefix `__Host-`. */
export function cookieName(address: string, id: string, secure: boolean): string {
  return `${secure ? '__Host-' : ''}${FLASH_MARK}${addressLabel(address)}.${id}`;
}

/** Returns whether the flash is for any next page. */
export function isForAny({ label }: Pick<FlashCookie, 'label'>): boolean {
  return ANY_LABEL.test(label);
}

/** The terms by which a flash cookie is usable. */
export interface CookieTerms {
  /** Whether the browser is known to use https. */
  readonly https: boolean;
  /** The prefix of paths that a proxy removes, or `''`. */
  readonly base?: string;
  /** The lifetime of a flash, in seconds. */
  readonly lifetime: number;
  /** The current time, in seconds since 1970. */
  readonly now: number;
}

/**
 * Returns all flash cookies of the request, oldest first. Both names are read, because behind a proxy that ends TLS the request may not show that the
 * browser uses https. If https is known, only `__Host-` counts: no sibling domain can set that name.
 */
export function flashCookies(request: IncomingRequest, { https, lifetime, now }: CookieTerms): readonly FlashCookie[] {
  const field = request.header('cookie');
  if (field === undefined || !field.includes(FLASH_MARK)) return [];
  const all = Object.entries(parse(field)).flatMap(([name, value = '']) => {
    const { label, id, nonce, part } = NAME.exec(name)?.groups ?? {};
    return label === undefined || id === undefined || nonce === undefined ? [] : [{ name, label, id, nonce, value, part }];
  });
  const partsOf = (first: string): typeof all =>
    all.filter(({ name, part }) => part !== undefined && name === `${first}.${part}`).toSorted((a, b) => Number(a.part) - Number(b.part));
  const hasParts = all.some(({ part }) => part !== undefined);
  // A browser may have dropped the first part. The others are deleted.
  const isWithoutFirst = (name: string): boolean => !all.some(({ name: first }) => first === name.slice(0, -2));
  return all
    .filter(({ name, part }) => part === undefined || isWithoutFirst(name))
    .map(({ part: lone, ...first }) => {
      const at = Number.parseInt(first.id, 36) / 1000;
      const isUsable = lone === undefined && (!https || isHostOnly(first.name)) && at <= now + CLOCK_SKEW && at + lifetime > now;
      const rest = hasParts ? partsOf(first.name) : [];
      return { ...first, value: first.value + rest.map(({ value }) => value).join(''), more: rest.map(({ name }) => name), at, isUsable };
    })
    .sort((a, b) => a.at - b.at);
}

/** Returns the cookies for any of the addresses. */
export function flashesFor(addresses: readonly string[], cookies: readonly FlashCookie[]): readonly FlashCookie[] {
  const labels = addresses.map(addressLabel);
  return cookies.filter(({ label }) => labels.includes(label));
}

/**
 * Returns the flash cookies to delete: unusable ones first, then the oldest, until a new one fits. Without a new one it returns the ones above the limits.
 * Otherwise planted cookies could fill a visitor's header section until a server refuses it (431).
 *
 * @param added the bytes of the new one, and the room of all
 */
export function cookiesToDelete(cookies: readonly FlashCookie[], added?: { readonly bytes: number; readonly of: number }): readonly FlashCookie[] {
  const most = added === undefined ? MAX_COOKIES : MAX_COOKIES - 1;
  const limit = added === undefined ? MAX_BROUGHT : added.of - added.bytes;
  const order = [...cookies.filter(({ isUsable }) => !isUsable), ...cookies.filter(({ isUsable }) => isUsable)];
  let left = sizeOfAll(order);
  const gone = order.filter((cookie, index) => {
    if (left <= limit && order.length - index <= most) return false;
    left -= sizeOf(cookie);
    return true;
  });
  return gone.slice(0, MAX_DELETIONS);
}

function sizeOf({ name, value, more }: FlashCookie): number {
  return (1 + more.length) * (name.length + 5) + value.length;
}

/** Returns the bytes of all these cookies in the `Cookie` field. */
export function sizeOfAll(cookies: readonly FlashCookie[]): number {
  return cookies.reduce((sum, cookie) => sum + sizeOf(cookie), 0);
}

/** Returns whether no sibling domain can have set the cookie. */
export function isHostOnly(name: string): boolean {
  return name.startsWith('__Host-');
}

/** A browser deletes a cookie only if it is cleared with the same attributes. */
function attributes(secure: boolean, base: string): { path: string; httpOnly: true; sameSite: 'lax'; secure: boolean } {
  // A browser takes a `__Host-` cookie only with the path `/` (RFC 6265bis §4.1.3.2).
  return { path: secure || base === '' ? '/' : base, httpOnly: true, sameSite: 'lax', secure };
}

/** Returns the `Set-Cookie` field of a flash, which lasts for this number of seconds. */
export function setCookie(name: string, value: string, seconds: number, base = ''): string {
  return serialize(name, value, { ...attributes(isHostOnly(name), base), maxAge: seconds });
}

/** Returns the `Set-Cookie` fields of a flash with a value of any length: one, or several with a part each. */
export function setCookies(name: string, value: string, seconds: number, base = ''): readonly string[] {
  const room = MAX_COOKIE - setCookie(`${name}.2`, '', seconds, base).length;
  const parts = Array.from({ length: Math.max(1, Math.ceil(value.length / room)) }, (_, index) => value.slice(index * room, (index + 1) * room));
  return parts.map((part, index) => setCookie(index === 0 ? name : `${name}.${index + 1}`, part, seconds, base));
}

/** Returns the `Set-Cookie` fields that delete a flash cookie. */
export function clearCookies({ name, more }: Pick<FlashCookie, 'name' | 'more'>, base = ''): readonly string[] {
  return [name, ...more].map((one) => clearCookie(one, base));
}

function clearCookie(name: string, base: string): string {
  return serialize(name, '', { ...attributes(isHostOnly(name), base), maxAge: 0, expires: new Date(0) });
}

/** Returns a short label of the page, which is not a secret (FNV-1a, 32 bits). The address inside the flash decides. */
export function addressLabel(address: string): string {
  if (address === ANY_PAGE) return 'any';
  if (address.startsWith(ANY_PAGE)) return `any${hashOf(address).slice(-5).padStart(5, '0')}`;
  return hashOf(address);
}

function hashOf(address: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < address.length; i++) hash = Math.imul(hash ^ address.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
