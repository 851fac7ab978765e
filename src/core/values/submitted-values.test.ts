import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SubmittedValues } from './submitted-values.ts';

function isQuoted(text: string, value: unknown, rule?: Readonly<Record<string, unknown>>): boolean {
  return new SubmittedValues(value).quotedBy(text, rule);
}

describe('SubmittedValues', () => {
  it.each<[string, unknown, string]>([
    ['a text', 'hunter2', 'password with value hunter2 fails'],
    ['in JSON', 'hun"ter\n2', `got ${JSON.stringify('hun"ter\n2')}`],
    ['in JSON in JSON', 'hun"ter\n2', `got ${JSON.stringify(JSON.stringify('hun"ter\n2'))}`],
    ['in HTML', '<hunter>&"2', '&lt;hunter&gt;&amp;&quot;2 is not valid'],
    ['in an address', 'hunter/2?', 'at hunter%2F2%3F'],
    ['in another case', 'Hunter2', 'HUNTER2 is in use'],
    ['in another case, with a letter that comes apart in it', 'ab\u03b9\u0308\u0301cd', 'AB\u0399\u0308\u0301CD is in use'],
    ['without its accents', 'Sturmvögel', 'sturmvogel is in use'],
    ['cut', 'correct horse battery', 'received "correct horse ba…"'],
    ['a number', 7_351_946, 'received 7,351,946'],
    ['a date', new Date('2026-11-29T10:00:00Z'), 'received 2026-11-29'],
    ['a member of a list', ['x', { deep: 'hunter2' }], 'no hunter2'],
    ['a member of a map', new Map([['a', new Set(['hunter2'])]]), 'no hunter2'],
    ['a body that came as a name', { '{"pin":"hunter2"}': '' }, '"{"pin":"hunter2"}" is not allowed'],
    ['signs alone', '$$$$$$', 'not $$$$$$'],
    ['a short text that stands alone', 'ab', 'no "ab"'],
    ['a short number', 42, 'got 42'],
  ])('finds a quote: %s', (_, value, text) => {
    expect(isQuoted(text, value)).toBe(true);
  });

  it.each<[string, unknown, string, Readonly<Record<string, unknown>>?]>([
    ['a short text within a word', 'at', 'must match the format'],
    ['the limit of the rule', 8, 'must have 8 characters', { limit: 8 }],
    ['another text', 'hunter2', 'must have 8 characters'],
    ['nothing', undefined, 'is required'],
    ['an empty text', '', 'is required'],
    ['a truth value', true, 'must be true'],
    ['a sign', '@', 'must have an @'],
    ['the name of a field', { password: '' }, 'password is required'],
  ])('finds no quote: %s', (_, value, text, rule) => {
    expect(isQuoted(text, value, rule)).toBe(false);
  });

  it('finds the value of another field if it stands alone', () => {
    const values = new SubmittedValues({ via: 'mail', pin: '73' });
    expect(values.mentionedBy('not by mail')).toBe(true);
    expect(values.mentionedBy('must be an email address')).toBe(false);
    // The value is too short to be distinguished from the words around it.
    expect(values.mentionedBy('at most 73')).toBe(false);
  });

  it('treats every text as a quote if there are more values than it reads', () => {
    expect(
      isQuoted(
        'is required',
        Array.from({ length: 5_000 }, (_, i) => `value ${i}`),
      ),
    ).toBe(true);
  });

  it('finds any text of five letters or more, in JSON and in quotation marks, and never throws (property)', () => {
    // A mathematical letter has two UTF-16 units, and becomes one letter.
    const lettersIn = (text: string): string =>
      text
        .normalize('NFKC')
        .toUpperCase()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '');
    const typed = fc.string({ minLength: 5, unit: 'grapheme' }).filter((text) => lettersIn(text).length >= 5);
    fc.assert(
      fc.property(typed, (text) => {
        for (const quote of [text, JSON.stringify(text), `'${text}'`, text.toUpperCase().length === text.length ? text.toUpperCase() : text]) {
          expect(isQuoted(`Found ${quote}, which is not valid`, { deep: [text] })).toBe(true);
        }
      }),
    );
    fc.assert(
      fc.property(fc.anything({ withMap: true, withSet: true, withDate: true, withBigInt: true, withNullPrototype: true }), fc.string(), (value, text) => {
        expect(typeof isQuoted(text, value)).toBe('boolean');
      }),
    );
  });
});
