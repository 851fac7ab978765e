import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canariesOf } from '../model/canary.ts';
import { canaryFinder, excerptOf } from './canary-finder.ts';

const canaries = canariesOf('k3jd9s0wq1m5');
const find = canaryFinder(canaries);
const placesIn = (text: string): readonly string[] => find(text).map(({ canary }) => canary.place);
const hexOf = (text: string): readonly string[] => Array.from(Buffer.from(text), (byte) => byte.toString(16).padStart(2, '0'));
const each = (write: (code: number) => string) => (value: string) => Array.from(value, (char) => write(char.charCodeAt(0))).join('');

/** Each way in which an app can write a value. */
const ENCODINGS: Readonly<Record<string, (value: string) => string>> = {
  raw: (value) => value,
  'in lower case': (value) => value.toLowerCase(),
  'in upper case': (value) => value.toUpperCase(),
  'JSON escapes': each((code) => `\\u${code.toString(16).padStart(4, '0')}`),
  'JSON escapes in upper case': each((code) => `\\u${code.toString(16).padStart(4, '0').toUpperCase()}`),
  'JavaScript escapes': each((code) => `\\x${code.toString(16)}`),
  'code point escapes': each((code) => `\\u{${code.toString(16)}}`),
  'escapes in a nested JSON text': (value) => JSON.stringify(JSON.stringify(JSON.stringify(ENCODINGS['JSON escapes']?.(value)))),
  'decimal references of HTML': each((code) => `&#${code};`),
  'hexadecimal references of HTML': each((code) => `&#x${code.toString(16)};`),
  'padded references of HTML': each((code) => `&#x0000${code.toString(16)};`),
  'escapes of a URL': each((code) => `%${code.toString(16)}`),
  'escapes of a URL, twice': each((code) => `%25${code.toString(16)}`),
  'escapes of a URL in HTML': each((code) => `&#37;${code.toString(16)}`),
  'some escapes': (value) => value.replace(/[aeiou]/g, (char) => `&#${char.charCodeAt(0)};`),
  hexadecimal: (value) => hexOf(value).join(''),
  'hexadecimal in upper case': (value) => hexOf(value).join('').toUpperCase(),
  'hexadecimal, as Node shows a Buffer': (value) => hexOf(value).join(' '),
  'hexadecimal with colons': (value) => hexOf(value).join(':'),
  'quoted-printable': (value) => `=${hexOf(value).join('=')}`,
  'the JSON of a Buffer': (value) => JSON.stringify(Buffer.from(value)),
  'a list of bytes': (value) => `[ ${Array.from(Buffer.from(value)).join(', ')} ]`,
  base64: (value) => Buffer.from(value).toString('base64'),
  'base64 for URLs': (value) => Buffer.from(value).toString('base64url'),
  'base64 of upper case': (value) => Buffer.from(value.toUpperCase()).toString('base64'),
  'hexadecimal of upper case': (value) => hexOf(value.toUpperCase()).join(''),
  'base64 after one byte': (value) => Buffer.from(`{${value}}`).toString('base64'),
  'base64 after two bytes': (value) => Buffer.from(`é${value}é`).toString('base64url'),
  'a part of a token': (value) => `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify({ user: 7, of: value, exp: 1 })).toString('base64url')}.c2ln`,
  'base64 in an address': (value) => encodeURIComponent(Buffer.from(`a${value}`).toString('base64')),
  'a word in which it may break': (value) => value.replace(/.{5}/g, '$&<wbr>'),
  'coloured code': each((code) => `<span class="hljs-string">${String.fromCharCode(code)}</span>`),
  'soft hyphens': (value) => value.replace(/.{5}/g, '$&\u00ad'),
  'soft hyphens of HTML': (value) => value.replace(/.{5}/g, '$&&shy;'),
  'spaces without width': (value) => value.split('').join('\u200b'),
  'cut off': (value) => value.slice(0, -6),
};

