import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { askHttp1, askHttp2, askRaw } from 'halyard/conformance';
import { describe, expect, it } from 'vitest';
import { type RunningProxy, useProxy } from './nginx-proxy.ts';

const start = useProxy();
let proxy: RunningProxy;

async function origin(): Promise<URL> {
  proxy ??= await start({
    http: 'client_header_timeout 1s; client_body_timeout 1s; large_client_header_buffers 2 2k; client_header_buffer_size 1k;',
    server: (files) => `
      # The protection of the whole server does not reach the pages.
      auth_basic "the harbour"; auth_basic_user_file ${files}/users;
      location / { auth_basic off; proxy_pass http://127.0.0.1:1; client_max_body_size 10; }
      location /files/ { auth_basic off; alias ${files}/; }
      location /denied { auth_basic off; deny all; }
      location /protected { return 200; } location /members { try_files /none =404; }
      location /broken { auth_basic off; return 500; } location /loop { auth_basic off; rewrite ^ /loop last; }`,
  });
  return proxy.origin;
}

const HEAD = 'Host: a\r\nAccept: text/html\r\n';
const get = (path: string): string => `GET ${path} HTTP/1.1\r\n${HEAD}\r\n`;
const [HTML, JSON_TYPE] = ['text/html; charset=utf-8', 'application/problem+json'];

/** What a client sends, and the status and type that it gets. nginx has not read Accept when it finds a wrong first line. */
const REFUSED: readonly [name: string, sent: string, status: number, type: string][] = [
  ['a line that is not HTTP', 'NONSENSE\r\n\r\n', 400, JSON_TYPE],
  ['a method that is not valid', `get / HTTP/1.1\r\n${HEAD}\r\n`, 400, JSON_TYPE],
  ['a path out of the root', get('/../../etc/passwd'), 400, JSON_TYPE],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, JSON_TYPE],
  ['no Host', 'GET / HTTP/1.1\r\nAccept: text/html\r\n\r\n', 400, HTML],
  ['two fields Host', `GET / HTTP/1.1\r\n${HEAD}Host: b\r\n\r\n`, 400, HTML],
  ['a name of a field that is not valid', `GET / HTTP/1.1\r\n${HEAD}bad name: 1\r\nHost: b c\r\n\r\n`, 400, HTML],
  ['a length that is not a number', `POST / HTTP/1.1\r\n${HEAD}Content-Length: x\r\n\r\n`, 400, HTML],
  ['a chunk that is not valid', `POST / HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400, HTML],
  ['no password', get('/members'), 401, HTML],
  ['a path that is denied', get('/denied'), 403, HTML],
  ['a folder', get('/files/pages/'), 403, HTML],
  ['a file that is missing', get('/files/none'), 404, HTML],
  ['the place of the pages', get('/.halyard-errors/html'), 404, HTML],
  ['another path below that place', get('/.halyard-errors/none'), 404, HTML],
  ['a POST of a file', `POST /files/http.conf HTTP/1.1\r\n${HEAD}Content-Length: 0\r\n\r\n`, 405, HTML],
  ['TRACE', `TRACE / HTTP/1.1\r\n${HEAD}\r\n`, 405, HTML],
  ['too large a body', `POST / HTTP/1.1\r\n${HEAD}Content-Length: 11\r\n\r\n${'x'.repeat(11)}`, 413, HTML],
  ['too large a body in chunks', `POST / HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\n20\r\n${'x'.repeat(32)}\r\n0\r\n\r\n`, 413, HTML],
  ['too large a body that waits for 100', `POST / HTTP/1.1\r\n${HEAD}Expect: 100-continue\r\nContent-Length: 11\r\n\r\n`, 413, HTML],
  ['too long an address', get(`/${'a'.repeat(3000)}`), 414, JSON_TYPE],
  ['too large a field', `GET / HTTP/1.1\r\n${HEAD}Cookie: ${'a'.repeat(3000)}\r\n\r\n`, 431, HTML],
  ['too many fields', `GET / HTTP/1.1\r\n${HEAD}${`X-A: ${'a'.repeat(40)}\r\n`.repeat(200)}\r\n`, 431, HTML],
  ['a request that fails', get('/broken'), 500, HTML],
  ['HTTP/1.0', `GET / HTTP/1.0\r\n${HEAD}\r\n`, 502, HTML],
  ['a range, and a condition', `GET / HTTP/1.1\r\n${HEAD}Range: bytes=0-3\r\nIf-None-Match: *\r\n\r\n`, 502, HTML],
];

describe('the answer of nginx', () => {
  it.each(REFUSED)('to %s has the status and a page of the app', async (_, sent, status, type) => {
    const { text } = await askRaw(await origin(), sent.replace(/\r\n\r\n/, '\r\nConnection: close\r\n\r\n'), { timeout: 1_000 });
    const [head = '', body = ''] = text.split('\r\n\r\n', 2);
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status}(?: .*)?\r\n`));
    expect(head).toMatch(new RegExp(`\r\nContent-Type: ${type.replace(/[+/]/g, '\\$&')}(?:\r\n|$)`));
    expect(body).toContain(type === HTML ? `page html:${status}:none, reference (` : `"title":"json:${status}:none"`);
    const reference = /\r\nError-Reference: (\w{32})/.exec(head)?.[1] as string;
    expect(body).toContain(reference);
    expect(await proxy.logged(` reference=${reference} app_reference=-`)).toContain(`" ${status} `);
  });

  it('to a request without a password keeps WWW-Authenticate', async () => {
    expect((await askHttp1(await origin(), '/members')).headers['www-authenticate']).toBe('Basic realm="the harbour"');
  });

  it.each([
    ['the header', 'GET / HTTP/1.1\r\nHost: a\r\n'],
    ['the body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\na'],
  ])('to a client that is too slow with %s is the end of the connection: nginx has no 408', async (_, sent) => {
    expect(await askRaw(await origin(), sent, { timeout: 8_000 })).toEqual({ text: '', closed: true });
  });

  it('to an endless loop of its configuration is its own 500, because it looks for no page then', async () => {
    expect((await askHttp1(await origin(), '/loop')).body).toContain('<center>nginx');
  });
});

