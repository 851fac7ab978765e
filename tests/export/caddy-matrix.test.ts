import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { type Ask, askHttp1, askRaw, type Reply } from 'halyard/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaddyServer, useCaddy } from './caddy-server.ts';
import { type App, CONTENT_TYPES, policyOf, startApp, testPages } from './nginx-proxy.ts';

const start = useCaddy();
let app: App;
/** A server that reads, and answers nothing. */
const silent: Server = createServer((socket) => void socket.resume().on('error', () => undefined));
let running: Promise<CaddyServer> | undefined;

beforeAll(async () => {
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  app = await startApp();
});
afterAll(async () => {
  silent.close();
  await app.stop();
});

/** Starts Caddy at the first test, because only a test can be skipped. */
function caddy(): Promise<CaddyServer> {
  running ??= start({
    pages: testPages(),
    site: `
	basicauth /secret {
		visitor $2a$14$Zkx19XLiW6VYouLHR5NmfOFU0z2GTNmpkT/5qqR7hx4IjWJPDhjvG
	}
	@halyard_body expression \`{http.request.header.Content-Length} != "" && int({http.request.header.Content-Length}) > 10\`
	error @halyard_body 413
	request_body {
		max_size 10B
	}
	@halyard_url expression \`size({http.request.uri}) > 4000\`
	error @halyard_url 414
	@halyard_cookies expression \`size({http.request.header.Cookie}) > 4000\`
	error @halyard_cookies 431
	@declared path_regexp status ^/error/(\\d+)$
	error @declared "declared" {http.regexp.status.1}
	handle /static/* {
		root * /tmp
		file_server
	}
	reverse_proxy /down 127.0.0.1:1
	reverse_proxy /unhealthy 127.0.0.1:1 {
		fail_duration 10m
		max_fails 1
	}
	reverse_proxy /silent 127.0.0.1:${(silent.address() as AddressInfo).port} {
		transport http {
			response_header_timeout 100ms
		}
	}
	reverse_proxy ${app.origin.host} {
		import halyard_upstream
	}`,
  });
  return running;
}

const ask = async (path: string, request: Ask): Promise<Reply> => askHttp1(new URL((await caddy()).origin), path, request);

/** How to get each status. Caddy makes a 400, 403, 405, 429 and 500 only where its configuration or a plugin says so. */
const REQUESTS: Readonly<Record<number, (request: Ask) => Promise<Reply>>> = {
  ...Object.fromEntries([400, 403, 405, 429, 500].map((status) => [status, (request: Ask) => ask(`/error/${status}`, request)])),
  401: (request) => ask('/secret', request),
  404: (request) => ask('/static/no-such-file.png', request),
  413: (request) => ask('/', { ...request, headers: { ...request.headers, 'content-length': '20' }, body: 'x'.repeat(20) }),
  414: (request) => ask(`/${'x'.repeat(4_001)}`, request),
  431: (request) => ask('/', { ...request, headers: { ...request.headers, cookie: `a=${'x'.repeat(4_001)}` } }),
  502: (request) => ask('/down', request),
  503: async (request) => {
    await ask('/unhealthy', request);
    return ask('/unhealthy', request);
  },
  504: (request) => ask('/silent', request),
};
const ACCEPTS: readonly [accept: string | undefined, type: keyof typeof CONTENT_TYPES | 'plain json'][] = [
  [undefined, 'json'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8', 'html'],
  ['application/json', 'plain json'],
  ['text/markdown, text/html;q=0.5', 'md'],
  ['text/plain;q=0.4, text/*;q=0.2', 'txt'],
  ['application/problem+json, text/html;q=0.9', 'json'],
];

describe.each(Object.entries(REQUESTS))('a %s of Caddy', (name, request) => {
  const status = Number(name);

  it.each(['GET', 'HEAD', 'POST', 'PUT'])('has its status, type, body, headers and reference for %s', async (method) => {
    for (const [accept, kind] of ACCEPTS) {
      const reply = await request({ method, headers: accept === undefined ? {} : { accept } });
      const format = kind === 'plain json' ? 'json' : kind;
      const { 'error-reference': reference = '', ...headers } = reply.headers;
      const page = testPages().pages.find((one) => one.status === status && one.format === format);
      const body = page?.parts.join(reference) ?? '';
      expect([accept, reply.status]).toEqual([accept, status]);
      expect(reference).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
      expect(headers).toMatchObject({
        'content-type': kind === 'plain json' ? 'application/json; charset=utf-8' : CONTENT_TYPES[format],
        'content-length': String(body.length),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': format === 'html' ? policyOf(status) : "default-src 'none'; frame-ancestors 'none'",
        vary: 'Accept, Sec-Fetch-Dest, X-Requested-With',
      });
      expect(headers['retry-after']).toBe(status === 429 || status > 500 ? '30' : undefined);
      expect(headers['www-authenticate']).toBe(status === 401 ? 'Basic realm="restricted"' : undefined);
      for (const absent of ['etag', 'last-modified', 'accept-ranges', 'content-encoding', 'allow']) expect(headers).not.toHaveProperty(absent);
      expect(reply.body).toBe(method === 'HEAD' ? '' : body);
      expect((await caddy()).accessLog()).toContain(`"Error-Reference":["${reference}"]`);
    }
  });
});

describe('an error of Caddy', () => {
  it('is a 413 for a body of unknown length, too', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('x'.repeat(2_000)));
        controller.close();
      },
    });
    const response = await fetch(`${(await caddy()).origin}/echo`, {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { accept: 'text/markdown' },
    } as RequestInit);
    expect([response.status, response.headers.get('content-type')]).toEqual([413, CONTENT_TYPES.md]);
  });

  it('is never a 304, a 206 or a 412, whatever a cache or a download asks for', async () => {
    for (const headers of [{ 'if-none-match': '*' }, { range: 'bytes=0-3' }, { 'if-match': '"x"' }, { 'if-modified-since': new Date(4e12).toUTCString() }]) {
      const reply = await ask('/down', { method: 'GET', headers: { ...headers, accept: 'text/plain' } });
      expect(reply.status).toBe(502);
      expect(reply.body).toContain(`txt:502:none, reference (${reply.headers['error-reference']})`);
    }
  });

  it('leaves the connection in order after HEAD, POST and PUT', async () => {
    const { origin } = await caddy();
    const one = (method: string, more = '') => `${method} /down HTTP/1.1\r\nHost: ${new URL(origin).host}\r\nAccept: text/plain\r\n${more}`;
    const bytes = `${one('HEAD', '\r\n')}${one('POST', 'Content-Length: 3\r\n\r\nabc')}${one('HEAD', '\r\n')}${one('PUT', 'Content-Length: 1\r\n\r\nx')}${one('GET', 'Connection: close\r\n\r\n')}`;
    const { text } = await askRaw(new URL(origin), bytes);
    expect(text.match(/HTTP\/1\.1 502 Bad Gateway/g)).toHaveLength(5);
    expect(text.match(/txt:502:none/g)).toHaveLength(3);
  });

  it('is one line of text if the status was not exported', async () => {
    const reply = await ask('/error/418', { method: 'POST' });
    expect([reply.status, reply.headers['content-type']]).toEqual([418, 'text/plain; charset=utf-8']);
    expect(reply.body).toBe(`418 I'm a teapot\n\nReference: ${reply.headers['error-reference']}\n`);
    expect(reply.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
  });
});
