import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/core/formats/index.ts';
import { negotiator } from '../../src/core/negotiation/negotiate.ts';
import { pageWith } from '../../src/export/model/error-page.ts';
import { type Answer, ErrorServer, NGINX } from './error-server.ts';
import { filesOf, POLICY, somePages } from './some-pages.ts';

const STATUSES = [400, 404, 413, 429, 502, 503, 504];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const ACCEPTS = [
  undefined,
  '*/*',
  'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'application/json, text/plain, */*',
  'application/problem+json',
  'APPLICATION/JSON;q=0.5 , text/html;q=0.4',
  'text/markdown',
  'text/*;q=0.1, text/plain;q=0.9',
  'image/png',
  'application/json;q=0, text/html;q=0',
  'broken;;q=nothing, /',
];
const TYPES: Readonly<Record<string, string>> = {
  problem: 'application/problem+json',
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  markdown: 'text/markdown; charset=utf-8',
};
const ID = '0123456789abcdef0123456789abcdef';

const negotiate = negotiator(FORMATS.filter(({ name }) => name in TYPES));
const pages = somePages({ statuses: STATUSES });

/** The name of the format that Halyard chooses itself. */
function formatFor(accept: string | undefined): string {
  const request = { header: (name: string) => (name === 'accept' ? accept : undefined) } as unknown as Parameters<typeof negotiate>[0];
  return negotiate(request, undefined)[0]?.name ?? '';
}

let server: ErrorServer;
const started = (): Promise<ErrorServer> => filesOf('kubernetes', pages).then(start);
const start = (files: Readonly<Record<string, string>>): Promise<ErrorServer> =>
  ErrorServer.start(files, [
    ['listen 8080;', 'listen 127.0.0.1:PORT;'],
    ['"/tmp/', '"FOLDER/'],
    ['/usr/share/nginx/error-pages', 'FOLDER'],
    ['/dev/stdout', 'FOLDER/access.log'],
  ]);

beforeAll(async () => {
  if (NGINX !== undefined) server = await started();
});
afterAll(() => server?.stop());
beforeEach((context) => context.skip(NGINX === undefined, 'there is no nginx here: install one, or name it in NGINX'));

/** Whether an answer is the page of this status in this format, with the headers that belong to it. */
function expectPage(answer: Answer, { status, format, method, reference }: { status: number; format: string; method: string; reference: string }): void {
  const ending = { problem: 'json', text: 'txt', markdown: 'md' }[format] ?? format;
  const page = pages.pages.find((one) => one.status === status && one.format === ending);
  if (page === undefined) throw new Error(`There is no page ${status}.${ending}`);
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toBe(TYPES[format]);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.headers['error-reference']).toBe(reference);
  expect(answer.headers['retry-after']).toBe([429, 502, 503, 504].includes(status) ? '30' : undefined);
  if (format === 'html') expect(answer.headers['content-security-policy']).toBe(POLICY);
  expect(answer.headers['vary']).toContain('Accept');
  expect(answer.body).toBe(method === 'HEAD' ? '' : pageWith(page, reference));
}

