import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { reportedRequest } from '../../../src/development/report/request.ts';
import { requestOf } from '../hints/situation-of.ts';

const KEY = 'sk_live_51H8xkJ2eZvKYlo2C0aBcDeFgHiJkLmNoP';

function report(given: Parameters<typeof requestOf>[0] & { readonly body?: unknown } = {}) {
  const { body } = given;
  return reportedRequest({ ...requestOf(given), ...('body' in given && { parsed: () => body }) }, undefined, () => performance.now());
}

const bodyOf = (body: unknown): unknown => JSON.parse(report({ body }).body ?? 'null');

describe('the request of the report', () => {
  it.each([
    ['/a?password=hunter2&page=2', '/a?password=[masked]&page=2'],
    ['/a?p%61ssword=hunter2', '/a?p%61ssword=[masked]'],
    ['/a?user%5Bpassword%5D=hunter2', '/a?user%5Bpassword%5D=[masked]'],
    [`/a?note=${KEY}`, '/a?note=[masked]'],
    [`/a?note=${KEY.replaceAll('_', '%5F')}`, '/a?note=[masked]'],
    [`/keys/${KEY}/show`, '/keys/[masked]'],
    [`/a?${KEY}`, '/a?[masked]'],
    ['/a?b=c#access_token=abcdef123456', '/a?b=c#access_token=[masked]'],
    ['/caf%C3%A9?q=a+b', '/caf%C3%A9?q=a+b'],
  ])('masks the address %s', (url, shown) => {
    expect(report({ url }).url).toBe(shown);
  });

  it('masks header fields by name and by value, and leaves out the pseudo-header fields of HTTP/2', () => {
    const headers = {
      ':authority': 'localhost',
      host: 'localhost:1337',
      authorization: 'Bearer abc.def.ghi',
      'proxy-authorization': 'nospace',
      cookie: 'sid=abc; theme=dark',
      'x-api-key': 'k-1234',
      'cf-access-jwt-assertion': 'e.y.j',
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-access-token': 'tok',
      'sec-fetch-mode': 'navigate',
      referer: 'http://localhost/reset?token=abcdef&page=2',
      'x-note': KEY,
      'x-acme': 'f83kd92ms01xq7ab4',
      'x-correlation-id': 'f83kd92ms01xq7ab4',
    };
    const { headers: shown, cookies } = report({ headers });
    expect(Object.fromEntries(shown)).toEqual({
      host: 'localhost:1337',
      authorization: 'Bearer [masked]',
      'proxy-authorization': '[masked]',
      cookie: '[masked]',
      'x-api-key': '[masked]',
      'cf-access-jwt-assertion': '[masked]',
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-access-token': '[masked]',
      'sec-fetch-mode': 'navigate',
      referer: 'http://localhost/reset?token=[masked]&page=2',
      'x-note': '[masked]',
      'x-acme': '[masked]',
      'x-correlation-id': 'f83kd92ms01xq7ab4',
    });
    expect(cookies).toEqual([
      ['sid', '[masked]'],
      ['theme', '[masked]'],
    ]);
  });

  it('masks the members of a body by name and by value, at any depth, also in a text of JSON', () => {
    const body = { name: 'Ann', password: 'hunter2', card: { cvv: '123', note: KEY }, list: [{ token: 'abc' }] };
    const shown = { name: 'Ann', password: '[masked]', card: { cvv: '[masked]', note: '[masked]' }, list: [{ token: '[masked]' }] };
    expect(bodyOf(body)).toEqual(shown);
    expect(bodyOf(JSON.stringify(body))).toEqual(shown);
  });

  it('shows of a file its name, type and size, and of bytes and streams no content', () => {
    const form = new FormData();
    form.append('note', 'hello');
    form.append('photo', new File(['content of the file'], 'me.png', { type: 'image/png' }));
    expect(bodyOf(form)).toEqual({ note: 'hello', photo: '[file: "me.png", image/png, 19 bytes]' });
    const multer = { fieldname: 'photo', originalname: 'me.png', mimetype: 'image/png', size: 19, buffer: Buffer.from('content of the file') };
    expect(JSON.parse(report({ native: { file: multer }, body: { note: 'hello' } }).body ?? '')).toEqual({
      note: 'hello',
      file: '[file: "me.png", image/png, 19 bytes]',
    });
    expect(report({ body: Buffer.from('content of the file') }).body).toBe('[19 bytes]');
    expect(report({ body: Readable.from(['content']) }).body).toBe('[a stream, which is not read]');
    expect(report({ native: { files: [multer] }, body: {} }).body).not.toContain('content of');
  });

  it('shows no body that nothing has parsed', () => {
    expect(report().body).toBeUndefined();
    expect(report({ body: undefined }).body).toBeUndefined();
    expect(report({ body: {} }).body).toBeUndefined();
  });

  it('cuts a large body, and stands one that contains itself', () => {
    const cyclic: Record<string, unknown> = { a: 1 };
    cyclic['self'] = cyclic;
    expect(report({ body: cyclic }).body).toBeDefined();
    const large = report({ body: { text: 'x'.repeat(1_000_000), list: Array.from({ length: 100_000 }, (_, i) => i) } }).body ?? '';
    expect(large.length).toBeLessThan(40_000);
  });

  it('never throws, whatever a getter of the request does', () => {
    const throws = (): never => {
      throw new Error('read');
    };
    const hostile = new Proxy(requestOf({}), { get: throws });
    expect(() => reportedRequest(hostile, undefined, () => 0)).not.toThrow();
    const one = { ...requestOf({ url: '/orders' }), parsed: throws };
    expect(reportedRequest(one, undefined, () => 0)).toMatchObject({ url: '/orders', body: '[unreadable]' });
    const body = Object.defineProperty({ a: 1 }, 'b', { enumerable: true, get: throws });
    expect(report({ body }).body).toContain('"a": 1');
  });
});