describe('the finder of canaries', () => {
  it.each(Object.entries(ENCODINGS))('finds a value as %s', (_, encode) => {
    for (const { value, place } of canaries) expect(placesIn(`<p>${encode(value)}</p>`)).toContain(place);
  });

  it('finds any encoding of any canary in any surroundings', () => {
    const encodings = fc.constantFrom(...Object.values(ENCODINGS));
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('\\', '%', '&#', '\\u00', '=', '\u0130', 'zq', 'eyJ'));
    fc.assert(
      // A digit or letter beside an escape can belong to it, as `&#12` before `2` does, so the value stands between quotes.
      fc.property(text, text, fc.constantFrom(...canaries), encodings, (before, after, { value, place }, encode) => {
        expect(placesIn(`${before} "${encode(value)}" ${after}`)).toContain(place);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds base64 with any bytes before and after', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 9 }),
        fc.uint8Array({ maxLength: 9 }),
        fc.constantFrom(...canaries),
        fc.constantFrom('base64', 'base64url'),
        (before, after, { value, place }, alphabet) => {
          const bytes = Buffer.concat([before, Buffer.from(value), after]);
          expect(placesIn(bytes.toString(alphabet as 'base64'))).toEqual([place]);
        },
      ),
    );
  });

  it('finds nothing in texts without a canary', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.base64String(), fc.webUrl(), fc.json());
    fc.assert(
      fc.property(text, (other) => {
        expect(placesIn(other)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['the message of an error', 'zqmessage', 'k3jd9s0wq1m', 'eyJhbGciOiJIUzI1NiJ9', '<p>zqcookie and zqbody</p>'])(
    'does not find a canary in %s',
    (text) => {
      expect(placesIn(text)).toEqual([]);
    },
  );

  it('names the encoding, and only the canary that is there', () => {
    const cookie = canaries.find(({ place }) => place === 'cookie')?.value as string;
    expect(find(`x${Buffer.from(cookie).toString('base64')}`)).toMatchObject([{ canary: { place: 'cookie' }, encoding: 'base64' }]);
    expect(find(`x${hexOf(cookie).join('')}`)).toMatchObject([{ canary: { place: 'cookie' }, encoding: 'hexadecimal' }]);
    expect(find(cookie)).toMatchObject([{ canary: { place: 'cookie' }, encoding: undefined }]);
  });

  it('finds canaries that have no end in common', () => {
    const own = [
      { place: 'config', value: 'first-secret-of-all', mayBeLogged: false },
      { place: 'cookie', value: 'otherValueOfThem', mayBeLogged: false },
    ] as const;
    expect(canaryFinder(own)(Buffer.from('..otherValueOfThem').toString('base64')).map(({ canary }) => canary.place)).toEqual(['cookie']);
  });

  it('shows the surroundings without any canary', () => {
    const text = `${'a'.repeat(300)} message: ${canaries[0]?.value}, cookie: ${canaries[5]?.value} ${'b'.repeat(300)}`;
    const [hit] = find(text);
    const excerpt = excerptOf(hit as NonNullable<typeof hit>, canaries);
    expect(excerpt).toMatch(/^a+ message: ‹canary: message›, cookie: ‹canary: cookie› b+$/);
    expect(find(excerpt)).toEqual([]);
    expect(excerpt.length).toBeLessThan(300);
  });

  it.each([
    ['backslashes', '\\'],
    ['starts of escapes', '\\u00'],
    ['starts of references', '&#x00'],
    ['percent signs', '%25'],
    ['one letter', 'z'],
    ['starts of canaries', 'zqmessage'],
    ['lines of base64', `${'QUJD'.repeat(19)}\n`],
  ])('reads a megabyte of %s in linear time', (_, piece) => {
    const began = performance.now();
    find(piece.repeat(1_000_000 / piece.length));
    // In quadratic time this takes minutes.
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
