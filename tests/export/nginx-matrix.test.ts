import { type Ask, askHttp1, type Reply } from 'halyard/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, CONTENT_TYPES, policyOf, proxyTo, type RunningProxy, startApp, useProxy } from './nginx-proxy.ts';

const start = useProxy();
let app: App;
let proxy: RunningProxy;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

/** Starts nginx at the first test, because only a test can be skipped. */
async function origin(): Promise<URL> {
  proxy ??= await start({
    http: 'limit_req_zone $uri zone=few:1m rate=1r/m; limit_conn_zone $server_name zone=one:1m;',
    server: (folder) => `
      location / { ${proxyTo(app.origin)} proxy_read_timeout 150ms; client_max_body_size 10; }
      location /static/ { alias ${folder}/pages/; }
      location /limited/ { limit_req zone=few; limit_req_status 429; ${proxyTo(app.origin)} }
      location /down { proxy_pass http://127.0.0.1:1; }
      location /gone { return 404; }
      location /closed { return 503; }`,
  });
  return proxy.origin;
}

/** How to get each status, with these fields. Each is one that nginx makes itself. */
const REQUESTS: Readonly<Record<number, (method: string, headers: NonNullable<Ask['headers']>) => Promise<Reply>>> = {
  400: async (method, headers) => askHttp1(await origin(), '/', { method, headers: { ...headers, host: 'a b' } }),
  // nginx answers 405 to a PUT of a file, before it looks for the file.
  404: async (method, headers) => askHttp1(await origin(), method === 'PUT' ? '/gone' : '/static/none.png', { method, headers }),
  413: async (method, headers) => askHttp1(await origin(), '/', { method, headers: { ...headers, 'content-length': '20' }, body: 'x'.repeat(20) }),
  429: async (method, headers) => {
    const path = `/limited/${method}`;
    await askHttp1(await origin(), path, { method });
    return askHttp1(await origin(), path, { method, headers });
  },
  502: async (method, headers) => askHttp1(await origin(), '/down', { method, headers }),
  503: async (method, headers) => askHttp1(await origin(), '/closed', { method, headers }),
  504: async (method, headers) => askHttp1(await origin(), '/slow', { method, headers }),
};
const ACCEPTS: readonly [accept: string | undefined, type: keyof typeof CONTENT_TYPES | 'plain json'][] = [
  [undefined, 'json'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8', 'html'],
  ['application/json', 'plain json'],
  ['text/markdown, text/html;q=0.5', 'md'],
  ['text/plain;q=0.4, text/*;q=0.2', 'txt'],
  ['application/problem+json, text/html;q=0.9', 'json'],
];

describe.each([400, 404, 413, 429, 502, 503, 504])('a %i of nginx', (status) => {
  it.each(['GET', 'HEAD', 'POST', 'PUT'])('has its status, type, body and headers for %s', async (method) => {
    for (const [accept, kind] of ACCEPTS) {
      const reply = await (REQUESTS[status] as (typeof REQUESTS)[number])(method, accept === undefined ? {} : { accept });
      const format = kind === 'plain json' ? 'json' : kind;
      const { 'error-reference': reference = '', ...headers } = reply.headers;
      expect([accept, reply.status]).toEqual([accept, status]);
      expect(reference).toMatch(/^[\da-f]{32}$/);
      expect(headers).toMatchObject({
        'content-type': kind === 'plain json' ? 'application/json; charset=utf-8' : CONTENT_TYPES[format],
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': format === 'html' ? policyOf(status) : "default-src 'none'; frame-ancestors 'none'",
        vary: 'Accept, Sec-Fetch-Dest, X-Requested-With',
      });
      expect(headers['retry-after']).toBe(status === 429 || status > 500 ? '30' : undefined);
      expect(reply.body).toBe(method === 'HEAD' ? '' : bodyOf(format, status, reference));
      expect(namesIn(reply).filter((name, index, names) => names.indexOf(name) !== index)).toEqual([]);
    }
  });
});

function bodyOf(format: string, status: number, reference: string): string {
  const name = `${format}:${status}:none`;
  return format === 'json' ? `{"title":"${name}","status":${status},"reference":"${reference}"}` : `page ${name}, reference (${reference})\n`;
}

const namesIn = ({ head }: Reply): readonly string[] =>
  head
    .split('\n')
    .slice(1)
    .filter((_, index) => index % 2 === 0)
    .map((name) => name.toLowerCase());
