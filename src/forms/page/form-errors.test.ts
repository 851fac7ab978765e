import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ViewError } from '../../core/formats/locals.ts';
import { fieldKey } from './field-names.ts';
import { FormErrors } from './form-errors.ts';

const error = (field: string, message: string): ViewError => ({ field, message, pointer: '', code: '', stack: [] });

describe('FormErrors', () => {
  const errors = FormErrors.of([
    error('boat', 'Tell us its name.'),
    error('address.city', 'Tell us the town.'),
    error('boat', 'In letters, please.'),
    error('', 'The harbour is closed in February.'),
  ]);

  it('is a list like any other for a view', () => {
    expect(errors).toHaveLength(4);
    expect(errors[0]?.message).toBe('Tell us its name.');
    expect([...errors].map(({ field }) => field)).toEqual(['boat', 'address.city', 'boat', '']);
    expect(Array.isArray(errors)).toBe(true);
    expect(JSON.parse(JSON.stringify(errors))).toHaveLength(4);
  });

  it('keeps a single error as an item, and not as a length', () => {
    expect(FormErrors.of([error('boat', 'Tell us its name.')])).toHaveLength(1);
  });

  it('returns plain arrays from map and filter', () => {
    expect(errors.map(({ message }) => message.length)).not.toBeInstanceOf(FormErrors);
    expect(errors.filter(({ field }) => field === 'boat')).not.toBeInstanceOf(FormErrors);
  });

  it('has the first message of a field, of the whole form, and of all', () => {
    expect(errors.first('boat')).toBe('Tell us its name.');
    expect(errors.first('')).toBe('The harbour is closed in February.');
    expect(errors.first()).toBe('Tell us its name.');
    expect(errors.first('nights')).toBe('');
  });

  it('has all messages of a field, of the whole form, and of all', () => {
    expect(errors.all('boat')).toEqual(['Tell us its name.', 'In letters, please.']);
    expect(errors.all('')).toEqual(['The harbour is closed in February.']);
    expect(errors.all()).toHaveLength(4);
    expect(errors.all('nights')).toEqual([]);
  });

  it('finds the invalid fields', () => {
    expect(errors.has('boat')).toBe(true);
    expect(errors.has('')).toBe(true);
    expect(errors.has()).toBe(true);
    expect(errors.has('nights')).toBe(false);
    expect(errors.has('address')).toBe(false);
  });

  it('takes a field by its name in the form', () => {
    expect(errors.first('address[city]')).toBe('Tell us the town.');
    expect(FormErrors.of([error('address[city]', 'Tell us the town.')]).first('address.city')).toBe('Tell us the town.');
  });

  it('lists the messages by field', () => {
    expect({ ...errors.byField() }).toEqual({
      boat: ['Tell us its name.', 'In letters, please.'],
      'address.city': ['Tell us the town.'],
      '': ['The harbour is closed in February.'],
    });
  });

  it('is empty without errors, and its methods still work', () => {
    const none = FormErrors.of([]);
    expect([none.length, none.first('boat'), none.first(), none.all(), none.has(), Object.keys(none.byField())]).toEqual([0, '', '', [], false, []]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'length', '0'])('has a field called %s like any other', (name) => {
    const byField = FormErrors.of([error(name, 'Not that one.')]).byField();
    expect(Object.getPrototypeOf(byField)).toBe(null);
    expect(Object.entries(byField)).toEqual([[name, ['Not that one.']]]);
    expect(FormErrors.of([]).has(name)).toBe(false);
  });
});

describe('fieldKey', () => {
  it.each([
    ['boat', 'boat'],
    ['address.city', 'address.city'],
    ['address[city]', 'address.city'],
    ['crew[0][name]', 'crew.0.name'],
    ['crew.0[name]', 'crew.0.name'],
    ['days[]', 'days'],
    ['[boat]', 'boat'],
    ['boat[', 'boat['],
    ['boat]', 'boat]'],
    ['', ''],
  ])('turns %j into the key %j', (name, key) => {
    expect(fieldKey(name)).toBe(key);
  });

  it('leaves a key as it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', '0', '_', '-', 'ü') }), { minLength: 1 }),
        (path) => fieldKey(path.join('.')) === path.join('.'),
      ),
    );
  });

  it('leaves unclosed brackets, however many', () => {
    for (const name of ['['.repeat(100_000), '[a'.repeat(100_000), `[${'a'.repeat(100_000)}`]) expect(fieldKey(name) === name).toBe(true);
  });
});
