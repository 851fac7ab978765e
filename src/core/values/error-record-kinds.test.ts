import { describe, expect, it } from 'vitest';
import { errorRecord } from './error-reading.ts';
import { type ErrorRecord, lineOfError } from './error-record.ts';

const recordOf = (value: unknown): ErrorRecord => errorRecord(value, () => 0);

describe('errorRecord, for an error without a message', () => {
  it('has the number of errors and the first message of an AggregateError', () => {
    const record = recordOf(new AggregateError([new Error('connect ECONNREFUSED ::1:5432'), new Error('b'), 'c']));
    expect(lineOfError(record)).toBe('3 errors: connect ECONNREFUSED ::1:5432');
    expect(record.errors?.map(({ message }) => message)).toEqual(['connect ECONNREFUSED ::1:5432', 'b', 'c']);
  });

  it.each<[string, unknown, string]>([
    ['an Error', new RangeError(), 'RangeError'],
    ['one with a code and a cause', Object.assign(new RangeError(), { code: 'E_TIDE', cause: new Error('the moon') }), 'RangeError E_TIDE: the moon'],
    ['an AggregateError of AggregateErrors', new AggregateError([new AggregateError([new Error('first')])]), '1 error: 1 error: first'],
    ['an AggregateError of nothing', new AggregateError([]), 'AggregateError'],
  ])('has one line for %s', (_, value, line) => expect(lineOfError(recordOf(value))).toBe(line));
});

describe('errorRecord, for a thrown value that is not an Error', () => {
  it('has the status and the media type of a Response, but not its body or URL', () => {
    const record = recordOf(new Response('hunter2', { status: 503, headers: { 'content-type': 'text/html', 'x-secret': 'hunter2' } }));
    expect(record).toEqual({ name: 'Response', message: 'Response 503 text/html', status: 503 });
  });

  it.each<[string, unknown, object]>([
    [
      'a plain object',
      { name: 'QuotaError', message: 'used up', code: 'E_QUOTA', status: 429 },
      { name: 'QuotaError', message: 'used up', code: 'E_QUOTA', status: 429 },
    ],
    ['one without a message', { reason: 'tide', code: 7 }, { message: '{"reason":"tide","code":7}', code: 7 }],
    ['a message that is an object', { message: { reason: 'tide', password: 'hunter2' } }, { message: expect.not.stringContaining('hunter2') }],
    ['an Error whose message is an object', Object.assign(new Error(), { message: { reason: 'tide' } }), { message: '{"reason":"tide"}' }],
    ['an event', new Event('close'), { message: expect.stringMatching(/Event|isTrusted/) }],
    [
      'a SuppressedError',
      Object.assign(new Error('suppressed'), { name: 'SuppressedError', error: new Error('closing'), suppressed: new Error('reading') }),
      { error: { message: 'closing' }, suppressed: { message: 'reading' } },
    ],
    [
      'an error that has come from another process',
      { message: 'm', stack: 'Error: m\n    at worker.js:1:1', cause: { message: 'behind' } },
      { stack: expect.stringContaining('worker.js'), cause: { message: 'behind' } },
    ],
  ])('keeps the members of %s', (_, value, expected) => expect(recordOf(value)).toMatchObject(expected));
});
