import { describe, expect, it } from 'vitest';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { baseOption, withBase } from './base.ts';

const requestWith = (prefix?: string): IncomingRequest =>
  ({ header: (name: string) => (name === 'x-forwarded-prefix' ? prefix : undefined) }) as unknown as IncomingRequest;
const baseOf = (option: unknown, prefix?: string): string => baseOption(option as never)(requestWith(prefix));

describe('the option base', () => {
  it.each([
    ['/app', '/app'],
    ['/app/', '/app'],
    ['/shop/eu-1/~ann', '/shop/eu-1/~ann'],
    ['/v1.2', '/v1.2'],
    ['/..app', '/..app'],
    ['/', ''],
    ['', ''],
    [undefined, ''],
  ])('%j is the base %j for every request, whatever its X-Forwarded-Prefix says', (option, base) => {
    for (const prefix of [undefined, '/evil', '//evil.example']) expect(baseOf(option, prefix)).toBe(base);
  });

  it.each([
    'app',
    '//app',
    '/app//',
    '/a//b',
    '/a/../b',
    '/./a',
    '/a/.',
    '/app?x',
    '/app#x',
    '/a b',
    '/a\\b',
    '/\\evil.example',
    '/caf\u00e9',
    '/%2e%2e',
    '/a\u0000',
    '/a\n',
    ' /app',
    `/${'a'.repeat(65)}`,
    '/a'.repeat(17),
    7,
    true,
    null,
    ['/app'],
    {},
    { forwarded: false },
    { forwarded: '/app' },
  ])('%j is refused at start', (option) => {
    expect(() => baseOption(option as never)).toThrow(expect.objectContaining({ code: 'E_OPTION' }));
    expect(() => baseOption(option as never)).toThrow(/Found base: .*Expected a path such as \/app/s);
  });

  it('says for an address what takes it, and for a misspelt member what was meant', () => {
    expect(() => baseOption('https://shop.example/app')).toThrow('The option origin takes an address with a host.');
    expect(() => baseOption({ forwardd: true } as never)).toThrow(/E_OPTION_UNKNOWN.*"base.forwardd".*Did you mean "forwarded"/s);
  });
});

describe('{ forwarded: true }', () => {
  it.each([
    [undefined, ''],
    ['/app', '/app'],
    ['/app/', '/app'],
    ['/', ''],
    ['//evil.example', ''],
    ['/\\evil.example', ''],
    ['/a/../..', ''],
    ['/app, /shop', ''],
    ['/app,/shop', ''],
    ['/app\r\nlocation: /evil', ''],
    ['/app\t', ''],
    ['https://evil.example/app', ''],
    ['/%2f%2fevil.example', ''],
    ['/\u2025/a', ''],
  ])('reads %j as %j', (prefix, base) => {
    expect(baseOf({ forwarded: true }, prefix)).toBe(base);
  });
});

describe('withBase', () => {
  it.each([
    ['', '/orders', '/orders'],
    ['/app', '/orders?page=2#top', '/app/orders?page=2#top'],
    ['/app', '/', '/app/'],
    ['/app', '/app/orders', '/app/orders'],
    ['/app', '/app', '/app'],
    ['/app', '/app?page=2', '/app?page=2'],
    ['/app', '/app#top', '/app#top'],
    ['/app', '/apples', '/app/apples'],
    ['/app', '/orders?to=/app/x', '/app/orders?to=/app/x'],
  ])('for the base %j makes %j to %j', (base, path, expected) => {
    expect(withBase(base, path)).toBe(expected);
  });
});
