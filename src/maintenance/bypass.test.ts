import { describe, expect, it, vi } from 'vitest';
import { recorder, reported, requestWith } from '../../tests/support/reported.ts';
import type { IncomingRequest } from '../core/ports/request.ts';
import { type Bypass, bypassOf, PARAMETER, secretHash } from './bypass.ts';

const KEY = 'k'.repeat(43);
const SECRET = 'a long secret of 2026 & more';
const LINK = `${PARAMETER}=${encodeURIComponent(SECRET)}`;
const bypass = bypassOf({ key: KEY, secret: secretHash(KEY, SECRET) }) as Bypass;

const get = (url: string, about: Partial<IncomingRequest> = {}): IncomingRequest => requestWith({ url, ...about });
const locationFor = (url: string): unknown => bypass.opens(get(url))?.headers['location'];
const cookieOf = (request: IncomingRequest): string => String(bypass.opens(request)?.headers['set-cookie']);
const withCookie = (cookie: string): IncomingRequest => requestWith({}, { cookie });

describe('the link of a bypass', () => {
  it('leads to the same address without the secret, and nothing keeps it', () => {
    expect(bypass.opens(get(`/orders/7?page=2&${LINK}&sort=%20a`))).toEqual({
      status: 303,
      headers: {
        location: './7?page=2&sort=%20a',
        'set-cookie': [expect.stringMatching(/^halyard-bypass=[\da-z]+\.[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/)],
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'content-type': 'text/plain; charset=utf-8',
        'x-content-type-options': 'nosniff',
      },
      removedHeaders: [],
      body: 'The site is open in this browser.\n',
      value: 'The site is open in this browser.\n',
    });
  });

  it('sets a cookie that no sibling domain can replace, over https', () => {
    expect(cookieOf(get(`/?${LINK}`, { secure: true }))).toMatch(/^__Host-halyard-bypass=.+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  });

  it.each([
    ['/', './'],
    ['/orders', './orders'],
    ['/orders/', './'],
    ['/a/b:c', './b:c'],
    ['/shop/javascript:alert(1)', './javascript:alert(1)'],
    ['/a//evil.example', './evil.example'],
    ['http://evil.example/x', './x'],
    ['/%2f%2fevil.example', './%2f%2fevil.example'],
    ['//evil.example/x', './'],
    ['///evil.example', './'],
    ['/\\evil.example', './'],
    ['\\\\evil.example', './'],
    ['/.//evil.example', './'],
    ['/..//evil.example', './'],
    ['/x/..//evil.example', './'],
    ['/\tevil', './'],
    ['/x\r\nSet-Cookie: a=b', './'],
    ['https:evil.example', './'],
  ])('stays on this origin for the path %j', (path, location) => {
    expect(locationFor(`${path}?${LINK}`)).toBe(location);
    expect(new URL(location, 'https://shop.example/a/b').origin).toBe('https://shop.example');
  });

  it.each([
    ['a wrong secret', `/?${PARAMETER}=wrong`],
    ['a part of the secret', `/?${LINK.slice(0, -1)}`],
    ['the hash', `/?${PARAMETER}=${secretHash(KEY, SECRET)}`],
    ['an empty secret', `/?${PARAMETER}=`],
    ['no value', `/?${PARAMETER}`],
    ['an escape that cannot be read', `/?${PARAMETER}=%E0%A4%A`],
    ['a second value', `/?${PARAMETER}=wrong&${LINK}`],
    ['a fragment', `/#?${LINK}`],
    ['another case', `/?${LINK.toUpperCase()}`],
    ['a path', `/${LINK}`],
    ['a very long value', `/?${LINK}${'x'.repeat(5_000)}`],
  ])('opens nothing with %s', (_name, url) => {
    expect(bypass.opens(get(url))).toBeUndefined();
  });

  it.each(['POST', 'HEAD', 'PUT', 'OPTIONS'])('opens nothing by %s', (method) => {
    expect(bypass.opens(get(`/?${LINK}`, { method }))).toBeUndefined();
  });

  it('opens nothing over a socket', () => {
    expect(bypass.opens(get(`/?${LINK}`, { transport: 'socket' }))).toBeUndefined();
  });

  it('has a secret that no log record shows', () => {
    const lines: Parameters<typeof recorder>[0] = [];
    const url = `/orders?${LINK.replaceAll('%20', '+')}&${PARAMETER}=0123456789abcdef0123456789abcdef`;
    const { log } = reported(new Error(`cannot open https://shop.example${url}`), { logger: recorder(lines) }, get(url));
    const text = JSON.stringify([...log, ...lines]);
    expect(text).toContain('/orders');
    expect(text).not.toContain('0123456789abcdef');
  });
});

describe('the cookie of a bypass', () => {
  const value = (cookieOf(get(`/?${LINK}`)).split(';', 1)[0] as string).split('=')[1] as string;

  it.each([`halyard-bypass=${value}`, `__Host-halyard-bypass=${value}`, `a=b; halyard-bypass=${value}; c=d`, `halyard-bypass=old; halyard-bypass=${value}`])(
    'lets the browser through: %s',
    (cookie) => {
      expect(bypass.lets(withCookie(cookie))).toBe(true);
    },
  );

  it('lets a socket through whose handshake had it', () => {
    const socket = requestWith({ transport: 'socket', handshake: withCookie(`halyard-bypass=${value}`) });
    expect(bypass.lets(socket)).toBe(true);
    expect(bypass.lets({ ...withCookie(`halyard-bypass=${value}`), handshake: requestWith() })).toBe(false);
  });

  const [end = '', signature = ''] = value.split('.');
  it.each([
    ['', ''],
    ['no cookie', 'a=b'],
    ['another name', `xhalyard-bypass=${value}`],
    ['a later end', `halyard-bypass=${(Number.parseInt(end, 36) + 1).toString(36)}.${signature}`],
    ['a leading zero', `halyard-bypass=0${end}.${signature}`],
    ['no signature', `halyard-bypass=${end}.`],
    ['no end', `halyard-bypass=.${signature}`],
    ['the hash of the secret', `halyard-bypass=${end}.${secretHash(KEY, end)}`],
  ])('is refused with %s', (_name, cookie) => {
    expect(bypass.lets(withCookie(cookie))).toBe(false);
  });

  it('is void in another outage', () => {
    const next = 'n'.repeat(43);
    expect(bypassOf({ key: next, secret: secretHash(next, SECRET) })?.lets(withCookie(`halyard-bypass=${value}`))).toBe(false);
  });

  it('ends after 12 hours', () => {
    vi.useFakeTimers({ now: Date.now() + 12 * 3_600_000 + 1_000, toFake: ['Date'] });
    expect(bypass.lets(withCookie(`halyard-bypass=${value}`))).toBe(false);
    vi.useRealTimers();
  });

  it('does not exist without a secret', () => {
    expect(bypassOf({ key: KEY })).toBeUndefined();
    expect(bypassOf({ secret: secretHash(KEY, SECRET) })).toBeUndefined();
  });
});
