import { describe, expect, it } from 'vitest';
import { errorRecord } from './error-reading.ts';
import type { LibraryMapping } from './library-mapping.ts';

class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly code = 'E_TOKEN';
}

const mapValue = (value: unknown): LibraryMapping | undefined =>
  value instanceof TokenError ? { quotes: true, issues: [{ message: 'hunter2', path: ['token'], code: 'too_short' }] } : undefined;
const recordOf = (error: unknown) => errorRecord(error, () => 0, mapValue);

describe('the record of an error whose message quotes submitted values', () => {
  it('keeps the class, the code, the rules and the stack frames', () => {
    const record = recordOf(new TokenError('the token hunter2\n    at hunter2 (hunter2.js:1:1)'));
    expect(record).toMatchObject({ name: 'TokenError', code: 'E_TOKEN', message: expect.stringContaining('#/token too_short') });
    expect(record.stack).toMatch(/^TokenError: \(values left out\) #\/token too_short\n {4}at .*error-record-quotes/);
    expect(JSON.stringify(record)).not.toContain('hunter2');
  });

  it('finds a quote inside another error, which keeps its own message', () => {
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

  it('does not change the error itself', () => {
    const cause = new TokenError('hunter2');
    const error = Object.freeze(new Error('no session', { cause }));
    recordOf(error);
    expect([error.cause, cause.message]).toEqual([cause, 'hunter2']);
  });

  it('ends for chains, cycles, wide trees, and values that throw when they are read', () => {
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
    let calls = 0;
    const count = (): undefined => {
      calls++;
      return undefined;
    };
    for (const error of [circle, wide, throwing, Object.assign(new Error('m'), { errors: list }), Proxy.revocable(new Error('m'), {}).proxy])
      errorRecord(error, () => 0, count);
    expect(calls).toBeLessThan(150);
  });
});
