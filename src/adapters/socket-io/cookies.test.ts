import { describe, expect, it } from 'vitest';
import { SocketCookies } from './cookies.ts';

function fieldAfter(field: string | undefined, ...set: readonly string[]): string | undefined {
  const cookies = new SocketCookies(field);
  cookies.take(set);
  return cookies.field;
}

describe("a socket's cookies", () => {
  it('are those of the handshake, until an answer sets others', () => {
    expect(fieldAfter(undefined)).toBe(undefined);
    expect(fieldAfter('a=1; b=2')).toBe('a=1; b=2');
    expect(fieldAfter('a=1; b=2', 'c=3; Path=/; HttpOnly')).toBe('a=1; b=2; c=3');
    expect(fieldAfter('a=1; b=2', 'a=9; Path=/; Secure; SameSite=Lax')).toBe('b=2; a=9');
    expect(fieldAfter(undefined, 'a=1', 'b=x=y==')).toBe('a=1; b=x=y==');
  });

  it.each(['a=; Max-Age=0', 'a=; max-age=-1; Path=/', 'a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'a=1; Max-Age=0; Expires=Fri, 01 Jan 2100 00:00:00 GMT'])(
    'are taken away by %j (RFC 6265 §5.3)',
    (field) => {
      expect(fieldAfter('a=1; b=2', field)).toBe('b=2');
      expect(fieldAfter('a=1', field)).toBe(undefined);
    },
  );

  it('are not taken from a part of the site, without a name, or without bounds', () => {
    expect(fieldAfter('a=1', 'b=2; Path=/admin')).toBe('a=1');
    expect(fieldAfter('a=1', '=x', ';', '')).toBe('a=1');
    expect(fieldAfter('a=1', `b=${'x'.repeat(5_000)}`)).toBe('a=1');
    expect(fieldAfter(undefined, ...Array.from({ length: 80 }, (_, i) => `c${i}=1`))?.split('; ')).toHaveLength(50);
  });
});
