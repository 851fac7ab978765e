import { describe, expect, it } from 'vitest';
import { exposeHeaders } from './expose-headers.ts';

describe('exposeHeaders', () => {
  it.each<[string | undefined, string]>([
    [undefined, 'Error-Reference, Retry-After'],
    ['', 'Error-Reference, Retry-After'],
    ['X-Total', 'X-Total, Error-Reference, Retry-After'],
    ['X-Total,retry-after', 'X-Total, retry-after, Error-Reference'],
    ['*', '*'],
    [' , ,', 'Error-Reference, Retry-After'],
  ])('adds the names to %j', (existing, expected) => {
    expect(exposeHeaders(existing, ['Error-Reference', 'Retry-After'])).toBe(expected);
  });
});
