import assert from 'node:assert/strict';
import { must, type Requirement } from '../requirement.ts';
import { API, BROWSER, leftovers, listOf, say } from './expect.ts';

export const headers: readonly Requirement[] = [
  must('nosniff', 'docs/security.md', 'every error has nosniff, no-store and an exact type', async (target) => {
    for (const accept of ['application/json', 'text/html', 'text/plain', 'text/markdown']) {
      const reply = await say(target, 'serverError', [], { headers: { accept } });
      assert.equal(reply.headers['x-content-type-options'], 'nosniff');
      assert.equal(reply.headers['cache-control'], 'no-store');
      assert.ok(/; charset=utf-8$|\+json$/.test(reply.headers['content-type'] ?? ''));
    }
  }),
  must('content-length', 'RFC 9110, 8.6', 'Content-Length counts bytes', async (target) => {
    const reply = await say(target, 'forbidden', ['Nur der Eigentümer, 🛥'], { headers: API });
    assert.equal(Number(reply.headers['content-length']), reply.bytes);
  }),
  must('leftovers', 'RFC 9110, 8', 'what a failed handler said of its body does not go out with the error', async (target) => {
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
  must('survivors', 'docs/formats.md', 'CORS, security, tracing and session fields set before the failure go out with it', async (target) => {
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
  }),
  must('vary-appended', 'RFC 9110, 12.5.5', 'Vary is added to, and * left alone', async (target) => {
    const reply = await leftovers(target, { vary: 'Origin' }, { headers: API });
    assert.deepEqual(listOf(reply.headers['vary']).slice(0, 2), ['origin', 'accept']);
    assert.equal((await leftovers(target, { vary: '*' }, { headers: API })).headers['vary'], '*');
  }),
  must('expose-headers', 'docs/formats.md', 'a script of another origin may read the reference', async (target) => {
    const reply = await leftovers(target, { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'X-Own' }, { headers: API });
    const names = listOf(reply.headers['access-control-expose-headers']);
    assert.ok(names.includes('x-own') && names.includes('error-reference'));
  }),
  must('policy', 'docs/security.md', 'an answer that is not a page does nothing when it is opened', async (target) => {
    assert.match((await say(target, 'notFound', [], { headers: API })).headers['content-security-policy'] ?? '', /default-src 'none'/);
  }),
  must('built-in-policy', 'docs/views.md', 'the built-in page has a policy of its own; an app’s page has the app’s', async (target) => {
    assert.match((await say(target, 'gone', [], { headers: BROWSER })).headers['content-security-policy'] ?? '', /default-src 'none'; style-src 'sha256-/);
    assert.equal((await say(target, 'notFound', [], { headers: BROWSER })).headers['content-security-policy'], undefined);
  }),
  must('head', 'RFC 9110, 9.3.2', 'HEAD has the status and fields of GET, and no body', async (target) => {
    for (const accept of ['application/json', 'text/html']) {
      for (const response of ['notFound', 'serverError', 'ok', 'gone']) {
        const get = await say(target, response, [], { headers: { accept } });
        const head = await say(target, response, [], { method: 'HEAD', headers: { accept } });
        assert.equal(head.status, get.status);
        assert.equal(head.bytes, 0);
        assert.equal(head.headers['content-length'], get.headers['content-length']);
        assert.equal(head.headers['content-type'], get.headers['content-type']);
      }
    }
  }),
  must('conditional', 'RFC 9110, 13.2.1', 'a condition or a range turns no error into 304 or 206', async (target) => {
    const reply = await say(target, 'notFound', [], {
      headers: { ...API, 'if-none-match': '*', 'if-modified-since': 'Sat, 01 Jan 2050 00:00:00 GMT', range: 'bytes=0-1' },
    });
    assert.equal(reply.status, 404);
    assert.equal(reply.headers['etag'], undefined);
  }),
  must('own-headers', 'RFC 9110, 5.5', 'a field that cannot be sent is left out, and the answer goes out', async (target) => {
    const own = { 'X-Good': 'yes', 'x-bad': 'a\r\nset-cookie: x=1', 'bad name': 'x', 'transfer-encoding': 'chunked', 'x-unicode': '☠' };
    const reply = await say(target, 'conflict', ['no', { headers: own }], { headers: API });
    assert.equal(reply.status, 409);
    assert.equal(reply.headers['x-good'], 'yes');
    for (const name of ['x-bad', 'set-cookie', 'transfer-encoding', 'x-unicode']) assert.equal(reply.headers[name], undefined);
  }),
  must('json-type-kept', 'docs/responses.md', 'a JSON type that the handler set survives a success', async (target) => {
    const reply = await leftovers(target, { 'content-type': 'application/vnd.api+json', 'cache-control': 'public, max-age=60' }, { headers: API }, 'ok');
    assert.equal(reply.headers['content-type'], 'application/vnd.api+json');
    assert.equal(reply.headers['cache-control'], 'public, max-age=60');
  }),
];
