import { describe, expect, it } from 'vitest';
import { about, type Changes, played, playedPage } from '../../../tests/support/played.ts';
import { checkBody } from './body.ts';
import type { Check } from './check.ts';
import { checkHeaders } from './headers.ts';
import { checkType } from './media-type.ts';
import { checkSize } from './size.ts';
import { checkStatus } from './status.ts';

const run = (check: Check, changes: Changes = {}): readonly string[] =>
  (check(played(changes), about()) as readonly { message: string; severity: string }[]).map(({ message, severity }) => `${severity}: ${message}`);
const json = (value: unknown): Changes => ({ answer: { body: JSON.stringify(value) } });
const own = { trace: { override: { name: 'notFound', file: 'api/responses/notFound.js', duration: 1 } } };

describe('a sound answer of Halyard', () => {
  it.each(Object.entries({ checkStatus, checkType, checkBody, checkHeaders, checkSize }))('passes %s', (_, check) => {
    expect(run(check)).toEqual([]);
    expect(run(check, { exercise: { method: 'HEAD' }, answer: { body: '' }, headers: { 'content-length': '58' } })).toEqual([]);
    expect(
      run(check, {
        answer: { status: 204, body: '' },
        expected: { statuses: [204], types: [] },
        headers: { 'content-type': undefined, 'content-length': undefined },
      }),
    ).toEqual([]);
    expect(run(check, { exercise: { client: 'socket' }, answer: { headers: [] }, expected: { types: [] } })).toEqual([]);
  });
});

describe('the check of the status', () => {
  it.each<[string, Changes]>([
    ['error: notFound answers 500. Expected: 404.', { answer: { status: 500 } }],
    ['error: notFound is a failure, but answers with the status of a success, 200.', { answer: { status: 200 } }],
    ['error: notFound answers 302. Expected: 404.', { answer: { status: 302 } }],
    ['error: notFound closes the connection without an answer.', { answer: { status: 0, ended: 'cut' } }],
    ['error: notFound does not end its answer.', { answer: { status: 404, ended: 'timeout' } }],
    ['error: The answer of notFound breaks off.', { answer: { ended: 'cut' } }],
    ['error: notFound after the head completes the answer, so the client takes a part for the whole.', { expected: { isCut: true } }],
  ])('reports %s', (message, changes) => {
    expect(run(checkStatus, changes)).toEqual([message]);
  });

  it('accepts each expected status, a cut that is expected, and any status of a function that is not known', () => {
    expect(run(checkStatus, { expected: { statuses: [400, 404] } })).toEqual([]);
    expect(run(checkStatus, { expected: { isCut: true, statuses: [200] }, answer: { ended: 'cut', status: 200 } })).toEqual([]);
    expect(run(checkStatus, { expected: { statuses: [] }, answer: { status: 418 } })).toEqual([]);
  });
});

describe('the check of the media type', () => {
  it.each<[string, Changes]>([
    ['error: A program gets a page (text/html). Expected: application/problem+json.', { headers: { 'content-type': 'text/html; charset=utf-8' } }],
    ['error: A program gets text/plain. Expected: application/problem+json.', { headers: { 'content-type': 'TEXT/plain' } }],
    [
      'error: A browser gets JSON (application/json). Expected: text/html.',
      { exercise: { client: 'browser' }, expected: { types: ['text/html'] }, headers: { 'content-type': 'application/json' } },
    ],
    [
      'error: A client for markdown gets text/html. Expected: text/markdown.',
      { exercise: { client: 'markdown' }, expected: { types: ['text/markdown'] }, headers: { 'content-type': 'text/html' } },
    ],
    ['error: An answer with a body has no `Content-Type`.', { headers: { 'content-type': undefined } }],
    ['error: The body is declared as iso-8859-1.', { headers: { 'content-type': 'application/problem+json; charset="ISO-8859-1"' } }],
  ])('reports %s', (message, changes) => {
    expect(run(checkType, changes)).toEqual([message]);
  });

  it('accepts any type if the client accepts any, and a redirect that is expected', () => {
    expect(run(checkType, { expected: { types: [] }, headers: { 'content-type': 'application/vnd.shop+json' } })).toEqual([]);
    expect(run(checkType, { expected: { statuses: [303] }, answer: { status: 303 }, headers: { 'content-type': 'text/html' } })).toEqual([]);
  });
});

