import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicOutcome } from '../../../tests/support/public-outcome.ts';
import { problemDocument } from './problem-document.ts';
import { problemText } from './problem-text.ts';

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '\\', '\n', '\u2028', '\ud800', '\u0000', 'ä', '⚓', '😀', '</script>'));
const perhaps = fc.option(anyText, { nil: undefined });
const issue = fc.record(
  {
    message: anyText,
    path: fc.array(fc.oneof(anyText, fc.nat(), fc.constant(Symbol('berth'))), { maxLength: 4 }),
    code: anyText,
    params: fc.dictionary(anyText, fc.oneof(anyText, fc.integer(), fc.boolean())),
    in: fc.constantFrom('query' as const, 'path' as const, 'header' as const),
  },
  { requiredKeys: ['message', 'path'] },
);

describe('problemText', () => {
  it('equals JSON.stringify of the problem document, for any texts', () => {
    const members = { type: perhaps, title: anyText, detail: perhaps, code: perhaps, reference: perhaps, issues: fc.array(issue, { maxLength: 4 }) };
    fc.assert(
      fc.property(fc.record(members), (parts) => {
        const outcome = publicOutcome(parts);
        expect(problemText(outcome)).toBe(JSON.stringify(problemDocument(outcome)));
      }),
    );
  });

  it.each([
    ['data', { data: { berth: 'P1', title: 'not ours' } }],
    ['data that is no object', { data: [1, 2] }],
    ['errors of development', { errors: [{ name: 'Error', message: 'm', stack: 'Error: m\n    at a (b.js:1:1)' }] }],
    ['a title that is no text', { title: 7 as never }],
  ])('writes %s as JSON.stringify does', (_, parts) => {
    const outcome = publicOutcome(parts);
    expect(problemText(outcome)).toBe(JSON.stringify(problemDocument(outcome)));
  });
});
