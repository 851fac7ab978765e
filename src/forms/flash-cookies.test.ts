import { randomFillSync } from 'node:crypto';
import { parseSetCookie } from 'cookie';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncomingRequest } from '../core/request.ts';
import { ANY_PAGE, clearCookie, cookieName, crowdedOut, flashesFor, flashId, isForAny, setCookie } from './flash-cookies.ts';

const random = <T extends Uint8Array>(bytes: T): T => randomFillSync(bytes);
const NOW = 1_700_000_000_000;
const named = (address: string, at = NOW, secure = false): string => cookieName(address, flashId(at, random), secure);
const requestWith = (cookies: readonly string[]): IncomingRequest =>
  ({ header: (name: string) => (name === 'cookie' && cookies.length > 0 ? cookies.join('; ') : undefined) }) as unknown as IncomingRequest;

describe('flashId', () => {
  it('says when, and is never the same twice', () => {
    const ids = new Set(Array.from({ length: 1_000 }, () => flashId(NOW, random)));
    expect(ids.size).toBe(1_000);
    for (const id of ids) expect(id).toMatch(/^[\da-z]{6,9}-[\w-]{16}$/);
  });
});

describe('a flash cookie', () => {
  it('is found by the page that it is for, and by no other (N73)', () => {
    const cookies = [`${named('/signup')}=1`, 'sid=abc', `${named('/booking?step=2')}=2`];
    expect(flashesFor(['/signup'], requestWith(cookies), false).map(({ value }) => value)).toEqual(['1']);
    expect(flashesFor(['/booking'], requestWith(cookies), false)).toEqual([]);
    expect(flashesFor(['/booking?step=2', ANY_PAGE], requestWith(cookies), false).map(({ value }) => value)).toEqual(['2']);
  });

  it('is found by any page when it is for whichever comes next', () => {
    const [found] = flashesFor(['/signup', ANY_PAGE], requestWith([`${named(ANY_PAGE)}=1`]), false);
    expect(found && isForAny(found)).toBe(true);
    const [other] = flashesFor(['/signup'], requestWith([`${named('/signup')}=1`]), false);
    expect(other && isForAny(other)).toBe(false);
  });

  it('is one of several in the order in which they were made, and knows when', () => {
    const cookies = [`${named('/signup', NOW + 5_000)}=later`, `${named('/signup', NOW)}=first`];
    const found = flashesFor(['/signup'], requestWith(cookies), false);
    expect(found.map(({ value }) => value)).toEqual(['first', 'later']);
    expect(found.map(({ at }) => at)).toEqual([NOW / 1_000, NOW / 1_000 + 5]);
  });

  it('counts on https only under a name that no sibling domain can plant (N78, R39)', () => {
    const secure = named('/signup', NOW, true);
    expect(secure).toMatch(/^__Host-halyard\./);
    const request = requestWith([`${secure}=ours`, `${named('/signup')}=planted`]);
    expect(flashesFor(['/signup'], request, true).map(({ value }) => value)).toEqual(['ours']);
    expect(flashesFor(['/signup'], request, false).map(({ value }) => value)).toEqual(['planted']);
  });

  it('is never taken for one whose name only looks like it', () => {
    const [name = ''] = [named('/signup')];
    const lookalikes = [`x${name}`, `${name}!`, name.toUpperCase(), 'halyard.', 'halyard.any.', 'halyard.any.__proto__', `__Secure-${name}`];
    expect(flashesFor(['/signup', ANY_PAGE], requestWith(lookalikes.map((one) => `${one}=1`)), false)).toEqual([]);
  });

  it('is looked for in any Cookie field without a throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (field) => {
        expect(flashesFor(['/signup'], requestWith([`${field}halyard.${field}`]), false)).toEqual([]);
      }),
    );
  });

  it.each([true, false])('is cleared with the attributes that it was set with, secure: %s (N78)', (secure) => {
    const name = named('/signup', NOW, secure);
    const { value, maxAge, expires: _never, ...set } = parseSetCookie(setCookie(name, 'Fe26.2*a*b', { secure, seconds: 180 }));
    const { value: cleared, maxAge: none, expires, ...gone } = parseSetCookie(clearCookie(name, secure));
    expect(gone).toEqual(set);
    expect(set).toEqual({ name, path: '/', httpOnly: true, sameSite: 'lax', ...(secure ? { secure } : {}) });
    expect([value, maxAge, cleared, none, expires?.getTime()]).toEqual(['Fe26.2*a*b', 180, '', 0, 0]);
  });
});

describe('crowdedOut (N74)', () => {
  const many = (count: number, length: number): string[] =>
    Array.from({ length: count }, (_, i) => `${named(`/form${i}`, NOW + i * 1_000)}=${String(i).padStart(length, 'x')}`);
  const gone = (cookies: string[], bytes: number): number[] =>
    crowdedOut(bytes, requestWith(cookies), false).map(({ value }) => Number(value.replaceAll('x', '')));

  it('is nobody where there is room', () => {
    expect(gone([], 4_000)).toEqual([]);
    expect(gone(many(7, 10), 200)).toEqual([]);
  });

  it('is the oldest where there would be more than eight', () => {
    expect(gone(many(8, 10), 200)).toEqual([0]);
    expect(gone(many(10, 10), 200)).toEqual([0, 1, 2]);
  });

  it('is as many of the oldest as the new one takes room of', () => {
    expect(gone(many(3, 2_000), 2_000)).toEqual([0]);
    expect(gone(many(3, 2_000), 4_000)).toEqual([0, 1]);
    expect(gone(many(2, 1_000), 7_000)).toEqual([0, 1]);
  });
});
