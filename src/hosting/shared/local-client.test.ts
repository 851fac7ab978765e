import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type About, requestWith } from '../../../tests/support/local-request.ts';
import { notLocal } from './local-client.ts';

describe('notLocal', () => {
  it.each<[string, Record<string, string | undefined>, About]>([
    ['curl to localhost', {}, {}],
    ['curl to 127.0.0.1', { host: '127.0.0.1:1337' }, {}],
    ['curl to another address of this machine', { host: '127.0.0.2:1337' }, { remoteAddress: '127.0.0.2' }],
    ['an IPv6 peer', { host: '[::1]:1337' }, { remoteAddress: '::1' }],
    ['localhost that resolves to ::1', { host: 'localhost:1337' }, { remoteAddress: '::1' }],
    ['an IPv4 peer on an IPv6 socket', {}, { remoteAddress: '::ffff:127.0.0.1' }],
    ['a name below localhost', { host: 'orders.localhost:1337' }, {}],
    ['capital letters in Host', { host: 'LocalHost:1337' }, {}],
    ['the port of http, without a port in Host', { host: 'localhost' }, { localPort: 80 }],
    ['the port of https, without a port in Host', { host: 'localhost' }, { localPort: 443, secure: true }],
    ['HTTP/2, whose host is an authority', { host: undefined, ':authority': 'localhost:1337' }, { httpVersion: '2.0' }],
    ['HTTP/2 with both', { ':authority': 'localhost:1337' }, { httpVersion: '2.0' }],
    ['a form on our own page', { origin: 'http://localhost:1337', referer: 'http://localhost:1337/signup', 'sec-fetch-site': 'same-origin' }, {}],
    ['a form on our own page over TLS', { origin: 'https://localhost:1337', 'sec-fetch-site': 'same-origin' }, { secure: true }],
    ['a form on our own page on the port of http', { host: 'localhost', origin: 'http://localhost' }, { localPort: 80 }],
    ['a form on our own page under Referrer-Policy: no-referrer, which helmet sets', { origin: 'null', 'sec-fetch-site': 'same-origin' }, {}],
    ['an address typed into a browser', { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' }, {}],
    ['a message on a WebSocket', { connection: 'keep-alive, Upgrade', upgrade: 'websocket' }, { transport: 'socket' }],
    [
      'a client that sends tracing fields',
      { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', 'x-b3-traceid': '1', 'x-request-id': '1' },
      {},
    ],
    ['an app’s own fields', { 'x-requested-with': 'XMLHttpRequest', 'x-csrf-token': '1', 'x-api-key': '1', 'cookie-policy': '1', 'x-forge': '1' }, {}],
  ])('accepts %s', (_, fields, about) => {
    expect(notLocal(requestWith(fields, about))).toBeUndefined();
  });

  it.each<[string, Record<string, string | undefined>, About, RegExp]>([
    ['a peer in the network', {}, { remoteAddress: '192.168.1.20' }, /another machine/],
    ['a peer whose address looks like loopback', {}, { remoteAddress: '10.127.0.1' }, /another machine/],
    ['an IPv4 peer in the network on an IPv6 socket', {}, { remoteAddress: '::ffff:10.0.0.1' }, /another machine/],
    ['a socket of the file system, which has no peer', {}, { remoteAddress: undefined }, /another machine/],
    ['HTTP/1.0, which old proxies speak', {}, { httpVersion: '1.0' }, /HTTP\/1\.1/],
    ['a target that is a whole address, as for a proxy', {}, { isAbsoluteForm: true }, /proxy/],
    ['a Host of the network', { host: '192.168.1.20:1337' }, {}, /loopback/],
    ['a name that was pointed at this machine (DNS rebinding)', { host: 'evil.example:1337' }, {}, /loopback/],
    ['a name that begins like ours', { host: 'localhost.evil.example:1337' }, {}, /loopback/],
    ['a name that ends like ours', { host: 'evil.localhost.example:1337' }, {}, /loopback/],
    ['a Host with user information', { host: 'localhost@evil.example' }, {}, /loopback/],
    ['two names in Host', { host: 'localhost:1337, evil.example' }, {}, /loopback/],
    ['two Hosts', {}, { lines: ['Host', 'Accept', 'HOST'] }, /loopback/],
    ['no Host', { host: undefined }, {}, /loopback/],
    ['a Host with another authority', { ':authority': 'evil.example:1337' }, { httpVersion: '2.0' }, /loopback/],
    ['a name that only begins with 127', { host: '127.0.0.1.evil.example:1337' }, {}, /loopback/],
    ['a Host without the port of the socket', { host: 'localhost' }, {}, /another port/],
    ['a Host with another port', { host: 'localhost:5173' }, {}, /another port/],
    ['an authority with another port', { ':authority': 'localhost:5173' }, { httpVersion: '2.0' }, /another port/],
    ['the port of http on a socket of https', { host: 'localhost' }, { localPort: 80, secure: true }, /another port/],
    ['a port that only begins like ours', { host: 'localhost:13370' }, {}, /another port/],
    ['a socket without a port, as adapters for clouds make them', {}, { localPort: undefined }, /not known/],
    ['a socket without a port, and a Host without one', { host: 'localhost' }, { localPort: undefined }, /not known/],
    ['an upgrade to nothing, as nginx sends it', { connection: 'upgrade' }, {}, /proxy/],
    ['an upgrade to an empty text', { connection: 'Upgrade', upgrade: '' }, {}, /proxy/],
    ['an upgrade that a client behind nginx has sent', { connection: 'upgrade', upgrade: 'h2c' }, {}, /proxy/],
    ['a WebSocket that has become a request, as behind nginx', { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-key': 'x' }, {}, /proxy/],
    ['a message on a socket whose handshake has an upgrade to nothing', { connection: 'upgrade' }, { transport: 'socket' }, /proxy/],
    ['an upgrade to nothing among other things', { connection: 'keep-alive, upgrade' }, {}, /proxy/],
    ['an Origin elsewhere', { origin: 'https://evil.example' }, {}, /another origin/],
    ['an Origin on another port of this machine', { origin: 'http://localhost:5173', 'sec-fetch-site': 'same-site' }, {}, /another origin/],
    ['an Origin on another port whose browser sends no Fetch Metadata', { origin: 'http://localhost:5173' }, {}, /another origin/],
    ['an Origin by another name of this machine', { origin: 'http://127.0.0.1:1337' }, {}, /another origin/],
    ['an Origin with another scheme', { origin: 'https://localhost:1337' }, {}, /another origin/],
    ['an Origin without our port', { origin: 'http://localhost' }, {}, /another origin/],
    ['an opaque Origin', { origin: 'null' }, {}, /another origin/],
    ['an opaque Origin of a page in a sandbox', { origin: 'null', 'sec-fetch-site': 'cross-site' }, {}, /another origin/],
    ['an opaque Origin without a site', { origin: 'null', 'sec-fetch-site': 'none' }, {}, /another origin/],
    ['an Origin that names us as its user', { origin: 'http://localhost:1337@evil.example' }, {}, /another origin/],
    ['two Origins', { origin: 'http://localhost:1337, https://evil.example' }, {}, /another origin/],
    ['a Referer elsewhere', { referer: 'https://evil.example/page' }, {}, /another origin/],
    ['a Referer on another port of this machine', { referer: 'http://localhost:5173/page' }, {}, /another origin/],
    ['a Referer that is no URL', { referer: '::::' }, {}, /another origin/],
    ['an opaque Referer', { referer: 'about:blank' }, {}, /another origin/],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }, {}, /another origin/],
    ['a page of another port, which is the same site', { 'sec-fetch-site': 'same-site' }, {}, /another origin/],
    ['an unknown value of Sec-Fetch-Site', { 'sec-fetch-site': 'friendly' }, {}, /another origin/],
  ])('refuses %s', (_, fields, about, reason) => {
    expect(notLocal(requestWith(fields, about))?.reason).toMatch(reason);
  });

  it('refuses if the host cannot read the field names of its requests', () => {
    const { fieldNames: _, ...request } = requestWith();
    expect(notLocal(request)?.reason).toMatch(/proxy/);
  });

  it('checks the handshake of a socket, and not its messages', () => {
    expect(notLocal({ ...requestWith(), handshake: requestWith({ via: '1.1 proxy' }) })?.reason).toMatch(/proxy/);
    expect(notLocal({ ...requestWith({ host: 'evil.example' }), handshake: requestWith() })).toBeUndefined();
  });

  const PROXIES: Readonly<Record<string, readonly string[]>> = {
    standards: ['Forwarded', 'Via', 'Forwarded-For', 'Proxy-Connection', 'Proxy-Authorization', 'CDN-Loop', 'Client-Cert'],
    custom: [
      ...['For', 'Host', 'Proto', 'Port', 'Server', 'By', 'Prefix', 'Scheme', 'Ssl', 'Path', 'Uri', 'User', 'Email', 'Client-Cert', 'Anything'].map(
        (name) => `X-Forwarded-${name}`,
      ),
      ...['X-Forwarded', 'X-Real-IP', 'X-Client-IP', 'X-Cluster-Client-IP', 'X-Original-Host', 'X-Original-URL', 'X-Original-Forwarded-For', 'X-Scheme'],
      ...['True-Client-IP', 'Client-IP', 'X-Remote-IP', 'X-Proxy-User', 'X-ProxyUser-Ip', 'X-Request-Start', 'X-Queue-Start', 'Front-End-Https'],
      ...['SSL-Client-Cert', 'X-SSL-Client-Verify', 'X-Rewrite-URL'],
    ],
    'servers and meshes': ['X-Nginx-Proxy', 'X-HAProxy-Server-State', 'X-ARR-LOG-ID', 'X-ARR-SSL', 'X-Envoy-External-Address', 'X-Envoy-Internal', 'X-Traefik'],
    Cloudflare: ['CF-Connecting-IP', 'CF-Ray', 'CF-Visitor', 'CF-IPCountry', 'CF-Access-Jwt-Assertion'],
    AWS: ['X-Amzn-Trace-Id', 'X-Amz-Cf-Id', 'CloudFront-Viewer-Country', 'X-Amzn-Oidc-Identity'],
    Azure: ['X-Azure-ClientIP', 'X-Azure-Ref', 'X-FD-HealthProbe', 'Disguised-Host', 'X-Site-Deployment-Id', 'X-MS-Client-Principal'],
    Google: ['X-AppEngine-Country', 'X-Cloud-Trace-Context', 'X-Goog-Authenticated-User-Email', 'X-Goog-IAP-JWT-Assertion'],
    'other CDNs': ['Fastly-Client-IP', 'Fastly-FF', 'Akamai-Origin-Hop', 'X-Akamai-Edgescape', 'X-Sucuri-ClientIP', 'Incap-Client-IP', 'Surrogate-Capability'],
    platforms: ['Fly-Client-IP', 'Fly-Region', 'X-Vercel-Id', 'X-NF-Client-Connection-IP', 'X-Render-Origin-Server', 'Rndr-Id', 'X-Railway-Edge'],
    tunnels: ['Ngrok-Skip-Browser-Warning', 'Ngrok-Auth-User-Email', 'Tailscale-User-Login', 'X-Replit-User-Id', 'Bypass-Tunnel-Reminder'],
    'login services': [
      'Remote-User',
      'X-Remote-User',
      'X-Auth-Request-User',
      'X-Authentik-Username',
      'X-Pomerium-Jwt-Assertion',
      'X-WebAuth-User',
      'OIDC_CLAIM_sub',
    ],
  };
  it.each(Object.entries(PROXIES).flatMap(([kind, names]) => names.map((name) => [name, kind])))('refuses what came with %s (%s)', (name) => {
    expect(notLocal(requestWith({}, { lines: ['Host', name] }))?.reason).toMatch(/proxy/);
    expect(notLocal(requestWith({ [name.toLowerCase()]: '' }))?.reason).toMatch(/proxy/);
  });

  it('never throws, and never accepts a foreign Host (property)', () => {
    const text = fc.oneof(fc.string({ maxLength: 30, unit: 'binary' }), fc.constantFrom('localhost:1337', 'null', 'same-origin', 'http://localhost:1337'));
    fc.assert(
      fc.property(text, text, text, text, text, (host, origin, referer, site, connection) => {
        const refusal = notLocal(requestWith({ host, origin, referer, 'sec-fetch-site': site, connection }));
        if (refusal === undefined) expect(host).toMatch(/^(?:localhost|[\w-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\]):0*1337$/i);
      }),
    );
  });
});
