import { describe, expect, it } from 'vitest';
import type { IncomingRequest } from '../../core/ports/request.ts';
import { isHttps } from './https.ts';

type Fields = Readonly<Record<string, string>>;
const requestWith = (fields: Fields, secure = false): IncomingRequest => ({ secure, header: (name: string) => fields[name] }) as unknown as IncomingRequest;

describe('isHttps', () => {
  const host = 'boats.example';
  it.each<[string, boolean, Fields]>([
    ['a form with an https Origin', true, { host, origin: 'https://boats.example' }],
    ['a form with an http Origin', false, { host, origin: 'http://boats.example' }],
    ['a form with an http Origin and Fetch Metadata', false, { host, origin: 'http://boats.example', 'sec-fetch-site': 'same-origin' }],
    ['a form with an https Referer', true, { host, referer: 'https://boats.example/signup' }],
    ['a form of another site that is on https', false, { host, origin: 'https://evil.example' }],
    ['a form with a Host that a proxy has changed', true, { host: '127.0.0.1:3000', origin: 'https://boats.example', 'sec-fetch-site': 'same-origin' }],
    ['a page that is asked for with Fetch Metadata', true, { host, 'sec-fetch-site': 'none' }],
    ["a page that another site's page leads to, with Fetch Metadata", true, { host, 'sec-fetch-site': 'cross-site', referer: 'http://evil.example/' }],
    ['a form under no-referrer, with Fetch Metadata', true, { host, 'sec-fetch-site': 'same-origin', origin: 'null' }],
    ['a page without Fetch Metadata', false, { host }],
    ['a page of a host that is none, with Fetch Metadata', false, { host: 'a b', 'sec-fetch-site': 'none' }],
    ...['localhost', 'localhost:3000', 'app.localhost:3000', '127.0.0.1:3000', '127.8.8.8', '[::1]:3000', '[::1]'].map((name): [string, boolean, Fields] => [
      `a page on the loopback address ${name}, where http has Fetch Metadata, too`,
      false,
      { host: name, 'sec-fetch-site': 'none' },
    ]),
    ...['localhost.example', '127.0.0.1.example', 'xlocalhost'].map((name): [string, boolean, Fields] => [
      `a page on ${name}, which only begins or ends like a loopback address`,
      true,
      { host: name, 'sec-fetch-site': 'none' },
    ]),
    ['a client that sends X-Forwarded-Proto', false, { host, 'x-forwarded-proto': 'https', forwarded: 'proto=https' }],
  ])('for %s returns %s', (_, expected, fields) => {
    expect(isHttps(requestWith(fields), [])).toBe(expected);
  });

  it('follows the host, and the option `origin`', () => {
    expect(isHttps(requestWith({}, true), [])).toBe(true);
    expect(isHttps(requestWith({}), ['https://boats.example'])).toBe(true);
    expect(isHttps(requestWith({}), ['https://boats.example', 'http://localhost:3000'])).toBe(false);
  });
});
