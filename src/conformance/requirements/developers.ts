import assert from 'node:assert/strict';
import { SECRET } from '../hostile-values.ts';
import { must, type Requirement } from '../requirement.ts';
import { API, hasNoSecret } from './expect.ts';

type FieldsFor = (origin: URL) => Readonly<Record<string, string>>;

/** Header fields of proxies, by the product that adds them. */
const PROXIES: Readonly<Record<string, string>> = {
  'x-forwarded-anything': '1',
  via: '1.1 proxy',
  'x-real-ip': '203.0.113.9',
  'x-cluster-client-ip': '203.0.113.9',
  'true-client-ip': '203.0.113.9',
  'cdn-loop': 'cloudflare',
  'cf-ray': '1',
  'x-envoy-external-address': '203.0.113.9',
  'fly-client-ip': '203.0.113.9',
  'x-azure-ref': '1',
  'x-amzn-trace-id': 'Root=1',
  'x-amz-cf-id': '1',
  'fastly-client-ip': '203.0.113.9',
  'x-vercel-id': '1',
  'x-cloud-trace-context': '1',
  'ngrok-skip-browser-warning': '1',
  'tailscale-user-login': 'ann',
  'x-auth-request-user': 'ann',
  'x-scheme': 'https',
  'ssl-client-verify': 'SUCCESS',
};

/** Requests that do not come, or may not come, from the developer at this machine. */
const OTHER_CLIENTS: readonly (readonly [string, FieldsFor])[] = [
  ['forwarded', () => ({ 'x-forwarded-for': '203.0.113.9' })],
  ['forwarded-standard', () => ({ forwarded: 'for=203.0.113.9' })],
  ...Object.entries(PROXIES).map(([name, value]) => [name, () => ({ [name]: value })] as const),
  ['foreign-host', () => ({ host: 'evil.example' })],
  ['host-of-another-port', () => ({ host: 'localhost:5173' })],
  ['host-without-port', () => ({ host: 'localhost' })],
  ['foreign-origin', () => ({ origin: 'https://evil.example' })],
  ['origin-of-another-port', () => ({ origin: 'http://localhost:5173' })],
  ['origin-of-another-scheme', ({ host }) => ({ origin: `https://${host}` })],
  ['origin-by-another-name', ({ port }) => ({ origin: `http://localhost:${port}` })],
  ['opaque-origin', () => ({ origin: 'null' })],
  ['opaque-origin-cross-site', () => ({ origin: 'null', 'sec-fetch-site': 'cross-site' })],
  ['foreign-referer', () => ({ referer: 'https://evil.example/page' })],
  ['referer-of-another-port', () => ({ referer: 'http://localhost:5173/page' })],
  ['cross-site', () => ({ 'sec-fetch-site': 'cross-site' })],
  ['same-site', () => ({ 'sec-fetch-site': 'same-site' })],
];

/** Requests that come from the developer at this machine. */
const OWN_CLIENTS: readonly (readonly [string, FieldsFor])[] = [
  ['own-origin', ({ origin }) => ({ origin, referer: `${origin}/signup`, 'sec-fetch-site': 'same-origin' })],
  ['own-origin-without-metadata', ({ origin }) => ({ origin })],
  ['opaque-origin-of-its-own-page', () => ({ origin: 'null', 'sec-fetch-site': 'same-origin' })],
  ['by-localhost', ({ port }) => ({ host: `localhost:${port}` })],
  ['below-localhost', ({ port }) => ({ host: `orders.localhost:${port}`, origin: `http://orders.localhost:${port}` })],
  ['traced', () => ({ traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', 'x-request-id': '1' })],
];

/** In development an error is shown only to the developer at this machine. */
export const developers: readonly Requirement[] = [
  ...OTHER_CLIENTS.map(([id, headers]) =>
    must(
      `development-hides-${id}`,
      'docs/disclosure.md',
      `In development, a request that may come from someone other than the developer is answered as in production (${id}).`,
      async (target) => {
        for (const accept of ['application/json', 'text/html']) {
          const reply = await target.ask('/hostile?value=error', { headers: { accept, ...headers(target.origin) } });
          assert.equal(reply.status, 500);
          hasNoSecret(reply);
        }
      },
      { environment: 'development' },
    ),
  ),
  ...OWN_CLIENTS.map(([id, headers]) =>
    must(
      `development-shows-${id}`,
      'docs/disclosure.md',
      `In development, a request from the app's own page or from a program on this machine shows the error (${id}).`,
      async (target) => {
        for (const accept of ['application/json', 'text/html']) {
          const reply = await target.ask('/hostile?value=string', { headers: { accept, ...headers(target.origin) } });
          assert.equal(reply.status, 500);
          assert.ok(reply.body.includes(SECRET));
        }
      },
      { environment: 'development' },
    ),
  ),
  must(
    'development-hides-cors',
    'docs/disclosure.md',
    'In development, a page on another port of this machine sees no error, even if CORS allows every origin.',
    async (target) => {
      const query = new URLSearchParams({ set: JSON.stringify({ 'access-control-allow-origin': '*' }) });
      for (const fields of [{ origin: 'http://localhost:5173', 'sec-fetch-site': 'same-site' }, { origin: 'http://localhost:5173' }, { origin: 'null' }]) {
        hasNoSecret(await target.ask(`/leftovers?${query}`, { headers: { ...API, ...fields } }));
      }
    },
    { environment: 'development' },
  ),
  must(
    'development-upgrade-to-nothing',
    'docs/disclosure.md',
    'In development, a request with `Connection: upgrade`, as nginx sends it, is answered as in production.',
    async (target) => {
      for (const fields of ['Connection: upgrade', 'Connection: upgrade\r\nUpgrade: h2c', 'Connection: close, Upgrade']) {
        const { text } = await target.raw(`GET /hostile?value=error HTTP/1.1\r\nHost: ${target.origin.host}\r\nAccept: application/json\r\n${fields}\r\n\r\n`);
        assert.match(text, / 500 /);
        assert.ok(!text.includes(SECRET));
      }
    },
    { environment: 'development', raw: true },
  ),
  must(
    'development-two-hosts',
    'docs/disclosure.md',
    'In development, a request with two Host fields or with an absolute URL as its target shows no error.',
    async (target) => {
      const { host } = target.origin;
      for (const head of [
        `GET /hostile?value=error HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example`,
        `GET /hostile?value=error HTTP/1.1\r\nHost: ${host}\r\nHost: ${host}`,
        `GET http://evil.example/hostile?value=error HTTP/1.1\r\nHost: ${host}`,
        `GET http://${host}/hostile?value=error HTTP/1.1\r\nHost: ${host}`,
      ]) {
        const { text } = await target.raw(`${head}\r\nAccept: application/json\r\nConnection: close\r\n\r\n`);
        assert.match(text, /^HTTP\/1\.1 [45]/);
        assert.ok(!text.includes(SECRET));
      }
    },
    { environment: 'development', raw: true },
  ),
  must(
    'development-http-1.0',
    'docs/disclosure.md',
    'In development, an HTTP/1.0 request, which has no Host field, is answered as in production.',
    async (target) => {
      const { text } = await target.raw('GET /hostile?value=error HTTP/1.0\r\nAccept: application/json\r\n\r\n');
      assert.match(text, / 500 /);
      assert.ok(!text.includes(SECRET));
    },
    { environment: 'development', raw: true },
  ),
];
