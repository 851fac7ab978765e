import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedText, jsonBytes, singleLine } from './bounded-text.ts';

const anyText = fc.string({ maxLength: 200 });
const unpaired = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 }).map((units) => String.fromCharCode(...units));

describe('boundedText', () => {
  it('is never longer than its limit, and always well-formed', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, unpaired), fc.integer({ min: 16, max: 120 }), (text, limit) => {
        const shown = boundedText(text, limit);
        expect(shown.length).toBeLessThanOrEqual(limit);
        expect(shown.isWellFormed()).toBe(true);
      }),
    );
  });

  it('keeps a text that fits unchanged', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(boundedText(text, 400)).toBe(text.toWellFormed());
      }),
    );
  });

  it('marks the cut', () => {
    expect(boundedText('x'.repeat(100), 20)).toBe('xxxxxxxxxxxx … (cut)');
  });

  it('does not leave half of a character where it cuts', () => {
    expect(boundedText(`${'x'.repeat(11)}⚓🚢🚢🚢🚢🚢`, 21).isWellFormed()).toBe(true);
  });
});

describe('jsonBytes', () => {
  it('is never less than the bytes of the text in a JSON document', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, unpaired), (text) => {
        expect(jsonBytes(text)).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(text)) - 2);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is exact for ASCII without control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(jsonBytes(text)).toBe(JSON.stringify(text).length - 2);
      }),
    );
  });
});

describe('singleLine', () => {
  it('lets no control character and no line separator through', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, unpaired), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the expression matches control characters
        expect(singleLine(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
      }),
    );
  });

  it('keeps other characters unchanged', () => {
    expect(singleLine('Größe: 12 m, ⚓ "C" \\ done')).toBe('Größe: 12 m, ⚓ "C" \\ done');
  });

  it('shows the code of the character', () => {
    expect(singleLine('a\r\nlevel=error \u001b[31mred')).toBe('a\\u000d\\u000alevel=error \\u001b[31mred');
  });
});
