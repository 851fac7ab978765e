import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadEnvelope } from './bad-envelope.ts';
import { readEnvelope, VERBS } from './envelope.ts';

const handshake = { host: 'harbour.example', connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': 'x', cookie: 'a=1', accept: 'text/html' };
const rules = { named: new Set(['x-token']), dropped: () => undefined };

describe('readEnvelope', () => {
  it('makes of a message the request that a client would send', () => {
    expect(readEnvelope('post', { url: '/berths?x=1#top', data: { boat: 'Tern' }, headers: { 'X-Token': 1 } }, handshake, rules)).toEqual({
      method: 'POST',
      path: '/berths?x=1',
      headers: { host: 'harbour.example', cookie: 'a=1', accept: 'application/json', 'content-type': 'application/json', 'x-token': '1' },
      body: '{"boat":"Tern"}',
    });
  });

  it('merges params and data, data first', () => {
    expect(readEnvelope('put', { url: '/', params: { a: 1, b: 1 }, data: { b: 2 } }, handshake, rules).body).toBe('{"a":1,"b":2}');
    expect(readEnvelope('put', { url: '/', params: { a: 1 }, data: [1] }, handshake, rules).body).toBe('[1]');
  });

  it('sends a DELETE without data as a request without a body', () => {
    expect(readEnvelope('delete', { url: '/', data: {} }, handshake, rules).body).toBe(undefined);
    expect(readEnvelope('delete', { url: '/', data: { id: 1 } }, handshake, rules).body).toBe('{"id":1}');
  });

  it('reads a query that is there already on', () => {
    expect(readEnvelope('get', { url: '/?a=1', data: { b: [1, 2], c: null, d: { e: 'ü' } } }, handshake, rules).path).toBe('/?a=1&b=1&b=2&d%5Be%5D=%C3%BC');
  });

  it('returns a request that Node can send, or refuses, for any value', () => {
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true });
    const envelope = fc.oneof(
      anything,
      fc.record({ url: fc.oneof(fc.webPath(), fc.string(), anything), data: anything, headers: fc.oneof(fc.dictionary(fc.string(), anything), anything) }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...VERBS), envelope, (verb, message) => {
        try {
          const { path, headers, body } = readEnvelope(verb, message, handshake, rules);
          expect(path).toMatch(/^\/[\x21-\x7e]*$/);
          for (const [name, value] of Object.entries(headers)) expect(`${name}: ${value}`).toMatch(/^[!#$%&'*+\-.^_`|~\da-z]+: [\t\x20-\xff]*$/);
          expect(headers).toMatchObject({ host: 'harbour.example', cookie: 'a=1' });
          if (body !== undefined) JSON.parse(body);
        } catch (error) {
          expect(error).toBeInstanceOf(BadEnvelope);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
