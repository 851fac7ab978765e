import { describe, expect, it } from 'vitest';
import { type About, requestWith } from '../../../tests/support/local-request.ts';
import { notLocal } from './local-client.ts';

describe('notLocal, with a front-end server that the developer has listed', () => {
  const HOSTS = ['localhost:5173'];
  const XFWD = { 'x-forwarded-for': '::1', 'x-forwarded-port': '5173', 'x-forwarded-proto': 'http', 'x-forwarded-host': 'localhost:5173' };
  const PAGE = { origin: 'http://localhost:5173', referer: 'http://localhost:5173/orders', 'sec-fetch-site': 'same-origin' };

  it.each<[string, Record<string, string | undefined>, string[]?]>([
    ['forwards the Host (changeOrigin: false)', { host: 'localhost:5173', ...PAGE }],
    ['writes its own Host (changeOrigin: true)', PAGE],
    ['names its client (xfwd: true)', { host: 'localhost:5173', ...PAGE, ...XFWD }],
    ['does both', { ...PAGE, ...XFWD }],
    ['receives a request of curl', { host: 'localhost:5173' }],
    ['is the page’s own server, with a CORS request to this one', { origin: 'http://localhost:5173', 'sec-fetch-site': 'same-site' }],
    ['receives a request over TLS', { origin: 'https://localhost:5173', 'sec-fetch-site': 'same-origin' }],
    ['is named with capital letters by the browser', { host: 'LOCALHOST:5173' }],
    ['listens on the port of http', { host: 'localhost', origin: 'http://localhost' }, ['localhost:80', 'localhost']],
  ])('accepts one that %s', (_, fields, hosts = HOSTS) => {
    expect(notLocal(requestWith(fields), hosts)).toBeUndefined();
  });

  it.each<[string, Record<string, string | undefined>, About]>([
    ['on another machine', { host: 'localhost:5173' }, { remoteAddress: '192.168.1.20' }],
    ['with an object that is no real socket', { host: 'localhost:5173' }, { localPort: undefined }],
    ['with a client on another machine', { ...PAGE, ...XFWD, 'x-forwarded-for': '192.168.1.20' }, {}],
    ['with a client on another machine that forges its address', { ...PAGE, ...XFWD, 'x-forwarded-for': '127.0.0.1,192.168.1.20' }, {}],
    ['that does not name its client', { ...PAGE, ...XFWD, 'x-forwarded-for': undefined }, {}],
    ['with another name in X-Forwarded-Host', { ...PAGE, ...XFWD, 'x-forwarded-host': 'evil.example' }, {}],
    ['with two names in X-Forwarded-Host', { ...PAGE, ...XFWD, 'x-forwarded-host': 'localhost:5173, evil.example' }, {}],
    ['with another proxy before it', { ...PAGE, ...XFWD, via: '1.1 proxy' }, {}],
    ['on another port', { host: 'localhost:5174' }, {}],
    ['whose page is another one', { ...PAGE, origin: 'http://localhost:5174' }, {}],
    ['whose page was opened by another site', { host: 'localhost:5173', 'sec-fetch-site': 'cross-site' }, {}],
  ])('refuses one %s', (_, fields, about) => {
    expect(notLocal(requestWith(fields, about), HOSTS)).toBeDefined();
  });

  it.each<[string, Record<string, string | undefined>]>([
    ['Host', { host: 'localhost:5173' }],
    ['Origin', { origin: 'http://localhost:5173', 'sec-fetch-site': 'same-origin' }],
    ['Referer', { referer: 'http://localhost:5173/orders' }],
    ['X-Forwarded-Host', XFWD],
  ])('names an unlisted one, by %s', (_, fields) => {
    expect(notLocal(requestWith(fields))?.frontEnd).toBe('localhost:5173');
  });

  it.each<[string, Record<string, string | undefined>]>([
    ['Host', { host: 'dev.example:5173' }],
    ['Origin', { origin: 'http://dev.example:5173' }],
    ['Origin that is opaque', { origin: 'null' }],
    ['Referer', { referer: 'http://dev.example:5173/orders' }],
  ])('names none on another machine, by %s', (_, fields) => {
    expect(notLocal(requestWith(fields))?.frontEnd).toBeUndefined();
  });
});
