import { describe, expect, it } from 'vitest';
import { fieldName, fieldPath, UNNAMED } from './field-name.ts';

describe('fieldName', () => {
  it.each(['email', 'crew[0].name', 'a/b', '$ref', '@type', 'data-berth', 'First name', 'größe', '姓名', '', '__proto__', 'x'.repeat(64)])(
    'keeps the name %o',
    (name) => {
      expect(fieldName(name)).toBe(name);
    },
  );

  it.each([
    ['JSON that was sent as a form', '{"user":"ann","password":"hunter2"}'],
    ['JSON without quotation marks', '{user:ann}'],
    ['a list', '["hunter2",1]'],
    ['several fields', 'user=ann&password=hunter2'],
    ['a line of a header', 'password: hunter2'],
    ['several lines', 'a\nb'],
    ['HTML', '<b>hunter2</b>'],
    ['a name that is too long', 'x'.repeat(65)],
    ['a token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefgh'],
  ])('replaces %s', (_, name) => {
    expect(fieldName(name)).toBe(UNNAMED);
  });

  it('ends a path at the first key that is not a name, because the rest may belong to the same value', () => {
    expect(fieldPath(['user', '{"a":', 'hunter2', 3])).toEqual(['user', UNNAMED]);
    expect(fieldPath(['crew', 0, 'name'])).toEqual(['crew', 0, 'name']);
  });
});
