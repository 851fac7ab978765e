import { isArray, readOwn } from './guarded-read.ts';

/** Members in which libraries and apps keep a list of what is wrong. */
const NAMES = ['issues', 'errors', 'problems', 'details'];

/** The list that a result or an error keeps of what is wrong, and the member's name. */
export function listMember(value: unknown): { readonly name: string; readonly list: readonly unknown[] } | undefined {
  for (const name of NAMES) {
    const list = readOwn(value, name);
    if (isArray(list)) return { name, list };
  }
  return undefined;
}
