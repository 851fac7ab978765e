import { describe, expect, it } from 'vitest';
import type { ViewError } from '../../core/formats/locals.ts';
import { Form } from './form.ts';
import type { FormSource } from './form-source.ts';

function formOf(fields: readonly string[]): Form {
  const errors = fields.map((field): ViewError => ({ field, message: `Wrong: ${field}!`, pointer: '', code: '', stack: [] }));
  const source: FormSource = {
    errors: () => errors,
    hasErrors: () => errors.length > 0,
    old: () => ({}),
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

type Part = (form: Form) => string;
const list =
  (name = 'tags'): Part =>
  (form) =>
    form.error(name);
const label =
  (name: string, index?: number): Part =>
  (form) =>
    `<label for="${form.id(name, place(index))}">Tag</label>`;
const input =
  (name: string, index?: number): Part =>
  (form) =>
    `<input${form.attributes(name, place(index))}>`;
const error =
  (name: string, index?: number): Part =>
  (form) =>
    form.error(name, place(index));
const guarded =
  (name: string): Part =>
  (form) =>
    form.error(name) === '' ? '' : form.error(name);
const place = (index: number | undefined): { index?: number } => (index === undefined ? {} : { index });

/** The parts of a page, in the orders in which people write them. */
const PAGES: Readonly<Record<string, readonly Part[]>> = {
  'the list, then items with labels, errors and fields': [
    list(),
    ...[0, 1].flatMap((at) => [label(`tags[${at}]`), error(`tags[${at}]`), input(`tags[${at}]`)]),
  ],
  'items, then the list': [...[0, 1].flatMap((at) => [label(`tags[${at}]`), error(`tags[${at}]`), input(`tags[${at}]`)]), list()],
  'fields, then one place for all errors': [...[0, 1].flatMap((at) => [label('tags[]', at), input('tags[]', at)]), list('tags[]')],
  'one place for all errors, then fields': [list('tags[]'), ...[0, 1].flatMap((at) => [label('tags[]', at), input('tags[]', at)])],
  'items by index with their errors, between them the list': [error('tags[]', 0), input('tags[]', 0), list(), error('tags[]', 1), input('tags[]', 1)],
  'fields before their errors, and the list last': [...[0, 1].flatMap((at) => [input('tags[]', at), error('tags[]', at)]), list()],
  'the list in a condition': [guarded('tags'), ...[0, 1].flatMap((at) => [guarded(`tags[${at}]`), input(`tags[${at}]`)])],
  'one field for the list': [list(), input('tags')],
  'a group': [(form) => form.group('tags[]', ['sea', 'sky'], { legend: 'Tags', type: 'checkbox' })],
  'a group beside fields': [(form) => form.group('tags[]', ['sea', 'sky'], { legend: 'Tags', type: 'checkbox' }), error('tags[1]'), input('tags[1]')],
  'a select': [list(), (form) => form.select('tags[]', ['sea', 'sky'], { multiple: true })],
};

const ERRORS = [['tags.1'], ['tags'], ['tags', 'tags.0'], ['tags.0', 'tags.1'], ['tags', 'tags.0', 'tags.1']];

function all(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].flatMap(([, found = '']) => found.split(' '));
}

describe.each(Object.entries(PAGES))('a page with %s', (_, parts) => {
  it.each(ERRORS.map((fields) => ({ fields })))('has each id once, and shows each error once, also if it is rendered again: $fields', ({ fields }) => {
    const form = formOf(fields);
    const render = (): string => parts.map((part) => part(form)).join('\n');
    for (const html of [render(), render()]) {
      const ids = all(html, / id="([^"]*)"/g);
      expect(ids, html).toEqual([...new Set(ids)]);
      for (const field of fields) expect(html.split(`Wrong: ${field}!`).length - 1, `${field}\n${html}`).toBe(1);
      expect(
        [...all(html, / aria-describedby="([^"]*)"/g), ...all(html, / for="([^"]*)"/g)].filter((id) => !ids.includes(id)),
        html,
      ).toEqual([]);
      const links = all(form.summary(), / href="#([^"]*)"/g);
      expect(
        links.filter((id) => !ids.includes(id)),
        html,
      ).toEqual(fields.includes('tags') && !ids.includes('tags') ? ['tags'] : []);
    }
  });
});
