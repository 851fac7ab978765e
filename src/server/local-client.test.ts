import { describe, expect, it } from 'vitest';
import type { IncomingRequest } from '../core/request.ts';
import { notLocal } from './local-client.ts';

const LOCAL = { remoteAddress: '127.0.0.1', httpVersion: '1.1', host: 'localhost:1337' };

function requestWith({ remoteAddress = LOCAL.remoteAddress, httpVersion = LOCAL.httpVersion, ...fields }: Record<string, string | undefined>): IncomingRequest {
  const all: Record<string, string | undefined> = { host: LOCAL.host, ...fields };
  return { remoteAddress, httpVersion, header: (name: string) => all[name] } as IncomingRequest;
}

describe('notLocal (N25, R1, R8)', () => {
  it.each<[string, Record<string, string>]>([
    ['curl to localhost', {}],
    ['curl to 127.0.0.1', { host: '127.0.0.1:1337' }],
    ['curl to another address of this machine', { remoteAddress: '127.0.0.2', host: '127.0.0.2' }],
    ['an IPv6 peer', { remoteAddress: '::1', host: '[::1]:1337' }],
    ['an IPv4 peer on an IPv6 socket', { remoteAddress: '::ffff:127.0.0.1' }],
    ['a name below localhost', { host: 'harbour.localhost:1337' }],
    ['HTTP/2, whose host is an authority', { httpVersion: '2.0', host: undefined as never, ':authority': 'localhost:8443' }],
    ['a form on our own page', { origin: 'http://localhost:1337', referer: 'http://localhost:1337/signup', 'sec-fetch-site': 'same-origin' }],
    ['an address typed into a browser', { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' }],
  ])('finds nothing against %s', (_, fields) => {
    expect(notLocal(requestWith(fields))).toBeUndefined();
  });

  it.each<[string, Record<string, string | undefined>, RegExp]>([
    ['a peer in the network', { remoteAddress: '192.168.1.20' }, /another machine/],
    ['a peer whose address looks like loopback', { remoteAddress: '10.127.0.1' }, /another machine/],
    ['an IPv4 peer in the network on an IPv6 socket', { remoteAddress: '::ffff:10.0.0.1' }, /another machine/],
    ['HTTP/1.0, which old proxies speak', { httpVersion: '1.0' }, /HTTP\/1\.1/],
    ['a Host of the network', { host: '192.168.1.20:1337' }, /Host/],
    ['a name that was pointed at this machine (DNS rebinding)', { host: 'evil.example' }, /Host/],
    ['a name that begins like ours', { host: 'localhost.evil.example' }, /Host/],
    ['a name that ends like ours', { host: 'evil.localhost.example' }, /Host/],
    ['a Host with user information', { host: 'localhost@evil.example' }, /Host/],
    ['two names in Host', { host: 'localhost, evil.example' }, /Host/],
    ['a name that only begins with 127', { host: '127.0.0.1.evil.example' }, /Host/],
    ['an Origin elsewhere', { origin: 'https://evil.example' }, /another origin/],
    ['an opaque Origin', { origin: 'null' }, /another origin/],
    ['an Origin that names us as its user', { origin: 'http://localhost@evil.example' }, /another origin/],
    ['a Referer elsewhere', { referer: 'https://evil.example/page' }, /another origin/],
    ['a Referer that is no URL', { referer: '::::' }, /another origin/],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }, /another site/],
  ])('refuses %s', (_, fields, reason) => {
    expect(notLocal(requestWith(fields))).toMatch(reason);
  });

  it('refuses a request without a Host, or without a peer', () => {
    expect(notLocal({ ...requestWith({}), remoteAddress: undefined })).toMatch(/another machine/);
    expect(notLocal({ ...requestWith({}), header: () => undefined })).toMatch(/Host/);
  });

  it.each([
    'forwarded',
    'via',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-forwarded-port',
    'x-forwarded-server',
    'x-real-ip',
    'x-forwarded-prefix',
    'x-forwarded-scheme',
    'x-forwarded-ssl',
    'x-forwarded-by',
  ])('refuses what came through a proxy that says %s', (name) => {
    expect(notLocal(requestWith({ [name]: 'something' }))).toMatch(/proxy/);
  });
});
