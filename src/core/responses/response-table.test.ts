import { describe, expect, it } from 'vitest';
import { RESERVED_NAMES } from '../../hosting/shared/reserved-names.ts';
import { HalyardError } from '../values/errors.ts';
import { defineResponse } from './define-response.ts';
import * as builtIn from './index.ts';
import { responseTable } from './response-table.ts';

function codeOf(make: () => unknown): string | undefined {
  try {
    make();
  } catch (error) {
    if (error instanceof HalyardError) return error.code;
    throw error;
  }
  return undefined;
}

describe('responseTable', () => {
  it('has every built-in response by its name', () => {
    expect([...responseTable().byName.keys()].sort()).toEqual(Object.keys(builtIn).sort());
  });

  // Sails aborts its start at the first of these names. It does not reserve the others, though a reply needs them as well.
  it.each([
    'view',
    'status',
    'set',
    'get',
    'cookie',
    'clearCookie',
    'redirect',
    'location',
    'charset',
    'send',
    'json',
    'jsonp',
    'type',
    'format',
    'attachment',
    'sendfile',
    'download',
    'links',
    'locals',
    'render',
    'sendStatus',
    'sendFile',
    'end',
    'write',
    'header',
    'setHeader',
    'append',
    'vary',
    'statusCode',
    'app',
    'req',
    'jsonx',
    'guessView',
    'then',
    'constructor',
    'toString',
    'negotiate',
    'socket',
    'on',
    'emit',
    'headersSent',
  ])('refuses a response with the name %s', (name) => {
    const make = (): unknown => responseTable({ [name]: () => undefined }, RESERVED_NAMES);
    expect(codeOf(make)).toBe('E_NAME_RESERVED');
    expect(make).toThrow(`"${name}"`);
  });

  it('refuses __proto__, which an object literal would ignore', () => {
    expect(codeOf(() => responseTable(Object.fromEntries([['__proto__', () => undefined]])))).toBe('E_NAME_RESERVED');
  });

  it.each(['', ' ', '404', 'a b', 'a/b', '../a', 'x'.repeat(65), 'a\nb'])('refuses %j, which cannot be the name of a method', (name) => {
    expect(codeOf(() => responseTable({ [name]: () => undefined }))).toBe('E_RESPONSE_DEFINITION');
  });

  it.each(['outOfStock', 'foo-bar', 'dot.name', '$x', '_y'])('accepts %s', (name) => {
    expect(responseTable({ [name]: () => undefined }).byName.get(name)?.name).toBe(name);
  });

  it.each<[string, unknown]>([
    ['an object', { default: () => undefined }],
    ['null', null],
    ['a text', 'notFound'],
  ])('refuses %s as a response', (_, response) => {
    expect(codeOf(() => responseTable({ outOfStock: response as never }))).toBe('E_RESPONSE_DEFINITION');
    expect(() => responseTable({ outOfStock: response as never })).toThrow(/"outOfStock"/);
  });

  it('keeps status and title of a built-in response that a function replaces', () => {
    const own = (): void => {};
    const entry = responseTable({ notFound: own }).byName.get('notFound');
    expect(entry).toMatchObject({ override: own, opaque: false, definition: { status: 404, title: 'Not Found' } });
  });

  it('finds the response for the status of an error', () => {
    const teapot = defineResponse({ status: 418, title: 'Teapot' });
    const { byStatus } = responseTable({ teapot, gone410: defineResponse({ status: 410 }) });
    expect(byStatus.get(404)?.name).toBe('notFound');
    expect(byStatus.get(418)?.name).toBe('teapot');
    expect(byStatus.get(410)?.name).toBe('gone');
    expect(byStatus.get(200)).toBeUndefined();
  });
});