describe.skipIf(spawnSync('openssl', ['version']).status !== 0)('the answer of nginx on a port for HTTPS', () => {
  const certificate = (folder: string, name: string): string => {
    const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, '-days', '2', '-subj', `/CN=${name}`], { stdio: 'ignore' });
    return join(folder, name);
  };

  it('to HTTP, to a missing and to a wrong certificate of the client is a 400', async () => {
    let folder = '';
    const secure = await start({
      listen: (port) => `listen 127.0.0.1:${port} ssl;`,
      server: (files) => {
        folder = files;
        const name = certificate(files, 'server');
        return `ssl_certificate ${name}.crt; ssl_certificate_key ${name}.key; ssl_verify_client on; ssl_client_certificate ${name}.crt; location / { return 204; }`;
      },
    });
    const wrong = certificate(folder, 'stranger');
    const plain = await askHttp1(secure.origin, '/', { headers: { accept: 'text/html' } });
    expect([plain.status, plain.body]).toEqual([400, expect.stringContaining('html:400:none')]);
    for (const client of [{}, { key: readFileSync(`${wrong}.key`), cert: readFileSync(`${wrong}.crt`) }]) {
      const text = await new Promise<string>((resolve, reject) => {
        let received = '';
        const socket = connect({ port: secure.nginx.port, host: '127.0.0.1', rejectUnauthorized: false, ...client });
        socket.write(get('/').replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
        socket.on('data', (chunk) => {
          received += chunk;
        });
        socket.on('close', () => resolve(received)).on('error', reject);
      });
      expect(text).toMatch(/^HTTP\/1\.1 400 .*\r\nContent-Type: text\/html; charset=utf-8\r\n.*html:400:none/s);
    }
  });
});

describe('the answer of nginx over HTTP/2', () => {
  it.each(['GET', 'HEAD', 'POST', 'PUT'])('to %s is the page with its status and its reference', async (method) => {
    const secure = await start({ listen: (port) => `listen 127.0.0.1:${port} http2;`, server: 'location / { proxy_pass http://127.0.0.1:1; }' });
    const { status, headers, body } = await askHttp2(secure.origin, '/', { method, headers: { accept: 'text/html' } });
    expect([status, headers['content-type'], headers['retry-after']]).toEqual([502, HTML, '30']);
    expect(body).toBe(method === 'HEAD' ? '' : `page html:502:none, reference (${headers['error-reference']})\n`);
  });
});
