import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redirectTarget } from '../../core/values/redirect-target.ts';
import { type ReturnValues, returnValues } from './return-value.ts';

const DAY = 24 * 60 * 60;
const START = 1_800_000_000;
const keyed = (key: string | Uint8Array) => (text: string) => createHmac('sha256', key).update(text).digest('base64url');
const hmac = keyed('a key of the return values alone');
const at = (seconds: number, sign = hmac): ReturnValues => returnValues(sign, () => seconds);
const { write, read } = at(START);

const address = fc.oneof(
  fc.webPath().map((path) => `/${path.replace(/^\/+/, '')}`),
  fc.tuple(fc.webPath(), fc.webQueryParameters()).map(([path, query]) => `/${path.replace(/^\/+/, '')}?${query}`),
  fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => `/${text}`),
);
const goodAddress = address.filter((text) => redirectTarget(text, []) !== undefined);

describe('returnValues', () => {
  it('reads the page that was written, as a path that a form may be sent back to', () => {
    fc.assert(
      fc.property(address, (page) => {
        expect(read(write(page))).toBe(redirectTarget(page, []));
      }),
      { numRuns: 1_000 },
    );
  });

  it('writes a short text that needs no escaping in a form or an address', () => {
    fc.assert(
      fc.property(goodAddress, (page) => {
        expect(write(page)).toMatch(/^[\w.-]+$/);
        expect(write(page).length).toBeLessThanOrEqual(52 + Math.ceil(((redirectTarget(page, []) ?? '').length * 4) / 3));
      }),
    );
    expect(read(write(`/${'x'.repeat(2_047)}`))).toBe(`/${'x'.repeat(2_047)}`);
  });

  it('reads the nonce of the page, and none in a value of an older release', () => {
    expect(read(write('/signup', 'Ab-_1234'))).toBe('/signup');
    expect(at(START).nonce(write('/signup', 'Ab-_1234'))).toBe('Ab-_1234');
    expect(at(START).nonce(write('/signup'))).toBe('');
    const value = write('/signup', 'Ab-_1234');
    for (const changed of [value.replace('Ab-_1234', 'Ab-_1235'), value.replace('.Ab-_1234', ''), '', undefined]) {
      expect([read(changed), at(START).nonce(changed)]).toEqual([undefined, '']);
    }
  });

  it.each(['', 'signup', '//e.com', '/.//e.com', 'https://e.com/', 'javascript:alert(1)', '/a\\b', '/a\nb'])(
    'writes nothing for %j, to which no form is sent back',
    (page) => {
      expect(write(page)).toBe('');
      expect(read('')).toBeUndefined();
    },
  );

  it('is valid for 24 hours, also on a server whose clock is slightly late', () => {
    const value = write('/signup');
    expect(at(START + DAY - 1).read(value)).toBe('/signup');
    expect(at(START - 60).read(value)).toBe('/signup');
    for (const seconds of [START + DAY, START + 10 * DAY, START - 61, 0, Number.NaN]) expect(at(seconds).read(value)).toBeUndefined();
  });

  it('is invalid if one character is changed', () => {
    fc.assert(
      fc.property(goodAddress, fc.nat(), fc.constantFrom(...'abcdXYZ019-_.~ \u0000é'), (page, place, character) => {
        const value = write(page);
        const i = place % value.length;
        fc.pre(value[i] !== character);
        expect(read(value.slice(0, i) + character + value.slice(i + 1))).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it('is invalid if a part of it is missing, doubled, or from another value', () => {
    fc.assert(
      fc.property(goodAddress, goodAddress, fc.nat(), (page, other, place) => {
        const value = write(page);
        expect(read(value.slice(0, place % value.length))).toBeUndefined();
        expect(read(value.slice(1 + (place % value.length)))).toBeUndefined();
        for (const longer of [`${value}.`, `.${value}`, `${value}A`, ` ${value}`, `${value}\n`, value + value]) expect(read(longer)).toBeUndefined();
        const [seconds, , mac] = value.split('.');
        const [, foreign] = write(other).split('.');
        if (write(other) !== value) expect(read(`${seconds}.${foreign}.${mac}`)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('is invalid under another key, and under the same key for another purpose', () => {
    fc.assert(
      fc.property(goodAddress, fc.uint8Array({ minLength: 16, maxLength: 64 }), (page, key) => {
        expect(read(at(START, keyed(key)).write(page))).toBeUndefined();
        const [head] = /^.*(?=\.)/.exec(write(page)) ?? [];
        for (const text of [head, `${head}.`, `\n${head}`, `halyard flash 1\n${head}`]) expect(read(`${head}.${hmac(String(text))}`)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it('is invalid if the signed text is not a page of this origin', () => {
    const sign = (text: string): string => {
      const head = `${START.toString(36)}.${Buffer.from(text).toString('base64url')}`;
      return `${head}.${hmac(`halyard return value 1\n${head}`)}`;
    };
    expect(read(sign('/signup'))).toBe('/signup');
    for (const text of ['//e.com', 'https://e.com/', '/a\\b', '/a\nb', '/.//e.com', 'signup']) expect(read(sign(text))).toBeUndefined();
  });

  it('never throws, whatever the field contains', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.base64String(), fc.stringMatching(/^[\w-]{0,9}\.[\w-]{0,9}\.[\w-]{0,9}$/)),
        (value) => {
          expect(read(value)).toBeUndefined();
        },
      ),
      { numRuns: 2_000 },
    );
    expect(read({ toString: () => write('/signup') })).toBeUndefined();
    expect(read([write('/signup')])).toBeUndefined();
  });

  it('computes no hash for a text that is too long', () => {
    let asked = 0;
    const counting = at(START, (text) => {
      asked++;
      return hmac(text);
    });
    counting.read('x'.repeat(10_000_000));
    counting.read(`${'1'.repeat(9)}.YQ.YQ`);
    counting.read(`1.${'A'.repeat(2_732)}.YQ`);
    counting.read(`1.YQ.${'A'.repeat(129)}`);
    expect(asked).toBe(0);
  });

  it('is not guessed by a mac of any length', () => {
    const [head] = /^.*(?=\.)/.exec(write('/signup')) ?? [];
    for (const length of [1, 16, 32, 42, 43, 44, 128]) expect(read(`${head}.${randomBytes(128).toString('base64url').slice(0, length)}`)).toBeUndefined();
  });
});