describe('the image of the default backend', () => {
  it('answers each X-Code in the format of X-Format, for every method', async () => {
    for (const status of STATUSES) {
      for (const accept of ACCEPTS) {
        for (const method of METHODS) {
          const headers = { 'x-code': String(status), 'x-request-id': ID, accept: 'text/markdown', ...(accept === undefined ? {} : { 'x-format': accept }) };
          const format = accept === undefined ? 'markdown' : formatFor(accept);
          expectPage(await server.ask(method, '/orders/7?a=b', headers), { status, format, method, reference: ID });
        }
      }
    }
  });

  it('answers each path with a status in the format of Accept, for every method', async () => {
    for (const status of STATUSES) {
      for (const accept of ACCEPTS) {
        for (const method of METHODS) {
          const headers = { 'x-request-id': ID, ...(accept === undefined ? {} : { accept }) };
          expectPage(await server.ask(method, `/${status}`, headers), { status, format: formatFor(accept), method, reference: ID });
        }
      }
    }
  });

  it('answers a request with a large body, and reads none of it', async () => {
    const answer = await server.ask('POST', '/', { 'x-code': '502', 'x-request-id': ID }, 'x'.repeat(3_000_000));
    expectPage(answer, { status: 502, format: 'problem', method: 'POST', reference: ID });
  });

  it('prefers X-Code to the path, and knows no other path', async () => {
    expect((await server.ask('GET', '/404', { 'x-code': '503' })).status).toBe(503);
    for (const path of ['/', '/50', '/5022', '/a/502', '/418', '/pages/502.html', '/nginx.conf', '/.halyard-status/502', '/.halyard-errors/html']) {
      expectPage(await server.ask('GET', path, { 'x-request-id': ID }), { status: 404, format: 'problem', method: 'GET', reference: ID });
    }
    // nginx refuses this one before it reads the headers.
    const refused = await server.ask('GET', '/../nginx.conf', { 'x-request-id': ID });
    expectPage(refused, { status: 400, format: 'problem', method: 'GET', reference: String(refused.headers['error-reference']) });
  });

  it('answers a code without a page as an error of the server, never with a page of nginx', async () => {
    for (const code of ['418', '599', 'abc', '502\t503', '200']) {
      const answer = await server.ask('GET', '/', { 'x-code': code });
      expect([code, answer.status]).toEqual([code, 503]);
      expect(answer.body).not.toContain('nginx');
    }
  });

  it('takes a reference of the proxy only if it is an id, and makes one of its own otherwise', async () => {
    for (const id of [undefined, 'short', '<script>alert(1)</script>', '"onclick="x', 'x'.repeat(200), 'a b c d e f g h i']) {
      const answer = await server.ask('GET', '/502', { accept: 'text/html', ...(id === undefined ? {} : { 'x-request-id': id }) });
      const reference = String(answer.headers['error-reference']);
      expect(reference).toMatch(/^[0-9a-f]{32}$/);
      expectPage(answer, { status: 502, format: 'html', method: 'GET', reference });
      // nginx writes the line after the answer.
      await expect.poll(() => server.log()).toContain(`reference=${reference}`);
    }
  });

  it('is healthy', async () => {
    const answer = await server.ask('GET', '/healthz');
    expect([answer.status, answer.body]).toEqual([200, 'ok\n']);
    expect(server.log()).not.toContain('healthz');
  });

  it('runs no command in the text of a page', async () => {
    const command = '<!--#echo var="document_root" --><!--# include virtual="/healthz" --><!--#';
    const hostile = somePages({ statuses: [502], change: (page) => ({ ...page, parts: [`${command}$halyard_reference`, ...page.parts.slice(1)] }) });
    const other = await start(await filesOf('kubernetes', hostile));
    try {
      for (const accept of ['text/html', 'application/json', 'text/markdown', 'text/plain']) {
        const { body } = await other.ask('GET', '/502', { accept, 'x-request-id': ID });
        expect(body.startsWith(`${command}$halyard_reference${ID}`)).toBe(true);
      }
    } finally {
      await other.stop();
    }
  });

  it('answers in the language of the client, if the app has several', async () => {
    const both = somePages({ statuses: [502], languages: ['en', 'de'] });
    const other = await start(await filesOf('kubernetes', both));
    try {
      const german = await other.ask('GET', '/', { 'x-code': '502', 'x-format': 'text/plain', 'accept-language': 'de-AT, en;q=0.5' });
      expect(german.body).toContain('Bad Gateway in de');
      expect(german.headers['content-language']).toBe('de');
      const french = await other.ask('GET', '/', { 'x-code': '502', 'x-format': 'text/plain', 'accept-language': 'fr' });
      expect(french.body).toContain('Bad Gateway in en');
    } finally {
      await other.stop();
    }
  });
});
