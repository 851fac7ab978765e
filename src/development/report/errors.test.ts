import { describe, expect, it } from 'vitest';
import { reportedError } from './errors.ts';
import type { ReportedError } from './reported-error.ts';

const now = () => performance.now();
const report = (value: unknown): ReportedError => reportedError(value, { now });

function withStack(error: Error, stack: unknown): Error {
  return Object.defineProperty(error, 'stack', { value: stack, configurable: true });
}

/** A stack of so many frames of other packages. */
function frames(count: number): string {
  return Array.from({ length: count }, (_, i) => `    at f${i} (/app/node_modules/deep/lib/f.js:${i + 1}:1)`).join('\n');
}

describe('the report of an error', () => {
  it('has the class, the message with its lines, and the code', () => {
    class PaymentError extends Error {
      code = 'E_CARD';
    }
    expect(report(new PaymentError('refused\nby the bank'))).toMatchObject({
      name: 'PaymentError',
      message: 'refused\nby the bank',
      code: 'E_CARD',
      members: [],
    });
    expect(report(new TypeError('x')).name).toBe('TypeError');
  });

  it('follows causes, also those that are no errors', () => {
    const error = new Error('outer', { cause: new Error('inner', { cause: { message: 'plain', code: 7, extra: 'kept' } }) });
    expect(report(error)).toMatchObject({ cause: { message: 'inner', cause: { name: 'Error', message: 'plain', code: '7', members: [['extra', 'kept']] } } });
    expect(report(new Error('x', { cause: 'a text' })).cause).toMatchObject({ message: 'a text', frames: [] });
    expect(report(new Error('x', { cause: 0 })).cause?.message).toBe('0');
  });

  it('has the members of an AggregateError with frames of their own, and of no other list', () => {
    const all = report(new AggregateError([new Error('a'), 'b', new Error('c', { cause: new Error('d') })], 'three'));
    expect(all.errors?.map(({ message }) => message)).toEqual(['a', 'b', 'c']);
    expect(all.errors?.[2]?.cause?.message).toBe('d');
    expect(all.omittedErrors).toBe(0);
    const listed = report(Object.assign(new Error('x'), { errors: ['must be a number'] }));
    expect(listed.errors).toBeUndefined();
    expect(listed.members.map(([name]) => name)).toEqual(['errors']);
  });

  it('has both errors of a SuppressedError', () => {
    const error = Object.assign(new Error('while disposing'), { error: new Error('second'), suppressed: new Error('first') });
    expect(report(error)).toMatchObject({ error: { message: 'second' }, suppressed: { message: 'first' }, members: [] });
    expect(report(Object.assign(new Error('x'), { error: 'kept' })).members).toEqual([['error', 'kept']]);
  });

  it('counts the frames that a cause shares with the error around it', () => {
    const cause = withStack(new Error('in'), `Error: in\n    at own (/app/node_modules/a/b.js:1:1)\n${frames(3)}`);
    const error = withStack(new Error('out', { cause }), `Error: out\n    at other (/app/node_modules/a/b.js:2:2)\n${frames(3)}`);
    expect(report(error).frames).toHaveLength(4);
    expect(report(error).cause).toMatchObject({ sharedFrames: 3, frames: [{ function: 'own' }], omittedFrames: 0 });
  });
});
