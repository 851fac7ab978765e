import { describe, expect, it } from 'vitest';
import { errorRecord } from './error-record.ts';
import type { Meaning } from './meaning.ts';
import { withoutQuotes } from './without-quotes.ts';

class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly code = 'E_TOKEN';
}

const understand = (value: unknown): Meaning | undefined =>
  value instanceof TokenError ? { quotes: true, issues: [{ message: 'hunter2', path: ['token'], code: 'too_short' }] } : undefined;
const recordOf = (error: unknown) => errorRecord(withoutQuotes(error, understand), () => 0);

describe('withoutQuotes', () => {
  it('gives every other value back as it is', () => {
    const inner = new Error('m');
    for (const value of [inner, new Error('m', { cause: inner }), new AggregateError([inner], 'm'), 'text', undefined, { message: 'm' }])
      expect(withoutQuotes(value, understand)).toBe(value);
  });

  it('keeps the class, the code, the rules and the frames of an error whose text quotes', () => {
    const record = recordOf(new TokenError('the token hunter2\n    at hunter2 (hunter2.js:1:1)'));
    expect(record).toMatchObject({ name: 'TokenError', code: 'E_TOKEN', message: expect.stringContaining('#/token too_short') });
    expect(record.stack).toMatch(/^TokenError: its text is not logged.*\n {4}at .*without-quotes/);
    expect(JSON.stringify(record)).not.toContain('hunter2');
  });

  it('finds it behind another error, which keeps its own text', () => {
    const errors = [
      new Error('no session', { cause: new TokenError('hunter2') }),
      new Error('no session', { cause: new Error('no token', { cause: new TokenError('hunter2') }) }),
      new AggregateError([new Error('m'), new TokenError('hunter2')], 'no session'),
      new Error('no session', { cause: new AggregateError([new TokenError('hunter2')], 'm') }),
    ];
    for (const error of errors) {
      const record = recordOf(error);
      expect(record.message).toBe('no session');
      expect(record.stack).toMatch(/\n {4}at /);
      expect(JSON.stringify(record)).toContain('TokenError');
      expect(JSON.stringify(record)).not.toContain('hunter2');
    }
  });

  it('leaves the error itself as it was (R24)', () => {
    const cause = new TokenError('hunter2');
    const error = Object.freeze(new Error('no session', { cause }));
    recordOf(error);
    expect([error.cause, cause.message]).toEqual([cause, 'hunter2']);
  });

  it('ends with chains, circles and wide trees, and with values that throw while they are read', () => {
    const circle = new Error('m');
    circle.cause = new AggregateError([circle, circle], 'm', { cause: circle });
    let wide: Error = new Error('m');
    for (let depth = 0; depth < 12; depth++) wide = new AggregateError(Array(32).fill(wide), 'm');
    const throwing = Object.defineProperty(new Error('m'), 'cause', {
      get: () => {
        throw new Error('no');
      },
    });
    const list = new Proxy([], {
      get: () => {
        throw new Error('no');
      },
    });
    let asked = 0;
    for (const error of [circle, wide, throwing, Object.assign(new Error('m'), { errors: list }), Proxy.revocable(new Error('m'), {}).proxy])
      withoutQuotes(error, () => {
        asked++;
        return undefined;
      });
    expect(asked).toBeLessThan(150);
  });
});
