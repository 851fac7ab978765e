import { maskText } from './mask.ts';

/** The most characters in the name of a form field. */
const MAX_NAME = 64;
/** The most keys in the path of a form field. */
export const MAX_SEGMENTS = 16;

/** Letters, digits and the signs that occur in names. Values and whole bodies have other signs: quotation marks, braces, colons, commas, `=`, `&`. */
const NAME = /^[\p{L}\p{M}\p{N}\p{So}_$@.\-+/~*#!?()[\] ]*$/u;

/** The replacement for a key that is not the name of a field. */
export const UNNAMED = '(unnamed)';

/**
 * Whether the text can be the name of a field. The client chooses the names of unknown fields. A JSON body that is sent as a form becomes the name of
 * one field, and that name holds all submitted values.
 */
export function isFieldName(name: string): boolean {
  return name.length <= MAX_NAME && NAME.test(name) && maskText(name) === name;
}

/** The name, or `(unnamed)` if the text cannot be the name of a field. */
export function fieldName(name: string): string {
  return isFieldName(name) ? name : UNNAMED;
}

/** The keys of a path. The path ends at the first key that is not a name, because the next keys may be parts of the same value. */
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
