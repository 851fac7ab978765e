import { describe, expect, it } from 'vitest';
import { errorRecord } from './error-reading.ts';
import type { MapLibraryValue } from './library-mapping.ts';
import { stackWithout } from './withheld-message.ts';

const now = (): number => 0;
/** Recognises the errors of one library by their name. */
const mapValue: MapLibraryValue = (value) =>
  (value as Error).name === 'ValidationError' ? { quotes: true, issues: [{ message: 'm', path: ['user', 'password'], code: 'string.min' }] } : undefined;

function validationError(message: string): Error {
  return Object.assign(new Error(message), { name: 'ValidationError' });
}

describe('the record of an error that quotes submitted values', () => {
  it('has the name, the fields, the rules and the stack frames of the error', () => {
    const record = errorRecord(validationError('"hunter2" is too short'), now, mapValue);
    expect(record).toMatchObject({ name: 'ValidationError', message: '(values left out) #/user/password string.min' });
    expect(record.stack).toMatch(/^ValidationError: \(values left out\) #\/user\/password string\.min\n {4}at /);
    expect(JSON.stringify(record)).not.toContain('hunter2');
  });

  it('has no line of the message, even if it looks like a stack frame', () => {
    const record = errorRecord(validationError('no\n    at hunter2 (/srv/app.js:1:1)'), now, mapValue);
    expect(record.stack).toMatch(/withheld-message\.test/);
    expect(record.stack).not.toContain('hunter2');
  });

  it.each<[string, (inner: Error) => Error]>([
    ['an Error around it', (inner) => new Error(`Login: ${inner.message}`, { cause: inner })],
    ['two Errors around it', (inner) => new Error(`Login: ${inner.message}`, { cause: new Error('between', { cause: inner }) })],
    ['an AggregateError', (inner) => new AggregateError([inner], `Failed: ${inner.message}`)],
  ])('has no message in %s, which repeats it', (_, around) => {
    const record = errorRecord(around(validationError('"hunter2" is too short')), now, mapValue);
    expect(JSON.stringify(record)).not.toContain('hunter2');
    expect(record.stack).toMatch(/\n {4}at /);
  });

  it('is complete for an Error without a quote', () => {
    expect(errorRecord(new Error('the database is down', { cause: validationError('"hunter2"') }), now, mapValue).message).toBe('the database is down');
  });

  it('has no message if the error of an unknown library quotes a value in its own member', () => {
    const error = Object.assign(new TypeError('Expected a date, but received "hunter2"'), { value: 'hunter2' });
    expect(JSON.stringify(errorRecord(error, now))).not.toContain('hunter2');
    expect(errorRecord(Object.assign(new Error('no berth'), { value: 'hunter2' }), now).message).toBe('no berth');
  });
});

describe('stackWithout', () => {
  it('keeps only the frames at the end', () => {
    const stack = 'Error: a\nb\n    at f (/srv/app.js:1:2)\n    at async Promise.all (index 0)\n    at new Promise (<anonymous>)';
    expect(stackWithout(stack, 'a\nb', 'Error: c')).toBe(
      'Error: c\n    at f (/srv/app.js:1:2)\n    at async Promise.all (index 0)\n    at new Promise (<anonymous>)',
    );
    expect(stackWithout('Error: a\nhunter2', 'z', 'Error: c')).toBe('Error: c');
  });
});
