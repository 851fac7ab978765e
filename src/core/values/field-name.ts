import { maskText } from './mask.ts';

/** Longer than this is no field that anybody filled in. */
const MAX_NAME = 64;
/** Deeper than this is no field of a form. */
export const MAX_SEGMENTS = 16;

/** Letters, digits and the signs that names are written with: no quotation mark, brace, colon, comma, `=` or `&`, as a value or a whole body has. */
const NAME = /^[\p{L}\p{M}\p{N}\p{So}_$@.\-+/~*#!?()[\] ]*$/u;

/** What stands in the place of a name that is none. */
export const UNNAMED = '(unnamed)';

/**
 * Is it the name of a field? A client names the fields that no schema knows, and a JSON body that was sent as a form is the name of one
 * field: with everything that was typed in it.
 */
export function isFieldName(name: string): boolean {
  return name.length <= MAX_NAME && NAME.test(name) && maskText(name) === name;
}

/** The name, or what stands in its place. */
export function fieldName(name: string): string {
  return isFieldName(name) ? name : UNNAMED;
}

/** The keys of a path. It ends with the first that is not a name: what follows may be another part of the same value. */
export function fieldPath(path: readonly unknown[]): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  for (let i = 0; i < path.length && i < MAX_SEGMENTS; i++) {
    const key: unknown = path[i];
    const name = typeof key === 'number' ? key : fieldName(String(key));
    keys.push(name);
    if (name === UNNAMED) break;
  }
  return keys;
}
