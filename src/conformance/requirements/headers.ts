import assert from 'node:assert/strict';
import { must, type Requirement } from '../requirement.ts';
import { API, BROWSER, callResponse, isProblem, leftovers, listOf } from './expect.ts';

/** Requirements for header fields. */
export const headers: readonly Requirement[] = [
  must(
    'options-only',
    'docs/responses.md',
    'The options of a response may be its only argument, and a header field among them may be a number.',
    async (target) => {
      const options = { detail: 'Only the owner may', code: 'E_OWNER', headers: { 'retry-after': 30 } };
      for (const [name, status] of [
        ['forbidden', 403],
        ['notFound', 404],
        ['conflict', 409],
        ['gone', 410],
      ] as const) {
        const reply = await callResponse(target, name, [options], { headers: API });
        const { detail, code } = isProblem(reply, status);
        assert.deepEqual([detail, code, reply.headers['retry-after']], ['Only the owner may', 'E_OWNER', '30']);
      }
      assert.equal((await callResponse(target, 'forbidden', ['m', { headers: { 'retry-after': 30 } }], { headers: API })).headers['retry-after'], '30');
    },
  ),
  must(
    'nosniff',
    'docs/formats.md',
    'Every error has `X-Content-Type-Options: nosniff`, `Cache-Control: no-store` and an exact Content-Type.',
    async (target) => {
      for (const accept of ['application/json', 'text/html', 'text/plain', 'text/markdown']) {
        const reply = await callResponse(target, 'serverError', [], { headers: { accept } });
        assert.equal(reply.headers['x-content-type-options'], 'nosniff');
        assert.equal(reply.headers['cache-control'], 'no-store');
        assert.ok(/; charset=utf-8$|\+json$/.test(reply.headers['content-type'] ?? ''));
      }
    },
  ),
  must('content-length', 'RFC 9110, 8.6', 'Content-Length is the number of bytes.', async (target) => {
    const reply = await callResponse(target, 'forbidden', ['Nur der Eigentümer, 🛥'], { headers: API });
    assert.equal(Number(reply.headers['content-length']), reply.bytes);
  }),
  must('leftovers', 'docs/formats.md', 'An error response drops the fields that describe the body of the failed handler.', async (target) => {
    const set = {
      'cache-control': 'public, max-age=3600',
      etag: '"x"',
      'last-modified': 'Sat, 01 Jan 2000 00:00:00 GMT',
      'content-encoding': 'gzip',
      'content-language': 'de',
      'content-disposition': 'attachment',
      'content-range': 'bytes 0-1/2',
      'accept-ranges': 'bytes',
      expires: 'Sat, 01 Jan 2050 00:00:00 GMT',
      age: '5',
      location: '/x',
      'content-type': 'image/png',
    };
    for (const accept of ['application/json', 'text/html']) {
      const reply = await leftovers(target, set, { headers: { accept } });
      assert.equal(reply.status, 500);
      assert.equal(reply.headers['cache-control'], 'no-store');
      for (const name of [
        'etag',
        'last-modified',
        'content-encoding',
        'content-language',
        'content-disposition',
        'content-range',
        'accept-ranges',
        'expires',
        'age',
        'location',
      ]) {
        assert.equal(reply.headers[name], undefined, `${name} went out`);
      }
      assert.ok(!reply.headers['content-type']?.includes('png'));
    }
  }),
  must(
    'survivors',
    'docs/formats.md',
    'An error response keeps the CORS, security, tracing and session fields that were set before the failure.',
    async (target) => {
      const set = {
        'access-control-allow-origin': 'https://app.example',
        'strict-transport-security': 'max-age=1',
        'content-security-policy': "default-src 'self'",
        'x-request-id': 'abc-123',
        'server-timing': 'db;dur=1',
        'ratelimit-policy': '"x";q=1',
        'set-cookie': 'session=1',
      };
      const reply = await leftovers(target, set, { headers: API });
      assert.equal(reply.status, 500);
      for (const [name, value] of Object.entries(set)) assert.equal(reply.headers[name], value);
    },
  ),
  must('vary-appended', 'RFC 9110, 12.5.5', 'Halyard appends to an existing Vary and leaves `Vary: *` alone.', async (target) => {
    const reply = await leftovers(target, { vary: 'Origin' }, { headers: API });
    assert.deepEqual(listOf(reply.headers['vary']).slice(0, 2), ['origin', 'accept']);
    assert.equal((await leftovers(target, { vary: '*' }, { headers: API })).headers['vary'], '*');
  }),
  must('expose-headers', 'docs/formats.md', 'With CORS, a script of another origin can read the header Error-Reference.', async (target) => {
    const reply = await leftovers(target, { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'X-Own' }, { headers: API });
    const names = listOf(reply.headers['access-control-expose-headers']);
    assert.ok(names.includes('x-own') && names.includes('error-reference'));
  }),
  must('policy', 'docs/formats.md', "A response that is not a page has the policy `default-src 'none'`.", async (target) => {
    assert.match((await callResponse(target, 'notFound', [], { headers: API })).headers['content-security-policy'] ?? '', /default-src 'none'/);
  }),
  must(
    'built-in-policy',
    'docs/views.md',
    "The built-in page has a Content-Security-Policy of its own. An app's page keeps the app's policy.",
    async (target) => {
      assert.match(
        (await callResponse(target, 'gone', [], { headers: BROWSER })).headers['content-security-policy'] ?? '',
        /default-src 'none'; style-src 'sha256-/,
      );
      assert.equal((await callResponse(target, 'notFound', [], { headers: BROWSER })).headers['content-security-policy'], undefined);
    },
    { environment: 'production' },
  ),
  must('head', 'RFC 9110, 9.3.2', 'A response to HEAD has the status and the fields of GET, and no body.', async (target) => {
    for (const accept of ['application/json', 'text/html']) {
      for (const response of ['notFound', 'serverError', 'ok', 'gone']) {
        const get = await callResponse(target, response, [], { headers: { accept } });
        const head = await callResponse(target, response, [], { method: 'HEAD', headers: { accept } });
        assert.equal(head.status, get.status);
        assert.equal(head.bytes, 0);
        // In development the report names the method and the duration, so its length differs.
        if (target.environment === 'production') assert.equal(head.headers['content-length'], get.headers['content-length']);
        assert.equal(head.headers['content-type'], get.headers['content-type']);
      }
    }
  }),
  must('conditional', 'RFC 9110, 13.2.1', 'A conditional or range request never turns an error into 304 or 206.', async (target) => {
    const reply = await callResponse(target, 'notFound', [], {
      headers: { ...API, 'if-none-match': '*', 'if-modified-since': 'Sat, 01 Jan 2050 00:00:00 GMT', range: 'bytes=0-1' },
    });
    assert.equal(reply.status, 404);
    assert.equal(reply.headers['etag'], undefined);
  }),
  must('own-headers', 'RFC 9110, 5.5', 'Halyard leaves out a header that cannot be sent, and sends the response.', async (target) => {
    const own = { 'X-Good': 'yes', 'x-bad': 'a\r\nset-cookie: x=1', 'bad name': 'x', 'transfer-encoding': 'chunked', 'x-unicode': '☠' };
    const reply = await callResponse(target, 'conflict', ['no', { headers: own }], { headers: API });
    assert.equal(reply.status, 409);
    assert.equal(reply.headers['x-good'], 'yes');
    for (const name of ['x-bad', 'set-cookie', 'transfer-encoding', 'x-unicode']) assert.equal(reply.headers[name], undefined);
  }),
  must('json-type-kept', 'docs/formats.md', 'A success keeps a JSON type that the handler has set.', async (target) => {
    const reply = await leftovers(target, { 'content-type': 'application/vnd.api+json', 'cache-control': 'public, max-age=60' }, { headers: API }, 'ok');
    assert.equal(reply.headers['content-type'], 'application/vnd.api+json');
    assert.equal(reply.headers['cache-control'], 'public, max-age=60');
  }),
];
