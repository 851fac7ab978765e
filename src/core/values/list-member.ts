import { isArray, readOwn } from './guarded-read.ts';

/** The members in which libraries and apps keep a list of validation errors. */
const NAMES = ['issues', 'errors', 'problems', 'details'];

/** The list of validation errors in a result or an error, and the name of its member. `undefined` if no member of `names` is a list. */
export function listMember(value: unknown, names = NAMES): { readonly name: string; readonly list: readonly unknown[] } | undefined {
  for (const name of names) {
    const list = readOwn(value, name);
    if (isArray(list)) return { name, list };
  }
  return undefined;
}
