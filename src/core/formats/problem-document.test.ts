import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicOutcome } from '../../../tests/support/public-outcome.ts';
import type { PublicOutcome } from '../disclosure/disclose.ts';
import { jsonPointer } from '../values/json-pointer.ts';
import { problemDocument } from './problem-document.ts';

const badRequest = (members: Partial<PublicOutcome> = {}): PublicOutcome =>
  publicOutcome({ name: 'badRequest', status: 400, title: 'Bad Request', ...members });

describe('problemDocument', () => {
  it('has only title and status for an outcome without more facts', () => {
    expect(JSON.stringify(problemDocument(badRequest()))).toBe('{"title":"Bad Request","status":400}');
  });

  it('has type, detail, code, reference and errors', () => {
    const issues = [
      { message: 'Too short', path: ['user', 'name'], code: 'short' },
      { message: 'Nobody is that old', path: [] },
    ];
    expect(
      problemDocument(badRequest({ type: 'https://harbour.example/problems/berth', detail: 'd', code: 'E_BERTH', reference: '7K3M-Q9TX', issues })),
    ).toEqual({
      type: 'https://harbour.example/problems/berth',
      title: 'Bad Request',
      status: 400,
      detail: 'd',
      code: 'E_BERTH',
      reference: '7K3M-Q9TX',
      errors: [{ detail: 'Too short', pointer: '#/user/name', code: 'short' }, { detail: 'Nobody is that old' }],
    });
  });

  it('adds the data of the app, and overwrites no member', () => {
    const data = { berth: 7, type: 't', title: 'x', status: 200, detail: 'x', instance: 'x', reference: 'x' };
    expect(problemDocument(badRequest({ data, reference: '7K3M-Q9TX' }))).toEqual({ title: 'Bad Request', status: 400, reference: '7K3M-Q9TX', berth: 7 });
    expect(problemDocument(badRequest({ data: { errors: 'x' }, issues: [{ message: 'm', path: [] }] }))['errors']).toEqual([{ detail: 'm' }]);
  });

  it.each([[[1, 2]], ['text'], [3], [false]])('has data that is not an object, %o, as its member data', (data) => {
    expect(problemDocument(badRequest({ data }))['data']).toEqual(data);
  });

  it('has errors with stack frames and causes, if the client may see them', () => {
    const stack = 'Error: m\n    at berth (file:///app.js:1:2)\n    at next';
    const errors = [{ name: 'Error', message: 'm', stack, cause: { name: 'TypeError', message: 'c' }, errors: [{ name: 'Error', message: 'one of' }] }];
    expect(problemDocument(badRequest({ errors }))['errors']).toEqual([
      {
        name: 'Error',
        message: 'm',
        stack: ['at berth (file:///app.js:1:2)', 'at next'],
        cause: { name: 'TypeError', message: 'c' },
        errors: [{ name: 'Error', message: 'one of' }],
      },
    ]);
  });
});

describe('jsonPointer', () => {
  it.each<[readonly PropertyKey[], string]>([
    [[], '#'],
    [['profile', 'colour'], '#/profile/colour'],
    [['list', 0], '#/list/0'],
    [[''], '#/'],
    // These are the examples of RFC 6901 §6.
    [['a/b'], '#/a~1b'],
    [['c%d'], '#/c%25d'],
    [['e^f'], '#/e%5Ef'],
    [['g|h'], '#/g%7Ch'],
    [['i\\j'], '#/i%5Cj'],
    [['k"l'], '#/k%22l'],
    [[' '], '#/%20'],
    [['m~n'], '#/m~0n'],
    [['größe'], '#/gr%C3%B6%C3%9Fe'],
    [['a:b@c=d'], '#/a:b@c=d'],
  ])('writes %o as %s', (path, pointer) => {
    expect(jsonPointer(path)).toBe(pointer);
  });

  it('leads back to every member through fragment and escapes (RFC 6901)', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('~1', '~01', '/', '%2F', '~'), fc.nat())), (path) => {
        const pointer = jsonPointer(path);
        // A fragment may hold only these characters (RFC 3986 §3.5).
        expect(pointer).toMatch(/^#[\w\-.~!$&'()*+,;=:@/?%]*$/);
        const [, ...tokens] = decodeURIComponent(pointer.slice(1)).split('/');
        expect(tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))).toEqual(path.map(String));
      }),
      { numRuns: 500 },
    );
  });

  it('does not throw for unpaired surrogates and symbols', () => {
    expect(jsonPointer(['\ud800', Symbol('s')])).toBe('#/%EF%BF%BD/Symbol(s)');
  });
});
