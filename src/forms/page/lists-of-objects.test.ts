import { describe, expect, it } from 'vitest';
import type { ViewError } from '../../core/formats/locals.ts';
import { Form } from './form.ts';
import type { FormSource } from './form-source.ts';
import { oldInput } from './old-input.ts';
import { isSecretField } from './secret-fields.ts';
import { isWithheldValue } from './withheld-value.ts';

function formOf(submitted: unknown, fields: readonly string[] = []): Form {
  const errors = fields.map((field): ViewError => ({ field, message: `Wrong: ${field}`, pointer: '', code: '', stack: [] }));
  const source: FormSource = {
    errors: () => errors,
    hasErrors: () => errors.length > 0,
    old: () => oldInput(submitted, { keep: new Set(), omit: new Set() }, 8_192),
    withheld: () => ({ fields: [], files: [] }),
    messages: () => ({}),
    read: () => null,
    show: () => undefined,
    returnValue: () => '',
    onceValue: () => '',
    keepMessages: () => undefined,
    keep: () => undefined,
    incomplete: () => false,
  };
  return new Form(source);
}

/** What the parsers make of two fields `items[][qty]`, or of `items[0][qty]` and `items[1][qty]`. */
const BODIES: Readonly<Record<string, unknown>> = {
  'a list of objects': { items: [{ qty: '3' }, { qty: '4' }] },
  'an object by index': { items: { 0: { qty: '3' }, 1: { qty: '4' } } },
  'one list in an object': { items: { qty: ['3', '4'] } },
  'a repeated name': { 'items[][qty]': ['3', '4'] },
  'names with brackets': { 'items[0][qty]': '3', 'items[1][qty]': '4' },
  'names with dots': { 'items.0.qty': '3', 'items.1.qty': '4' },
};

describe.each(Object.entries(BODIES))('%s', (_, body) => {
  it('gives each field of a list of objects its own value, in every style of names', () => {
    const form = formOf(body);
    expect(['items[1][qty]', 'items.1.qty', 'items[1].qty'].map((name) => form.old(name))).toEqual(['4', '4', '4']);
    expect(form.attributes('items[][qty]', { index: 1 })).toContain('name="items[][qty]" value="4"');
    expect(form.oldList('items[][qty]')).toEqual(['3', '4']);
  });
});

describe('one object for all fields of a list, as qs makes it', () => {
  const form = formOf({ items: [{ qty: ['3', '4'], days: ['sun', 'mon'] }] });

  it('gives each field with an index its own value', () => {
    expect([0, 1].map((index) => form.props('items[][qty]', { index })['value'])).toEqual(['3', '4']);
    expect(form.props('items[][qty]', { index: 2 })['value']).toBeUndefined();
    expect(form.oldList('items[][qty]')).toEqual(['3', '4']);
  });

  it('leaves the fields of another object alone, whose boxes were cleared', () => {
    expect([form.checked('items[0][days]', 'mon'), form.checked('items[1][days]', 'mon'), form.old('items[1][qty]')]).toEqual([' checked', '', '']);
  });
});

describe('errors of a list of objects', () => {
  const cameBack = (): Form => formOf({}, ['items.1.qty']);

  it('stand at their field, which has the id of the link in the summary', () => {
    const form = cameBack();
    expect(form.summary()).toContain('href="#items--1--qty"');
    expect(form.attributes('items[][qty]', { index: 1 })).toContain('id="items--1--qty"');
    expect(form.error('items[][qty]', { index: 1 })).toContain('Wrong: items.1.qty');
    expect(form.error('items[][qty]', { index: 0 })).toBe('');
  });

  it('stand at the one place for all fields, with the id of the link', () => {
    const form = cameBack();
    expect(form.error('items[][qty]')).toContain('<span id="items--1--qty" tabindex="-1">');
    expect(form.error('items[][price]')).toBe('');
  });
});

describe('values that are no texts', () => {
  it.each([1, true, '1', 'true'])('%j is checked and selected if it was chosen', (value) => {
    const form = formOf({ days: ['1', 'true'] });
    expect([form.checked('days[]', value), form.selected('days', value)]).toEqual([' checked', ' selected']);
  });
});

describe('secrets and ordinary words', () => {
  it('gives back ordinary names and withholds the answer to a security question', () => {
    expect(['secretion', 'Geheimtipp', 'geheimtipps', 'secretions'].filter(isSecretField)).toEqual([]);
    expect(['security_answer', 'securityAnswer2'].filter((name) => !isSecretField(name))).toEqual([]);
  });

  it('gives back words with dashes after the name of a scheme', () => {
    expect(['bearer bonds-and-certificates', 'Token self-determination'].filter(isWithheldValue)).toEqual([]);
    expect(isWithheldValue('Bearer abcdefghijklmnop-qrst7')).toBe(true);
  });
});
