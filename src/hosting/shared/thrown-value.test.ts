import { describe, expect, it } from 'vitest';
import { thrownValue, wrapThrown } from './thrown-value.ts';

describe('the carrier of a thrown value', () => {
  it.each([undefined, null, 'text', 404, { status: 400 }, Object.freeze(new Error('frozen'))])('is an Error, and returns %s', (value) => {
    const carrier = wrapThrown(value);
    expect(carrier).toBeInstanceOf(Error);
    expect(thrownValue(carrier)).toBe(value);
  });

  it('is not any other Error, whatever its cause', () => {
    const error = new Error('outer', { cause: 'inner' });
    expect(thrownValue(error)).toBe(error);
    expect(thrownValue('text')).toBe('text');
  });
});
