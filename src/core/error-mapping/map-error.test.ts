import { describe, expect, it } from 'vitest';
import type { LibraryMapping } from '../values/library-mapping.ts';
import { type HostFacts, mapError, UNPARSED } from './map-error.ts';

const error = new Error('m');
const issues = [{ message: 'Too short', path: ['boat'] }];
const zlib = Object.assign(new Error('incorrect header check'), { code: 'Z_DATA_ERROR' });

describe('mapError', () => {
  it.each<[string, unknown, LibraryMapping | undefined, HostFacts | undefined, object]>([
    [
      'an error that nobody knows is a 500, whatever it claims',
      Object.assign(new Error('m'), { status: 404, expose: true }),
      undefined,
      undefined,
      { status: 500 },
    ],
    ['what is no Error is a 500, and no library is asked', { status: 404 }, { status: 404 }, undefined, { status: 500 }],
    ['an error that a library knows is what the library says', error, { status: 409, detail: 'Taken' }, undefined, { status: 409, detail: 'Taken' }],
    ['without a status it is a 500', error, { issues, quotes: true }, undefined, { status: 500, issues, quotes: true }],
    ['the status of the reply is that of an error which nobody knows', error, undefined, { replyStatus: 404 }, { status: 404 }],
    ['also of a value that is no Error', { message: 'm' }, undefined, { replyStatus: 404 }, { status: 404 }],
    ['it is told with the issues of a validation', error, { issues, quotes: true }, { replyStatus: 422 }, { status: 422, issues, quotes: true }],
    ['from 500 up it is told without', error, { issues, quotes: true }, { replyStatus: 503 }, { status: 503, quotes: true }],
    ['it counts more than what an upstream said', error, { status: 500 }, { replyStatus: 502 }, { status: 502 }],
    ['it counts less than what a library says', error, { status: 409, detail: 'Taken' }, { replyStatus: 400 }, { status: 409, detail: 'Taken' }],
    ['it is not that of a mistake in the code', new TypeError('m'), undefined, { replyStatus: 404 }, { status: 500 }],
    ['a status that the reply confirms is kept', error, undefined, { confirmedStatus: 429 }, { status: 429 }],
    ['not over what a library says', error, { status: 500 }, { confirmedStatus: 429 }, { status: 500 }],
    [
      'a host may keep a status from 501 up',
      error,
      undefined,
      { serverStatus: 503, headers: { 'retry-after': '5' } },
      { status: 503, headers: { 'retry-after': '5' } },
    ],
    ['not an upstream’s', error, { status: 500 }, { serverStatus: 503 }, { status: 500 }],
    ['a body that does not unpack is a 400', zlib, undefined, { isUnpacking: true }, { status: 400, detail: UNPARSED }],
    ['an error of zlib about anything else is a 500', zlib, undefined, undefined, { status: 500 }],
  ])('%s', (_, value, meaning, known, expected) => {
    const { ...mapping } = mapError(value, () => meaning, known);
    expect(Object.fromEntries(Object.entries(mapping).filter(([, member]) => member !== undefined))).toEqual(expected);
  });
});
