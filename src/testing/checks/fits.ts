import { isPlainObject } from '../../core/values/guarded-read.ts';
import { asymmetricMatcher, shown } from '../output/shown.ts';

/**
 * Whether the value fits to what was expected: the same value, a text that the expression matches, `expect.any(String)`, an object that has at least these
 * members, or a list whose items fit in their order.
 */
export function fits(expected: unknown, value: unknown): boolean {
  const matcher = asymmetricMatcher(expected);
  if (matcher !== undefined) return matcher.asymmetricMatch(value);
  if (expected instanceof RegExp) return typeof value === 'string' && value.search(expected) !== -1;
  if (Array.isArray(expected)) return Array.isArray(value) && expected.length === value.length && expected.every((item, index) => fits(item, value[index]));
  if (isPlainObject(expected)) {
    return isPlainObject(value) && Object.entries(expected).every(([name, member]) => fits(member, Object.hasOwn(value, name) ? value[name] : undefined));
  }
  return Object.is(expected, value);
}

/** One line for each member that does not fit. */
export function differencesOf(expected: Readonly<Record<string, unknown>>, value: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(expected)
    .filter(([name, member]) => !fits(member, Object.hasOwn(value, name) ? value[name] : undefined))
    .map(([name, member]) => `${name}: expected ${shown(member)}, received ${shown(value[name])}`);
}
