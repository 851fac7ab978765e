import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { errorRecord } from './error-reading.ts';
import type { ErrorRecord } from './error-record.ts';

const now = (): number => performance.now();
const recordOf = (value: unknown): ErrorRecord => errorRecord(value, now);

describe('errorRecord', () => {
  it('reads an error as plain data: name, message, code, status, stack and cause', () => {
    const cause = new TypeError('no tide table');
    const error = Object.assign(new RangeError('no berth', { cause }), { code: 'E_BERTH', status: 409, query: 'SELECT' });
    expect(recordOf(error)).toEqual({
      name: 'RangeError',
      message: 'no berth',
      code: 'E_BERTH',
      status: 409,
      stack: expect.stringContaining('error-record.test.ts'),
      cause: { name: 'TypeError', message: 'no tide table', stack: expect.any(String) },
    });
  });

  it('makes plain data with a name and a message from any value', () => {
    const error = fc
      .record({ message: fc.string(), cause: fc.anything(), errors: fc.anything(), code: fc.anything() })
      .map((members) => Object.assign(new Error(members.message), members));
    fc.assert(
      fc.property(fc.oneof(fc.anything({ withBigInt: true, withMap: true, withSet: true, withDate: true, withSparseArray: true }), error), (value) => {
        const record = recordOf(value);
        expect(typeof record.name).toBe('string');
        expect(typeof record.message).toBe('string');
        expect('constructor' in record).toBe(false);
        expect(() => JSON.stringify(record)).not.toThrow();
      }),
    );
  });

  it('is logged by pino like the error itself', () => {
    const lines: string[] = [];
    const logger = pino({}, { write: (line: string) => lines.push(line) });
    const record = recordOf(new RangeError('no berth', { cause: new AggregateError([new TypeError('the moon')], 'the tide') }));
    logger.error({ err: record }, 'm');
    logger.error({ err: record }, 'again');
    for (const line of lines)
      expect(JSON.parse(line).err).toMatchObject({ type: 'RangeError', message: expect.stringContaining('no berth'), stack: expect.any(String) });
    expect(lines[1]).toContain('the tide');
  });

  it('never changes an error, and reads a frozen one', () => {
    const error = Object.freeze(Object.assign(new Error('as it was', { cause: Object.freeze(new Error('behind')) }), { status: 409 }));
    const before = JSON.stringify(Object.getOwnPropertyDescriptors(error));
    expect(recordOf(error).message).toBe('as it was');
    expect(JSON.stringify(Object.getOwnPropertyDescriptors(error))).toBe(before);
  });

  it.each<[string, unknown, string]>([
    ['a text', 'the tide is out', 'the tide is out'],
    ['undefined', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a number', 0, '0'],
    ['a BigInt', 10n, '10'],
    ['a symbol', Symbol('tide'), 'Symbol(tide)'],
    ['an object literal', { reason: 'tide' }, '{"reason":"tide"}'],
    ['an object with a message', { message: 'the tide is out' }, 'the tide is out'],
    ['a promise', Promise.resolve(1), '[promise]'],
    ['an Error of another realm', runInNewContext('new Error("elsewhere")'), 'elsewhere'],
  ])('reads %s that was thrown', (_, value, message) => {
    expect(recordOf(value).message).toBe(message);
  });

  it('reads the other members when a getter throws', () => {
    const error = Object.defineProperties(new Error('m'), {
      message: {
        get: () => {
          throw new Error('no');
        },
      },
      cause: {
        get: () => {
          throw new Error('no');
        },
      },
    });
    expect(recordOf(error)).toMatchObject({ name: 'Error', message: '' });
  });

  it('calls no method of the error: no toString, toJSON or inspect', () => {
    const called: string[] = [];
    const note = (name: string) => (): string => {
      called.push(name);
      return name;
    };
    recordOf(
      Object.assign(new Error('m'), {
        toString: note('toString'),
        toJSON: note('toJSON'),
        valueOf: note('valueOf'),
        [Symbol.for('nodejs.util.inspect.custom')]: note('inspect'),
        [Symbol.toPrimitive]: note('toPrimitive'),
      }),
    );
    expect(called).toEqual([]);
  });

  it('reads only a status of the error itself', () => {
    const prototype = Object.prototype as unknown as Record<string, unknown>;
    prototype['status'] = 418;
    try {
      expect(recordOf(new Error('m'))).not.toHaveProperty('status', 418);
    } finally {
      delete prototype['status'];
    }
  });
});

describe('errorRecord, for values that must not be in a log', () => {
  it('leaves out the request, the config and the response of an HTTP client', () => {
    const secret = 'Bearer k-123';
    const error = Object.assign(new Error('Request failed with status code 401'), {
      config: { headers: { Authorization: secret } },
      request: { secret },
      response: { config: { secret } },
    });
    expect(JSON.stringify(recordOf(error))).not.toContain('k-123');
  });

  it('leaves out the body that a parser keeps', () => {
    expect(JSON.stringify(recordOf(Object.assign(new Error('too large'), { body: 'password=hunter2' })))).not.toContain('hunter2');
  });

  it('leaves out the items of a validation error, which hold submitted values', () => {
    const error = Object.assign(new Error('invalid'), {
      errors: [{ message: '"hunter2" is too short', value: 'hunter2' }],
      _original: { password: 'hunter2' },
      issues: [{ input: 'hunter2' }],
    });
    expect(JSON.stringify(recordOf(error))).not.toContain('hunter2');
  });

  it('masks secrets in message, stack and cause', () => {
    const record = recordOf(new Error('connect postgres://u:hunter2@db', { cause: 'Authorization: Bearer hunter2' }));
    expect(JSON.stringify(record)).not.toContain('hunter2');
  });

  it('masks secrets in an object literal that was thrown', () => {
    expect(recordOf({ user: 'ada', password: 'hunter2', headers: { authorization: 'hunter2' } }).message).not.toContain('hunter2');
  });

  it('masks a secret at the place where the text is cut', () => {
    const shown = JSON.stringify(recordOf(`${'x'.repeat(65_536 - 30)} postgres://u:hunter2${'h'.repeat(100)}@db`));
    expect(shown).not.toContain('hunter2');
  });
});
