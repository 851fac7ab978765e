import { request as httpRequest } from 'node:http';
import { type Ask, askHttp1, type Reply } from 'halyard/conformance';
import { afterAll, describe, expect, it } from 'vitest';
import { type App, proxyTo, type RunningProxy, startApp, useProxy } from './nginx-proxy.ts';

const start = useProxy();
const running: App[] = [];
afterAll(() => Promise.all(running.map((app) => app.stop())));

async function inFront(host: 'express' | 'fastify', more = ''): Promise<{ readonly app: App; readonly proxy: RunningProxy }> {
  const app = await startApp({ host });
  running.push(app);
  return {
    app,
    proxy: await start({
      http: `upstream app { server ${app.origin.host}; keepalive 8; } ${more}`,
      server: `location / { ${proxyTo(app.origin).replace(/proxy_pass [^;]+/, 'proxy_pass http://app')} } location /down { proxy_pass http://127.0.0.1:1; }`,
    }),
  };
}

const STATUSES = [400, 401, 403, 404, 405, 408, 413, 414, 418, 422, 429, 431, 500, 501, 502, 503, 504];
const REQUESTS: readonly (readonly [method: string, path: string, ask?: Ask])[] = [
  ...['/', '/json', '/page', '/gzip', '/stream', '/cookies', '/empty', '/binary', '/none', '/busy'].flatMap((path) => [
    ['GET', path] as const,
    ['HEAD', path] as const,
    ['GET', path, { headers: { accept: 'text/html' } }] as const,
  ]),
  ...STATUSES.flatMap((status) => [['GET', `/status/${status}`] as const, ['POST', `/answer/${status}`, { headers: { accept: 'text/html' } }] as const]),
  ['POST', '/echo', { body: 'ahoy', headers: { 'content-type': 'text/plain', 'content-length': '4' } }],
  ['POST', '/echo', { body: '{', headers: { 'content-type': 'application/json', 'content-length': '1' } }],
];

/**
 * The bytes of the answer, as latin1. Its references differ from request to request, the fields of a connection do not pass (RFC 9110 §7.6.1), and nginx has
 * its own Date, its own Server, and capital letters in the names that it reads.
 */
function answer(origin: URL, [method, path, ask]: (typeof REQUESTS)[number]): Promise<readonly [head: string, body: string]> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(new URL(path, origin), { method, headers: ask?.headers ?? {}, agent: false }, (response) => {
      let body = '';
      response.setEncoding('latin1').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => {
        const reference = String(response.headers['error-reference'] ?? 'no reference');
        const pairs = response.rawHeaders.flatMap((name, index, all) => (index % 2 === 0 ? [`${name.toLowerCase()}: ${all[index + 1]}`] : []));
        const kept = pairs.filter((pair) => !/^(?:date|server|connection|keep-alive|transfer-encoding):/.test(pair)).sort();
        const head = [response.statusCode, response.statusMessage, ...kept].join('\n');
        resolve([head.replaceAll(reference, 'REFERENCE'), body.replaceAll(reference, 'REFERENCE')]);
      });
    });
    request.on('error', reject).end(ask?.body);
  });
}

describe.each(['express', 'fastify'] as const)('an app on %s behind nginx', (host) => {
  it('answers byte for byte as without nginx', async () => {
    const { app, proxy } = await inFront(host);
    const differences: unknown[] = [];
    for (const request of REQUESTS) {
      const [direct, proxied] = [await answer(app.origin, request), await answer(proxy.origin, request)];
      if (direct.join('\n\n') !== proxied.join('\n\n')) differences.push({ request, direct, proxied });
    }
    expect(differences).toEqual([]);
  });

  it('logs the reference of nginx, and nginx logs the reference of the app', async () => {
    const { app, proxy } = await inFront(host);
    const { status, headers } = await askHttp1(proxy.origin, '/fails', { headers: { 'x-request-id': 'of-a-client' } });
    expect(status).toBe(500);
    const reference = headers['error-reference'] as string;
    const line = await proxy.logged(` app_reference=${reference}`);
    const id = / reference=(\w{32}) /.exec(line)?.[1] as string;
    const record = app.lines.find((one) => one.includes(reference)) as string;
    expect(JSON.parse(record)).toMatchObject({ requestId: id });
    expect(app.lines.join('\n') + line).not.toContain('of-a-client');
  });

  it('is down: the reference of the page is in the access log, and nothing of the client is in the page', async () => {
    const { app, proxy } = await inFront(host);
    await app.stop();
    const hostile = '<!--# echo var="request_uri" -->';
    for (const accept of ['text/html', 'application/json', 'text/plain', 'text/markdown']) {
      const reply = await askHttp1(proxy.origin, `/x?q=${encodeURIComponent(hostile)}`, {
        headers: { accept, referer: hostile, 'x-request-id': 'of-a-client' },
      });
      expect(reply.status).toBe(502);
      const [reference = ''] = /[\da-f]{32}/.exec(reply.body) ?? [];
      expect(reply.headers['error-reference']).toBe(reference);
      expect(await proxy.logged(` reference=${reference} app_reference=-`)).toContain(' 502 ');
      expect(reply.body + reply.head).not.toMatch(/echo|of-a-client|q=/);
    }
  });
});

/** The names of the fields that Halyard sends with an error. */
async function fieldsOf(origin: URL, path: string, accept: string): Promise<readonly string[]> {
  const { headers } = await askHttp1(origin, path, { headers: { accept } });
  return Object.keys(headers)
    .filter((name) => !['date', 'server', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'].includes(name))
    .sort();
}

describe('an error of nginx', () => {
  it.each(['text/html', 'application/json', 'text/plain', 'text/markdown', '*/*'])('has the fields of an error of the app: %s', async (accept) => {
    const { proxy } = await inFront('express');
    // Express names itself.
    const own = (await fieldsOf(proxy.origin, '/busy', accept)).filter((name) => name !== 'x-powered-by');
    expect(await fieldsOf(proxy.origin, '/down', accept)).toEqual([...new Set([...own, 'error-reference'])].sort());
    const vary = async (path: string): Promise<string | undefined> => (await askHttp1(proxy.origin, path)).headers['vary'];
    expect(await vary('/down')).toBe(await vary('/busy'));
  });

  it('is compressed as nginx is told to, which compresses no 502', async () => {
    const { proxy } = await inFront('express', 'gzip on; gzip_min_length 1; gzip_vary on;');
    const ask = (encoding: string): Promise<Reply> =>
      askHttp1(proxy.origin, '/.halyard-errors/', { headers: { accept: 'text/html', 'accept-encoding': encoding } });
    const [packed, plain] = [await ask('gzip'), await ask('identity')];
    expect([packed.status, packed.headers['content-encoding'], packed.headers['content-type']]).toEqual([404, 'gzip', 'text/html; charset=utf-8']);
    expect([plain.status, plain.headers['content-encoding'], plain.body]).toEqual([404, undefined, expect.stringContaining('html:404:none')]);
  });
});
