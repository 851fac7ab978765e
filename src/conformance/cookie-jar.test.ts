import { describe, expect, it } from 'vitest';
import { CookieJar } from './cookie-jar.ts';

const HOST = '127.0.0.1';

function jarWith(...lines: readonly string[]): CookieJar {
  const jar = new CookieJar();
  jar.keep(lines, HOST);
  return jar;
}

describe('CookieJar', () => {
  it('returns the cookies that were set, oldest first, each once', () => {
    const jar = jarWith('a=1; Path=/', 'b=2; Path=/; HttpOnly', 'a=3; Path=/');
    expect(jar.field('/contact')).toBe('a=3; b=2');
  });

  it('sends a cookie only to its path', () => {
    const jar = jarWith('a=1; Path=/contact');
    expect(['/contact?x', '/contact/us', '/contacts', '/'].map((path) => jar.field(path))).toEqual(['a=1', 'a=1', undefined, undefined]);
  });

  it.each(['a=; Max-Age=0; Path=/', 'a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/', 'a=1; Max-Age=-1; Path=/'])('removes it for %s', (line) => {
    const jar = jarWith('a=1; Path=/');
    jar.keep([line], HOST);
    expect(jar.all()).toEqual([]);
  });

  it('keeps it if it is deleted at another path', () => {
    const jar = jarWith('a=1; Path=/');
    jar.keep(['a=; Max-Age=0; Path=/contact'], HOST);
    expect(jar.field('/contact')).toBe('a=1');
  });

  it.each([
    `a=${'x'.repeat(4_096)}; Path=/`,
    'a=1; Path=/; Secure',
    '__Host-a=1; Path=/; Secure',
    '__host-a=1; Path=/',
    'a=1; Path=/; Domain=harbour.example',
    'no pair',
    '=1',
  ])('does not keep %.60s', (line) => {
    expect(jarWith(line).all()).toEqual([]);
  });

  it('reads a date with its comma, and removes an expired cookie', () => {
    const [cookie] = jarWith('a=1; Path=/; Expires=Fri, 01 Jan 2100 00:00:00 GMT').all();
    expect(new Date(cookie?.expires ?? 0).getUTCFullYear()).toBe(2100);
  });

  it('copies its cookies for another browser, with other values', () => {
    const jar = jarWith('a=1; Path=/');
    expect(jar.copy(() => ({ value: '2' })).field('/')).toBe('a=2');
    expect(jar.field('/')).toBe('a=1');
  });
});
