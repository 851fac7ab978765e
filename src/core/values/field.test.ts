import { validateHeaderName, validateHeaderValue } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSendable } from './field.ts';

describe('isSendable', () => {
  it('accepts no field for which Node throws', () => {
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.integer({ min: 0, max: 0x1ff })).map((units) => String.fromCharCode(...units)),
      fc.constantFrom('x-a', 'a\r\nb: c', 'a b', '', 'café', '\u0000'),
    );
    fc.assert(
      fc.property(text, text, (name, value) => {
        if (!isSendable(name, value)) return;
        expect(() => validateHeaderName(name)).not.toThrow();
        expect(() => validateHeaderValue(name, value)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, unknown]>([
    ['x-request-id', 'abc-1'],
    ['www-authenticate', 'Bearer realm="berths", error="invalid_token"'],
    ['allow', ''],
    ['x-name', 'Größe'],
    ['x-tab', 'a\tb'],
    ['upgrade', 'websocket'],
  ])('accepts %s: %j', (name, value) => {
    expect(isSendable(name, value)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['x-a', 'b\r\nset-cookie: sid=1'],
    ['x-a', 'b\nc'],
    ['x-a', 'b\u0000'],
    ['x-a', '⚓'],
    ['x-a', 42],
    ['x-a', undefined],
    ['x-a', ['b', 'c']],
    ['x a', 'b'],
    ['', 'b'],
    ['x-a:', 'b'],
    ['x-a\r\nset-cookie', 'b'],
    ['x-a', 'x'.repeat(100_000)],
  ])('refuses %j: %j', (name, value) => {
    expect(isSendable(name, value)).toBe(false);
  });

  it.each([
    'connection',
    'content-length',
    'transfer-encoding',
    'keep-alive',
    'te',
    'trailer',
    'proxy-connection',
    'Content-Length',
    'Transfer-Encoding',
    'CONNECTION',
  ])('refuses %s, which frames the message', (name) => {
    expect(isSendable(name, '5')).toBe(false);
  });
});
