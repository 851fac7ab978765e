import { describe, expect, it } from 'vitest';
import type { HostFacts } from '../ports/host.ts';
import type { LibraryMapping } from '../values/library-mapping.ts';
import { mapError, UNPARSED } from './map-error.ts';

const error = new Error('m');
const issues = [{ message: 'Too short', path: ['boat'] }];
const zlib = Object.assign(new Error('incorrect header check'), { code: 'Z_DATA_ERROR' });

describe('mapError', () => {
  it.each<[string, unknown, LibraryMapping | undefined, HostFacts | undefined, object]>([
    [
      'an unmapped error is a 500: the mapping of the libraries reads the status of an error',
      Object.assign(new Error('m'), { status: 404, expose: true }),
      undefined,
      undefined,
      { status: 500 },
    ],
    ['a value that is no Error is a 500, without a library mapping', { status: 404 }, { status: 404 }, undefined, { status: 500 }],
    ['a library mapping decides status and detail', error, { status: 409, detail: 'Taken' }, undefined, { status: 409, detail: 'Taken' }],
    ['a library mapping without a status is a 500', error, { issues, quotes: true }, undefined, { status: 500, issues, quotes: true }],
    ['the status of the reply applies to an unmapped error', error, undefined, { replyStatus: 404 }, { status: 404 }],
    ['the status of the reply applies to a value that is no Error', { message: 'm' }, undefined, { replyStatus: 404 }, { status: 404 }],
    [
      'the issues of a validation go with the status of the reply',
      error,
      { issues, quotes: true },
      { replyStatus: 422 },
      { status: 422, issues, quotes: true },
    ],
    ['from 500 up the issues are left out', error, { issues, quotes: true }, { replyStatus: 503 }, { status: 503, quotes: true }],
    ['the status of the reply counts more than that of an upstream error', error, { status: 500, upstream: 502 }, { replyStatus: 503 }, { status: 503 }],
    ['the status of the reply counts less than a 500 that the error has itself', error, { status: 500 }, { replyStatus: 404 }, { status: 500 }],
    [
      'the status of the reply counts less than a library mapping',
      error,
      { status: 409, detail: 'Taken' },
      { replyStatus: 400 },
      { status: 409, detail: 'Taken' },
    ],
    ['the status of the reply does not apply to a mistake in the code', new TypeError('m'), undefined, { replyStatus: 404 }, { status: 500 }],
    ['a body that cannot be decoded is a 400', zlib, undefined, { isUnpacking: true }, { status: 400, detail: UNPARSED }],
    ['a body that is no JSON is a 400', new SyntaxError('m'), undefined, { unreadable: 400 }, { status: 400, detail: UNPARSED, quotes: true }],
    ['a body that is no form is a 415', new TypeError('m'), undefined, { unreadable: 415, replyStatus: 404 }, { status: 415, quotes: true }],
    ['any other error of zlib is a 500', zlib, undefined, undefined, { status: 500 }],
  ])('%s', (_, value, library, known, expected) => {
    const { ...mapping } = mapError(value, { mapLibraryValue: () => library, upstream: false }, known);
    expect(Object.fromEntries(Object.entries(mapping).filter(([, member]) => member !== undefined))).toEqual(expected);
  });
});
