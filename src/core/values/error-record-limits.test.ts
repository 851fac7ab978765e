import { describe, expect, it } from 'vitest';
import { errorRecord } from './error-reading.ts';
import type { ErrorRecord } from './error-record.ts';

const now = (): number => performance.now();
const recordOf = (value: unknown): ErrorRecord => errorRecord(value, now);

/** All texts of a record and of the records inside it. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

const lengthOf = (record: ErrorRecord): number => textsOf(record).reduce((sum, text) => sum + text.length, 0);

/** The processor time of this process, in milliseconds. Other processes do not change it. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

describe('errorRecord, with limits', () => {
  const chain = (length: number): Error => {
    let error = new Error('first');
    for (let i = 1; i < length; i++) error = Object.assign(new Error(`${i}`), { cause: error });
    return error;
  };

  it('ends a chain of 100,000 causes', () => {
    Error.stackTraceLimit = 0;
    const error = chain(100_000);
    Error.stackTraceLimit = 10;
    const started = cpuTime();
    let depth = 0;
    for (let record: ErrorRecord | undefined = recordOf(error); record !== undefined; record = record.cause) depth++;
    expect(depth).toBeLessThanOrEqual(10);
    expect(cpuTime() - started).toBeLessThan(1_000);
  });

  it('marks a circular chain of causes', () => {
    const error: Error & { cause?: unknown } = new Error('tail');
    error.cause = new Error('body', { cause: error });
    expect(recordOf(error).cause?.cause).toEqual({ name: 'Error', message: '[circular]' });
  });

  it('reads a few members of an AggregateError of AggregateErrors', () => {
    const wide = (depth: number): Error =>
      depth === 0
        ? new Error('leaf')
        : new AggregateError(
            Array.from({ length: 12 }, () => wide(depth - 1)),
            'node',
          );
    const record = recordOf(wide(3));
    expect(JSON.stringify(record).split('"name"').length - 1).toBeLessThanOrEqual(33);
    expect(record.errors?.[0]?.errors?.[0]?.name).toBe('AggregateError');
  });

  it.each<[string, () => unknown]>([
    ['a message of 10 MB', () => new Error('x'.repeat(10_000_000))],
    ['a stack of 10 MB', () => Object.assign(new Error('m'), { stack: 'x'.repeat(10_000_000) })],
    ['a name and a code of 10 MB', () => Object.assign(new Error('m'), { name: 'x'.repeat(10_000_000), code: 'x'.repeat(10_000_000) })],
    ['a text of 10 MB', () => 'x'.repeat(10_000_000)],
    ['an object of 10 MB', () => ({ a: 'x'.repeat(10_000_000), ['k'.repeat(1_000_000)]: 1 })],
    ['causes of a megabyte each', () => new Error('x'.repeat(1e6), { cause: new Error('y'.repeat(1e6), { cause: 'z'.repeat(1e6) }) })],
    ['members of a megabyte each', () => new AggregateError(Array.from({ length: 100 }, () => new Error('x'.repeat(1e6))))],
    ['a message of 64 KB that looks like tokens', () => new Error('eyJ-'.repeat(16_384))],
  ])('limits %s to 64 KB of text, and takes less than a second', (_, make) => {
    const value = make();
    const started = cpuTime();
    const record = recordOf(value);
    expect(cpuTime() - started).toBeLessThan(1_000);
    // The names, the codes and the marks of the cuts are added to the 64 KB.
    expect(lengthOf(record)).toBeLessThanOrEqual(65_536 + 8_192);
  });

  it('stops reading the causes of an error after its time limit', () => {
    let clock = 0;
    const slow = (depth: number): Error =>
      Object.defineProperty(new Error(`${depth}`), 'cause', {
        get: () => {
          clock += 150;
          return slow(depth + 1);
        },
      });
    let depth = 0;
    for (let record: ErrorRecord | undefined = errorRecord(slow(0), () => clock); record !== undefined; record = record.cause) depth++;
    expect(depth).toBeLessThanOrEqual(4);
  });
});