describe('the check of the body', () => {
  it.each<[string, Changes]>([
    ['error: The body is not JSON, but its type is application/problem+json.', { answer: { body: '{"title":' } }],
    ['error: The body is not JSON, but its type is application/problem+json.', { answer: { body: '[object Object]' } }],
    ['error: A problem document is no object.', json(['x'])],
    ['error: The `status` of a problem document is not the status of the answer.', json({ title: 'Not Found', status: 500 })],
    ['error: The `status` of a problem document is not the status of the answer.', json({ title: 'Not Found', status: '404' })],
    ['error: A problem document has no `title`.', json({ status: 404 })],
    ['error: A problem document has no `status`.', json({ title: 'Not Found' })],
    ['error: The `type` of a problem document is no URI reference.', json({ title: 'Not Found', status: 404, type: 'not a uri' })],
    ['error: The `instance` of a problem document is no URI reference.', json({ title: 'Not Found', status: 404, instance: '/orders/%zz' })],
    ['error: The `detail` of a problem document is no text.', json({ title: 'Not Found', status: 404, detail: {} })],
    ['error: A failure is answered with an empty body.', { answer: { body: '' } }],
    ['error: The `Content-Length` is not the length of the body.', { headers: { 'content-length': '7' } }],
    ['error: The body is not valid UTF-8.', { answer: { body: '{"title":"caf\uFFFD"}', bytes: 16 } }],
    ['error: The body is HTML, but its type is text/plain.', { answer: { body: '\n<!DOCTYPE html><p>' }, headers: { 'content-type': 'text/plain' } }],
    [
      'error: The body is HTML, but its type is text/markdown.',
      { answer: { body: '<html lang="en">' }, headers: { 'content-type': 'text/markdown; charset=utf-8' } },
    ],
    ['error: The answer to HEAD has a body.', { exercise: { method: 'HEAD' } }],
    ['error: The answer 204 has a body.', { answer: { status: 204 } }],
    [
      'error: The answer 204 has a `Content-Length`, so some clients wait for a body.',
      { answer: { status: 204, body: '' }, headers: { 'content-length': '3' } },
    ],
  ])('reports %s', (message, changes) => {
    expect(run(checkBody, changes)).toEqual([message]);
  });

  it.each<[string, Changes]>([
    ['a problem with a type', json({ type: 'https://shop.example/gone?x=%20', title: 'Not Found', status: 404 })],
    ['a relative type', json({ type: '/problems/gone', title: 'Not Found', status: 404, instance: 'urn:uuid:1' })],
    ['a replacement character that the app has sent', { answer: { body: '{"title":"\uFFFD","status":404}' } }],
    ['JSON of the app', { ...own, ...json('gone'), headers: { 'content-type': 'application/json', 'error-reference': undefined } }],
    ['a compressed body', { answer: { body: 'x', bytes: 9 }, headers: { 'content-encoding': 'gzip', 'content-type': 'text/plain', 'content-length': '5' } }],
    ['Markdown with HTML in it', { answer: { body: '# 404\n\n<b>x</b>' }, headers: { 'content-type': 'text/markdown' } }],
    ['a body that was cut off for the report', { answer: { body: '['.repeat(1_000_000), bytes: 2_000_000 }, headers: { 'content-length': '2000000' } }],
  ])('accepts %s', (_, changes) => {
    expect(run(checkBody, changes)).toEqual([]);
  });
});

