import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../values/issue.ts';
import { readIssues } from './index.ts';

function issuesOf(value: unknown): readonly Issue[] | undefined {
  return readIssues(value).issues;
}

describe('readIssues', () => {
  it.each<[string, unknown, unknown]>([
    [
      'messages',
      ['Too short', 'No digit'],
      [
        { message: 'Too short', path: [] },
        { message: 'No digit', path: [] },
      ],
    ],
    [
      'issues',
      [{ message: 'Too short', path: ['user', 'password'], code: 'too_short' }],
      [{ message: 'Too short', path: ['user', 'password'], code: 'too_short' }],
    ],
    [
      'Standard Schema: a failure',
      { issues: [{ message: 'Required', path: [{ key: 'berths' }, { key: 0 }, 'name'] }] },
      [{ message: 'Required', path: ['berths', 0, 'name'] }],
    ],
    ['Standard Schema: an issue of the whole', { issues: [{ message: 'Not an object' }] }, [{ message: 'Not an object', path: [] }]],
    [
      'a list of errors with paths as text',
      { errors: [{ message: 'Too short', path: 'user.password' }] },
      [{ message: 'Too short', path: ['user', 'password'] }],
    ],
    ['problem details of somebody else', { errors: [{ detail: 'Too short', field: 'password' }] }, [{ message: 'Too short', path: ['password'] }]],
    [
      'messages by field',
      { email: 'Not an address', age: ['Too low', 'Not a number'] },
      [
        { message: 'Not an address', path: ['email'] },
        { message: 'Too low', path: ['age'] },
        { message: 'Not a number', path: ['age'] },
      ],
    ],
    ['one issue', { message: 'Too short', path: ['password'] }, [{ message: 'Too short', path: ['password'] }]],
    ['a path with a number', [{ message: 'm', path: ['list', 3] }], [{ message: 'm', path: ['list', 3] }]],
  ])('reads %s', (_, value, expected) => {
    expect(issuesOf(value)).toEqual(expected);
  });

  it('reads the errors of ajv, which have a JSON Pointer', () => {
    const issues = issuesOf([{ instancePath: '/user/password', keyword: 'minLength', message: 'must NOT have fewer than 8 characters', params: { limit: 8 } }]);
    expect(issues?.[0]).toMatchObject({ message: 'must NOT have fewer than 8 characters' });
  });

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a text', 'Too short'],
    ['a number', 3],
    ['an empty list', []],
    ['an empty object', {}],
    ['a list with something else in it', ['Too short', 3]],
    ['an empty message', ['']],
    ['an object with other members', { berth: { id: 7 }, count: 3 }],
    ['an Error without issues', new Error('m')],
    // The list of an error may come from an upstream server. Only code that recognises the error by its mark may read it.
    ['an Error with a list', Object.assign(new Error('m'), { issues: [{ message: 'Too short', path: ['password'] }] })],
    [
      'a class of its own with a list',
      new (class Answer {
        errors = [{ message: 'Too short' }];
      })(),
    ],
    [
      'a class of its own',
      new (class Form {
        email = 'Not an address';
      })(),
    ],
  ])('returns undefined for %s', (_, value) => {
    expect(issuesOf(value)).toBeUndefined();
  });

  it('never throws, and returns well-formed issues or undefined', () => {
    const issue = fc.record({ message: fc.anything(), path: fc.anything(), code: fc.anything(), detail: fc.anything() }, { requiredKeys: [] });
    const value = fc.oneof(
      fc.anything({ withMap: true, withSet: true, withSparseArray: true }),
      fc.array(issue),
      fc.record({ issues: fc.array(issue) }),
      fc.record({ errors: fc.anything() }),
    );
    fc.assert(
      fc.property(value, (result) => {
        for (const { message, path, code } of issuesOf(result) ?? []) {
          expect(typeof message).toBe('string');
          expect(Array.isArray(path)).toBe(true);
          expect(path.every((key) => ['string', 'number', 'symbol'].includes(typeof key))).toBe(true);
          expect(['string', 'undefined']).toContain(typeof code);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('keeps message, path and code, and no other member of a library', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('value', 'input', 'received', 'params', 'context', 'data', 'actual', '_original', 'target'), fc.constant('hunter2')),
        (kept) => {
          const item = { message: 'Too short', path: ['password'], code: 'short', ...kept };
          for (const result of [[item], { issues: [item], ...kept }]) expect(JSON.stringify(issuesOf(result))).not.toContain('hunter2');
          expect(issuesOf(Object.assign(new Error('m'), { errors: [item] }, kept))).toBeUndefined();
        },
      ),
    );
  });

  it('counts the issues over the limit, and cuts messages that are too long', () => {
    const issues = issuesOf(Array.from({ length: 1_000 }, () => 'x'.repeat(100_000)));
    expect(issues).toHaveLength(33);
    expect(issues?.at(-1)).toEqual({ message: 'and 968 more', path: [] });
    expect(issues?.[0]?.message.length).toBeLessThanOrEqual(2_048);
  });

  it('limits the length of a path', () => {
    const [issue] = issuesOf([{ message: 'm', path: Array(10_000).fill('x'.repeat(10_000)) }]) ?? [];
    expect(issue?.path.length).toBeLessThanOrEqual(32);
    expect(String(issue?.path[0]).length).toBeLessThanOrEqual(256);
  });
});
