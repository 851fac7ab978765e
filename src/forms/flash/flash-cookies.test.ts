import { randomFillSync } from 'node:crypto';
import { parseSetCookie } from 'cookie';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { ANY_PAGE, clearCookies, cookieName, cookiesToDelete, flashCookies, flashesFor, flashId, isForAny, setCookie } from './flash-cookies.ts';

const random = <T extends Uint8Array>(bytes: T): T => randomFillSync(bytes);
const NOW = 1_700_000_000_000;
const named = (address: string, at = NOW, secure = false): string => cookieName(address, flashId(at, random), secure);
const terms = (https = false) => ({ https, lifetime: 180, now: NOW / 1_000 + 10 });
const usableFor = (addresses: readonly string[], request: IncomingRequest, https = false) =>
  flashesFor(addresses, flashCookies(request, terms(https))).filter(({ isUsable }) => isUsable);
const requestWith = (cookies: readonly string[]): IncomingRequest =>
  ({ header: (name: string) => (name === 'cookie' && cookies.length > 0 ? cookies.join('; ') : undefined) }) as unknown as IncomingRequest;

describe('flashId', () => {
  it('begins with the time and is never the same twice', () => {
    const ids = new Set(Array.from({ length: 1_000 }, () => flashId(NOW, random)));
    expect(ids.size).toBe(1_000);
    for (const id of ids) expect(id).toMatch(/^[\da-z]{6,9}-[\w-]{16}$/);
  });
});

describe('a flash cookie', () => {
  it('is found by its page, and by no other', () => {
    const cookies = [`${named('/signup')}=1`, 'sid=abc', `${named('/booking?step=2')}=2`];
    expect(usableFor(['/signup'], requestWith(cookies), false).map(({ value }) => value)).toEqual(['1']);
    expect(usableFor(['/booking'], requestWith(cookies), false)).toEqual([]);
    expect(usableFor(['/booking?step=2', ANY_PAGE], requestWith(cookies), false).map(({ value }) => value)).toEqual(['2']);
  });

  it('is found by any page if it is addressed to any page', () => {
    const [found] = usableFor(['/signup', ANY_PAGE], requestWith([`${named(ANY_PAGE)}=1`]), false);
    expect(found && isForAny(found)).toBe(true);
    const [other] = usableFor(['/signup'], requestWith([`${named('/signup')}=1`]), false);
    expect(other && isForAny(other)).toBe(false);
  });

  it('is listed with the others in the order of creation, and has its time', () => {
    const cookies = [`${named('/signup', NOW + 5_000)}=later`, `${named('/signup', NOW)}=first`];
    const found = usableFor(['/signup'], requestWith(cookies), false);
    expect(found.map(({ value }) => value)).toEqual(['first', 'later']);
    expect(found.map(({ at }) => at)).toEqual([NOW / 1_000, NOW / 1_000 + 5]);
  });

  it('counts on https only under a name that a sibling domain cannot set', () => {
    const secure = named('/signup', NOW, true);
    expect(secure).toMatch(/^__Host-halyard\./);
    const request = requestWith([`${secure}=ours`, `${named('/signup')}=planted`]);
    expect(usableFor(['/signup'], request, true).map(({ value }) => value)).toEqual(['ours']);
  });

  it('is read under either name if the browser’s scheme is unknown', () => {
    const request = requestWith([`${named('/signup', NOW, true)}=host`, `${named('/signup', NOW + 1_000)}=plain`]);
    expect(usableFor(['/signup'], request, false).map(({ value }) => value)).toEqual(['host', 'plain']);
  });

  it.each([
    ['of yesterday', -86_400_000],
    ['whose time is over', -170_001],
    ['of the future', 71_000],
    ['of the next century', 3_000_000_000_000],
  ])('%s is not usable: anybody can write one', (_, ago) => {
    const [cookie] = flashCookies(requestWith([`${named('/signup', NOW + ago)}=1`]), terms());
    expect(cookie?.isUsable).toBe(false);
  });

  it('is not confused with a cookie of a similar name', () => {
    const [name = ''] = [named('/signup')];
    const lookalikes = [`x${name}`, `${name}!`, name.toUpperCase(), 'halyard.', 'halyard.any.', 'halyard.any.__proto__', `__Secure-${name}`];
    expect(usableFor(['/signup', ANY_PAGE], requestWith(lookalikes.map((one) => `${one}=1`)), false)).toEqual([]);
  });

  it('is searched in any Cookie field without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (field) => {
        expect(usableFor(['/signup'], requestWith([`${field}halyard.${field}`]), false)).toEqual([]);
      }),
    );
  });

  it.each([true, false])('is cleared with the attributes that it was set with, secure: %s', (secure) => {
    const name = named('/signup', NOW, secure);
    const { value, maxAge, expires: _never, ...set } = parseSetCookie(setCookie(name, 'Fe26.2*a*b', 180));
    const { value: cleared, maxAge: none, expires, ...gone } = parseSetCookie(clearCookies({ name, more: [] })[0] ?? '');
    expect(gone).toEqual(set);
    expect(set).toEqual({ name, path: '/', httpOnly: true, sameSite: 'lax', ...(secure ? { secure } : {}) });
    expect([value, maxAge, cleared, none, expires?.getTime()]).toEqual(['Fe26.2*a*b', 180, '', 0, 0]);
  });
});

describe('cookiesToDelete', () => {
  const many = (count: number, length: number): string[] =>
    Array.from({ length: count }, (_, i) => `${named(`/form${i}`, NOW + i * 1_000)}=${String(i).padStart(length, 'x')}`);
  const gone = (cookies: string[], bytes: number): number[] =>
    cookiesToDelete(flashCookies(requestWith(cookies), terms()), { bytes, of: 8_000 }).map(({ value }) => Number(value.replaceAll('x', '')));

  it('is empty if there is room', () => {
    expect(gone([], 4_000)).toEqual([]);
    expect(gone(many(7, 10), 200)).toEqual([]);
  });

  it('is the oldest cookie if there would be more than eight', () => {
    expect(gone(many(8, 10), 200)).toEqual([0]);
    expect(gone(many(10, 10), 200)).toEqual([0, 1, 2]);
  });

  it('is as many of the oldest cookies as the new one needs room for', () => {
    expect(gone(many(3, 2_000), 2_000)).toEqual([0]);
    expect(gone(many(3, 2_000), 4_000)).toEqual([0, 1]);
    expect(gone(many(2, 1_000), 7_000)).toEqual([0, 1]);
  });

  it('is, without a new cookie, every cookie above the limits', () => {
    const goneOf = (cookies: string[]): number[] =>
      cookiesToDelete(flashCookies(requestWith(cookies), terms())).map(({ value }) => Number(value.replaceAll('x', '')));
    expect(goneOf(many(8, 10))).toEqual([]);
    expect(goneOf(many(10, 10))).toEqual([0, 1]);
    expect(goneOf(many(3, 4_000))).toEqual([0]);
    expect(goneOf(many(3, 5_000))).toEqual([0, 1]);
  });

  it('begins with the cookies that are unusable, however new their names claim to be', () => {
    const forged = Array.from({ length: 10 }, (_, i) => `${named('/form', NOW + 10 ** 9 + i)}=forged`);
    const cookies = flashCookies(requestWith([...many(7, 10), ...forged]), terms());
    expect(cookiesToDelete(cookies).map(({ value }) => value)).toEqual(Array.from({ length: 9 }, () => 'forged'));
  });

  it('is limited to the number of deletions that fit into one answer', () => {
    expect(cookiesToDelete(flashCookies(requestWith(many(200, 10)), terms()))).toHaveLength(16);
  });
});