describe('the check of the size', () => {
  it.each<[number, readonly string[]]>([
    [64 * 1024, []],
    [64 * 1024 + 1, ['warning: The page of a failure has more than 64 kB.']],
    [600 * 1024, ['error: The page of a failure has more than 512 kB.']],
  ])('reports a page of %i bytes as %j', (bytes, found) => {
    expect(
      (checkSize(playedPage('x'.repeat(bytes)), about()) as readonly { message: string; severity: string }[]).map(
        ({ message, severity }) => `${severity}: ${message}`,
      ),
    ).toEqual(found);
  });
});

describe('the check of the header fields', () => {
  const unauthorized = { answer: { status: 401 } };
  it.each<[string, Changes]>([
    ['error: A failure may be stored by a cache: its `Cache-Control` is not `no-store`.', { headers: { 'cache-control': undefined } }],
    ['error: A failure may be stored by a cache: its `Cache-Control` is not `no-store`.', { headers: { 'cache-control': 'no-cache, private' } }],
    [
      'error: An answer has no `X-Content-Type-Options: nosniff`, so a browser may read its body as another type.',
      { headers: { 'x-content-type-options': undefined } },
    ],
    [
      'error: A cache may mix the page and the JSON of an answer: `Vary` does not have `Accept`, `Sec-Fetch-Dest` and `X-Requested-With`.',
      { headers: { vary: 'Origin' } },
    ],
    ['error: A body that is not a page has no `Content-Security-Policy`.', { headers: { 'content-security-policy': undefined } }],
    ['error: A 401 has no `WWW-Authenticate`.', unauthorized],
    ['error: The `WWW-Authenticate` of a 401 is no challenge.', { ...unauthorized, headers: { 'www-authenticate': '"x"' } }],
    ['error: `Allow` is no list of methods.', { headers: { allow: 'GET;POST' } }],
    ['error: `Retry-After` is neither a number of seconds nor a date.', { headers: { 'retry-after': 'soon' } }],
    ['error: `Retry-After` is neither a number of seconds nor a date.', { headers: { 'retry-after': '2026-01-01T00:00:00Z' } }],
    ['error: A redirect has no valid `Location`.', { answer: { status: 303 } }],
    ['warning: A cache keeps this failure for other visitors.', { ...own, headers: { 'cache-control': 'public, max-age=600', 'error-reference': undefined } }],
  ])('reports %s', (message, changes) => {
    expect(run(checkHeaders, changes)).toEqual([message]);
  });

  it.each<[string, Changes]>([
    [
      'fields of middleware',
      {
        headers: {
          vary: 'Origin, accept, SEC-FETCH-DEST, X-Requested-With',
          'cache-control': 'no-store, private',
          'content-security-policy': "default-src 'self'",
        },
      },
    ],
    ['Vary: *', { headers: { vary: '*' } }],
    [
      'a challenge, methods and delays',
      { ...unauthorized, headers: { 'www-authenticate': 'Bearer realm="orders", Basic', allow: 'GET, HEAD', 'retry-after': '120' } },
    ],
    ['an empty Allow', { headers: { allow: '' } }],
    ['a date to retry at', { headers: { 'retry-after': 'Wed, 01 Jul 2026 12:00:00 GMT' } }],
    [
      'an answer of the own response itself',
      {
        ...own,
        headers: {
          'cache-control': undefined,
          vary: undefined,
          'x-content-type-options': undefined,
          'error-reference': undefined,
          'content-security-policy': undefined,
        },
      },
    ],
    ['an answer of Node itself', { expected: { response: undefined }, headers: { vary: undefined, 'error-reference': undefined } }],
    ['a redirect of a form', { answer: { status: 303 }, headers: { location: '/signup', 'content-type': 'text/html' } }],
  ])('accepts %s', (_, changes) => {
    expect(run(checkHeaders, changes)).toEqual([]);
  });
});
