import { parse, serialize } from 'cookie';
import type { IncomingRequest } from '../core/request.ts';

/** A flash that the browser brought along: addressed by its cookie's name, so that no other page has to open it. */
export interface FlashCookie {
  readonly name: string;
  readonly id: string;
  readonly value: string;
  /** Seconds since 1970, of the id. */
  readonly at: number;
}

/** Looked for in the `Cookie` field before anything is parsed. */
export const FLASH_MARK = 'halyard.';
/** The address of a flash that is for whichever page comes next. */
export const ANY_PAGE = '*';

const NAME = /^(?:__Host-)?halyard\.(?<address>[\da-z]{1,8})\.(?<id>[\da-z]{6,9}-[\w-]{16,24})$/;
/** All flashes of a browser together: servers take headers of 16 KB, and some proxies of 8. */
const MAX_BYTES = 6_144;
const MAX_COOKIES = 8;

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

/** The flashes for any of the addresses, oldest first. On https only those that no sibling domain can have planted (`__Host-`, R39). */
export function flashesFor(addresses: readonly string[], request: IncomingRequest, secure: boolean): readonly FlashCookie[] {
  const labels = addresses.map(labelOf);
  return allFlashes(request, secure)
    .filter(({ name }) => labels.includes(NAME.exec(name)?.groups?.['address'] ?? ''))
    .sort((a, b) => a.at - b.at);
}

/** The flashes that have to go so that one of this many bytes can come: the oldest (N74). */
export function crowdedOut(bytes: number, request: IncomingRequest, secure: boolean): readonly FlashCookie[] {
  const oldestFirst = [...allFlashes(request, secure)].sort((a, b) => a.at - b.at);
  let left = oldestFirst.reduce((sum, { name, value }) => sum + name.length + value.length + 3, bytes);
  return oldestFirst.filter(({ name, value }, index) => {
    if (left <= MAX_BYTES && oldestFirst.length - index < MAX_COOKIES) return false;
    left -= name.length + value.length + 3;
    return true;
  });
}

function allFlashes(request: IncomingRequest, secure: boolean): readonly FlashCookie[] {
  const field = request.header('cookie');
  if (field === undefined || !field.includes(FLASH_MARK)) return [];
  return Object.entries(parse(field)).flatMap(([name, value = '']) => {
    const { id } = NAME.exec(name)?.groups ?? {};
    if (id === undefined || name.startsWith('__Host-') !== secure) return [];
    return [{ name, id, value, at: Number.parseInt(id, 36) / 1000 }];
  });
}

/** The same attributes on setting and on clearing, or the browser keeps it (N78). */
function attributes(secure: boolean): { path: string; httpOnly: true; sameSite: 'lax'; secure: boolean } {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure };
}

export function setCookie(name: string, value: string, { secure, seconds }: { readonly secure: boolean; readonly seconds: number }): string {
  return serialize(name, value, { ...attributes(secure), maxAge: seconds });
}

export function clearCookie(name: string, secure: boolean): string {
  return serialize(name, '', { ...attributes(secure), maxAge: 0, expires: new Date(0) });
}

/** Short, and no secret: it only tells pages apart (FNV-1a, 32 bits). What the flash itself says it is for decides. */
function labelOf(address: string): string {
  if (address === ANY_PAGE) return 'any';
  let hash = 0x811c9dc5;
  for (let i = 0; i < address.length; i++) hash = Math.imul(hash ^ address.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
