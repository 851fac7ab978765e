import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicOutcome } from '../../../tests/support/public-outcome.ts';
import { problemDocument } from './problem-document.ts';
import { problemText } from './problem-text.ts';

const word = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '\\', '\n', '\u2028', '\ud800', '\u0000', 'ä', '⚓', '😀', '</script>'));
const perhaps = fc.option(word, { nil: undefined });
const issue = fc.record(
  {
    message: word,
    path: fc.array(fc.oneof(word, fc.nat(), fc.constant(Symbol('berth'))), { maxLength: 4 }),
    code: word,
    params: fc.dictionary(word, fc.oneof(word, fc.integer(), fc.boolean())),
    in: fc.constantFrom('query' as const, 'path' as const, 'header' as const),
  },
  { requiredKeys: ['message', 'path'] },
);

describe('problemText', () => {
  it('is what JSON.stringify says of the problem document, whatever its words', () => {
    const members = { type: perhaps, title: word, detail: perhaps, code: perhaps, reference: perhaps, issues: fc.array(issue, { maxLength: 4 }) };
    fc.assert(
      fc.property(fc.record(members), (given) => {
        const outcome = publicOutcome(given);
        expect(problemText(outcome)).toBe(JSON.stringify(problemDocument(outcome)));
      }),
    );
  });

  it.each([
    ['data', { data: { berth: 'P1', title: 'not ours' } }],
    ['data that is no object', { data: [1, 2] }],
    ['errors of development', { errors: [{ name: 'Error', message: 'm', stack: 'Error: m\n    at a (b.js:1:1)' }] }],
    ['a title that is no text', { title: 7 as never }],
  ])('has %s in it as JSON.stringify has', (_, given) => {
    const outcome = publicOutcome(given);
    expect(problemText(outcome)).toBe(JSON.stringify(problemDocument(outcome)));
  });
});
