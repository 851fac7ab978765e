import { describe, expect, it } from 'vitest';
import { closeFrame } from './close-frame.ts';

const answer = (status: number, body: unknown) => ({ status, headers: {}, body });

describe('closeFrame', () => {
  it.each([
    [200, 1000],
    [400, 1008],
    [401, 1008],
    [403, 1008],
    [404, 1008],
    [422, 1008],
    [429, 1013],
    [500, 1011],
    [502, 1011],
    [503, 1013],
  ])('ends a %i with %i', (status, code) => {
    expect(closeFrame(answer(status, {})).code).toBe(code);
  });

  it('has status, title, reference and detail, in this order', () => {
    const { reason } = closeFrame(answer(403, { title: 'Forbidden', status: 403, reference: '7K3M-Q9TX', detail: 'Only the owner may' }));
    expect(reason).toBe('403 Forbidden 7K3M-Q9TX: Only the owner may');
  });

  it('has the first of several issues', () => {
    expect(closeFrame(answer(400, { title: 'Bad Request', errors: [{ detail: 'Too long' }, { detail: 'Too wide' }] })).reason).toBe(
      '400 Bad Request: Too long',
    );
  });

  it.each(['x', 'ü', '€', '🚢', '\ud800'])('is at most 123 bytes long, and is not cut within a character: %j', (character) => {
    for (let length = 60; length < 140; length++) {
      const reason = Buffer.from(closeFrame(answer(403, { title: 'Forbidden', detail: character.repeat(length) })).reason);
      expect(reason.length).toBeLessThanOrEqual(123);
      expect(new TextDecoder('utf-8', { fatal: true }).decode(reason)).toMatch(/^403 Forbidden: /);
    }
  });

  it('has the phrase of a success', () => {
    expect([200, 201, 204, 302].map((status) => closeFrame(answer(status, undefined)).reason)).toEqual([
      '200 OK',
      '201 Created',
      '204 No Content',
      '302 Found',
    ]);
    expect(closeFrame(answer(200, 'text')).reason).toBe('200 OK');
  });

  it('has no control characters', () => {
    const { reason } = closeFrame(answer(403, { title: 'For\tbidden', detail: 'a\r\nb\u0000c\u001b[31md\u0085e\u2028f\u007f' }));
    expect(reason).toBe('403 For bidden: a b c [31md e f');
  });

  it('accepts any body', () => {
    for (const body of [undefined, null, 'text', 1, []]) expect(closeFrame(answer(500, body)).reason).toBe('500 Internal Server Error');
  });
});
