import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { isError, isPlainObject, readDeclared, readOwn } from './guarded-read.ts';

const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

describe('isError', () => {
  it('accepts an Error of another realm', () => {
    expect(isError(runInNewContext('new TypeError("elsewhere")'))).toBe(true);
  });

  it.each<[string, unknown]>([
    ['an object with a message', { message: 'no' }],
    ['a text', 'Error'],
    ['null', null],
    ['a revoked Proxy', revoked],
    [
      'a Proxy whose traps throw',
      new Proxy(
        {},
        {
          getPrototypeOf: () => {
            throw new Error('no');
          },
        },
      ),
    ],
  ])('refuses %s', (_, value) => {
    expect(isError(value)).toBe(false);
  });
});

describe('readDeclared', () => {
  class Refused extends Error {}
  Object.assign(Refused.prototype, { status: 403 });

  it('reads the members of the error and of its classes', () => {
    expect(readDeclared(Object.assign(new Error(), { status: 404 }), 'status')).toBe(404);
    expect(readDeclared(new Refused(), 'status')).toBe(403);
    expect(readDeclared(new (class extends Refused {})(), 'status')).toBe(403);
  });

  it('does not read Error.prototype and Object.prototype', () => {
    for (const prototype of [Error.prototype, Object.prototype] as unknown as Record<string, unknown>[]) {
      prototype['expose'] = true;
      try {
        expect(readDeclared(new Error(), 'expose')).toBeUndefined();
        expect(readDeclared(new Refused(), 'expose')).toBeUndefined();
        expect(readDeclared({}, 'expose')).toBeUndefined();
      } finally {
        delete prototype['expose'];
      }
    }
  });

  it('ends for an endless chain of prototypes', () => {
    const endless: object = new Proxy({}, { getPrototypeOf: () => endless, has: () => true });
    expect(readDeclared(endless, 'status')).toBeUndefined();
  });
});

describe('readOwn', () => {
  it('does not read inherited members', () => {
    expect(readOwn(Object.create({ status: 404 }), 'status')).toBeUndefined();
  });

  it('returns undefined for a value that cannot be read', () => {
    expect(readOwn(revoked, 'status')).toBeUndefined();
    expect(
      readOwn(
        {
          get status(): never {
            throw new Error('no');
          },
        },
        'status',
      ),
    ).toBeUndefined();
    expect(readOwn(undefined, 'status')).toBeUndefined();
  });
});

describe('isPlainObject', () => {
  it.each<[string, unknown, boolean]>([
    ['an object literal', {}, true],
    ['one without a prototype', Object.create(null), true],
    ['one of another realm', runInNewContext('({})'), true],
    ['a list', [], false],
    ['an Error', new Error(), false],
    ['an instance of a class', new (class Berth {})(), false],
    ['null', null, false],
    ['a revoked Proxy', revoked, false],
  ])('%s', (_, value, expected) => {
    expect(isPlainObject(value)).toBe(expected);
  });
});
