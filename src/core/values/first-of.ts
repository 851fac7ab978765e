import { isArray, readProperty } from './guarded-read.ts';

/** Members of a list that are read: what is over is left out, or counted. */
export const MOST = 32;

/**
 * The first members of a list that an app, an error or a library gave. A list of four thousand million holes costs one line of code, and
 * `map`, `slice` or `filter` would walk them all. What is no list has none; a member that throws is `undefined`.
 */
export function firstOf(list: unknown, most = MOST): unknown[] {
  const first: unknown[] = [];
  if (!isArray(list)) return first;
  const length = lengthOf(list);
  for (let i = 0; i < length && i < most; i++) first.push(readProperty(list, i));
  return first;
}

/** Of a Proxy, `length` may be anything. */
function lengthOf(list: readonly unknown[]): number {
  const length = readProperty(list, 'length');
  return typeof length === 'number' && length > 0 ? length : 0;
}
