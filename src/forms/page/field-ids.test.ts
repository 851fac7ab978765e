import { describe, expect, it } from 'vitest';
import { choiceId, errorId, idOf } from './field-ids.ts';

describe('idOf', () => {
  it.each([
    ['email', 'email'],
    ['first-name', 'first-name'],
    ['first_name', 'first_name'],
    ['address[city]', 'address--city'],
    ['crew.0.name', 'crew--0--name'],
    ['tags[]', 'tags'],
    ['größe', 'größe'],
    ['a b', 'a_20_b'],
    ['2fa', 'field--2fa'],
    ['error-summary', 'error_2d_summary'],
    ['name-error', 'name_2d_error'],
  ])('turns %j into the id %j', (name, id) => {
    expect(idOf(name)).toBe(id);
  });

  it('never gives two fields the same id, nor that of another element', () => {
    const names = [
      'a b',
      'a.b',
      'a-b',
      'a--b',
      'a_b',
      'a_20_b',
      'a_2d_b',
      'ab',
      'a b ',
      'a-.b',
      'a.-b',
      'a/b',
      'A-b',
      'a',
      'a-error',
      'a-hint',
      'a.error',
      'b',
    ];
    const ids = names.flatMap((name) => [idOf(name), errorId(idOf(name)), choiceId(idOf(name), 'b')]);
    expect(new Set([...ids, 'error-summary', 'error-summary-title']).size).toBe(ids.length + 2);
    expect(names.map((name) => idOf(name)).every((id) => /^[\p{L}][\p{L}\p{N}_-]*$/u.test(id))).toBe(true);
  });
});
