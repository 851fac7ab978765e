import { isArray, readProperty } from './guarded-read.ts';

/** The most members of a list that Halyard reads. It leaves out or counts the rest. */
export const MAX_MEMBERS = 32;

/**
 * The first members of a list that comes from an app, an error or a library. One line of code can make a list of four thousand million holes, and
 * `map`, `slice` or `filter` would visit all of them. Returns `[]` for a value that is not a list. A member that throws is `undefined`.
 */
export function firstOf(list: unknown, most = MAX_MEMBERS): unknown[] {
  const first: unknown[] = [];
  if (!isArray(list)) return first;
  const length = lengthOf(list);
  for (let i = 0; i < length && i < most; i++) first.push(readProperty(list, i));
  return first;
}

/** The length of the list. The `length` of a Proxy may be any value. */
function lengthOf(list: readonly unknown[]): number {
  const length = readProperty(list, 'length');
  return typeof length === 'number' && length > 0 ? length : 0;
}
