import { describe, expect, it } from 'vitest';
import { mapLibraryValue } from '../map-library-value.ts';

/** Returns a list with four thousand million holes and one item. */
function sparse(item: unknown, at = 0): unknown[] {
  const list = new Array(4_294_967_295);
  list[at] = item;
  return list;
}

const ENTRY = { type: 'field', location: 'body', path: 'boat', msg: 'Invalid value', value: '' };

describe('a library’s list with four thousand million holes', () => {
  it.each<[string, () => unknown]>([
    ['unknown fields of express-validator', () => [{ type: 'unknown_fields', msg: 'Unknown', fields: sparse(ENTRY, 3) }]],
    ['nested errors of express-validator', () => [{ type: 'alternative_grouped', msg: 'None', nestedErrors: sparse(sparse(ENTRY, 1), 2) }]],
    ['children of class-validator', () => [{ property: 'boat', children: sparse({ property: 'name', constraints: { isString: 'no text' } }, 1) }]],
    ['unrecognised keys of zod', () => ({ issues: [{ code: 'unrecognized_keys', path: [], message: 'm', keys: sparse('boat', 1) }] })],
    ['messages by field', () => ({ formErrors: [], fieldErrors: { boat: sparse('too short', 1) } })],
    ['details of joi', () => ({ error: Object.assign(new Error('m'), { name: 'ValidationError', isJoi: true, details: sparse(undefined) }) })],
    ['errors that the app has put together', () => ({ errors: sparse(ENTRY) })],
  ])('is read up to the limit, and no hole becomes an issue: %s', (_, make) => {
    const issues = mapLibraryValue(make())?.issues ?? [];
    expect(issues.length).toBeLessThan(64);
    expect([...issues].every((issue) => typeof issue?.message === 'string' && Array.isArray(issue.path))).toBe(true);
  });
});
