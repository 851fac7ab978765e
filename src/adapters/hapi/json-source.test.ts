import type { RouteOptions } from '@hapi/hapi';
import joi from 'joi';
import { describe, expect, it } from 'vitest';
import { ask, hapiServer } from '../../../tests/support/hapi-server.ts';

describe('the data of h.ok() on hapi', () => {
  it.each<[string, RouteOptions, unknown, string]>([
    ['a schema', { response: { schema: joi.object({ id: joi.number().strict() }) } }, { id: 7 }, '{"id":7}'],
    ['a schema of a text', { response: { schema: joi.string().max(4) } }, 'text', '"text"'],
    [
      'response.modify',
      { response: { modify: true, options: { stripUnknown: true }, schema: joi.object({ id: joi.number() }) } },
      { id: 7, secret: 1 },
      '{"id":7}',
    ],
    ['the route’s replacer', { json: { replacer: ['id'] } }, { id: 7, secret: 1 }, '{"id":7}'],
    ['the route’s escape', { json: { escape: true } }, { id: '</script>' }, '{"id":"\\u003c/script\\u003e"}'],
    [
      'an extension that reads it',
      { ext: { onPostHandler: { method: ({ response }, h) => h.response({ was: (response as never)['source'] }) } } },
      7,
      '{"was":7}',
    ],
  ])('is a value for %s', async (_, options, data, text) => {
    const { server } = await hapiServer();
    server.route({ method: 'GET', path: '/', options, handler: (_request, h) => h.ok(data) });
    const answer = await ask(server);
    expect([answer.status, answer.text]).toEqual([200, text]);
  });

  it.each<[unknown]>([[{ id: 7, list: [1, 'two', null], at: undefined }], [[]], ['text'], [''], [0], [false], [null], [new Map([['a', 1n]])], [new Date(0)]])(
    'is the same JSON as the text that Halyard writes: %o',
    async (data) => {
      const { server } = await hapiServer();
      const { server: other } = await hapiServer();
      let text = '';
      server.route({ method: 'GET', path: '/', handler: (_request, h) => h.ok(data) });
      const answer = await ask(server);
      other.route({
        method: 'GET',
        path: '/',
        handler: (request, h) => {
          h.ok(data);
          text = bodyOf(request);
          return h.ok(data);
        },
      });
      await ask(other);
      expect(answer.text).toBe(text);
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
    },
  );
});

/** The body as Halyard has written it, which is on the exchange of the request. */
function bodyOf(request: object): string {
  const key = Object.getOwnPropertySymbols(request).find(({ description }) => description === 'halyard.exchange') as symbol;
  return (request as Record<symbol, { readonly representation: { readonly body: string } }>)[key]?.representation.body as string;
}
