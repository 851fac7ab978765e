import { parse, serialize } from 'cookie';
import type { IncomingRequest } from '../../core/ports/request.ts';

/** A flash that the browser brought along: addressed by its cookie's name, so that no other page has to open it. */
export interface FlashCookie {
  readonly name: string;
  readonly id: string;
  readonly value: string;
  /** Seconds since 1970, of the id. */
  readonly at: number;
  /** Can it be a flash of ours at all? One that is too old, of the future, or on https without `__Host-` is never read. */
  readonly isUsable: boolean;
}

/** Looked for in the `Cookie` field before anything is parsed. */
export const FLASH_MARK = 'halyard.';
/** The address of a flash that is for whichever page comes next. */
export const ANY_PAGE = '*';

const NAME = /^(?:__Host-)?halyard\.(?<address>[\da-z]{1,8})\.(?<id>[\da-z]{6,9}-[\w-]{16,24})$/;
/** All flashes of a browser together when one is added: servers take headers of 16 KB, and some proxies of 8. */
const MAX_BYTES = 6_144;
/** The same when none is added: forms that fail at the same moment in several tabs do not know of each other. */
const MAX_BROUGHT = 8_192;
/** A browser has as many, and a request reads as many, whoever planted them. */
export const MAX_COOKIES = 8;
/** Deletions in one answer. Proxies take a head of 4 KB; what is left over goes with the next answers. */
export const MAX_DELETIONS = 16;
/** Machines behind one name do not quite agree on the time. */
const CLOCK_SKEW = 60;

/** The id of a new flash: when, and 96 random bits. */
export function flashId(milliseconds: number, random: (bytes: Uint8Array) => Uint8Array): string {
  const letters = [...random(new Uint8Array(16))].map((byte) => '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_'[byte & 63]);
  return `${milliseconds.toString(36)}-${letters.join('')}`;
}

export function cookieName(address: string, id: string, secure: boolean): string {
  return `${secure ? '__Host-' : ''}${FLASH_MARK}${labelOf(address)}.${id}`;
}

/** Is it for whichever page comes next? */
export function isForAny({ name }: FlashCookie): boolean {
  return name.includes(`${FLASH_MARK}any.`);
}

/** What decides whether a flash cookie can be one of ours. */
export interface CookieTerms {
  /** Is the browser known to be on https? */
  readonly https: boolean;
  /** Seconds. */
  readonly lifetime: number;
  /** Seconds since 1970. */
  readonly now: number;
}

/**
 * All flash cookies of the request, oldest first. Both names are read: behind a proxy that ends TLS a request need not show that the
 * browser is on https. Where it is known, only `__Host-` counts, which no sibling domain can plant.
 */
export function flashCookies(request: IncomingRequest, { https, lifetime, now }: CookieTerms): readonly FlashCookie[] {
  const field = request.header('cookie');
  if (field === undefined || !field.includes(FLASH_MARK)) return [];
  return Object.entries(parse(field))
    .flatMap(([name, value = '']) => {
      const { id } = NAME.exec(name)?.groups ?? {};
      if (id === undefined) return [];
      const at = Number.parseInt(id, 36) / 1000;
      const isUsable = (!https || isHostOnly(name)) && at <= now + CLOCK_SKEW && at + lifetime > now;
      return [{ name, id, value, at, isUsable }];
    })
    .sort((a, b) => a.at - b.at);
}

/** Those for any of the addresses. */
export function flashesFor(addresses: readonly string[], cookies: readonly FlashCookie[]): readonly FlashCookie[] {
  const labels = addresses.map(labelOf);
  return cookies.filter(({ name }) => labels.includes(NAME.exec(name)?.groups?.['address'] ?? ''));
}

/**
 * The flashes that have to go: those that cannot be ours first, then the oldest, until there is room for a new one of this many bytes.
 * Without a new one, those that are too many. So nobody fills a visitor's request header with them, until a server refuses it (431).
 */
export function crowdedOut(cookies: readonly FlashCookie[], bytes?: number): readonly FlashCookie[] {
  const most = bytes === undefined ? MAX_COOKIES : MAX_COOKIES - 1;
  const limit = bytes === undefined ? MAX_BROUGHT : MAX_BYTES - bytes;
  const order = [...cookies.filter(({ isUsable }) => !isUsable), ...cookies.filter(({ isUsable }) => isUsable)];
  let left = order.reduce((sum, cookie) => sum + sizeOf(cookie), 0);
  const gone = order.filter((cookie, index) => {
    if (left <= limit && order.length - index <= most) return false;
    left -= sizeOf(cookie);
    return true;
  });
  return gone.slice(0, MAX_DELETIONS);
}

function sizeOf({ name, value }: FlashCookie): number {
  return name.length + value.length + 3;
}

function isHostOnly(name: string): boolean {
  return name.startsWith('__Host-');
}

/** The same attributes on setting and on clearing, or the browser keeps it. */
function attributes(secure: boolean): { path: string; httpOnly: true; sameSite: 'lax'; secure: boolean } {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure };
}

export function setCookie(name: string, value: string, seconds: number): string {
  return serialize(name, value, { ...attributes(isHostOnly(name)), maxAge: seconds });
}

export function clearCookie({ name }: Pick<FlashCookie, 'name'>): string {
  return serialize(name, '', { ...attributes(isHostOnly(name)), maxAge: 0, expires: new Date(0) });
}

/** Short, and no secret: it only tells pages apart (FNV-1a, 32 bits). What the flash itself says it is for decides. */
function labelOf(address: string): string {
  if (address === ANY_PAGE) return 'any';
  let hash = 0x811c9dc5;
  for (let i = 0; i < address.length; i++) hash = Math.imul(hash ^ address.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
