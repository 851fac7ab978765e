import type { OldInput } from '../flash/flash-note.ts';
import { fieldKey } from './field-names.ts';

const MOST = 64;

/**
 * Returns the submitted values of a field, or `undefined` if it was not submitted. A parser may make a list of a name, or one member for each index:
 * `tags[1]` and `tags.1` are the second value of `tags`, and `tags` is the list of `tags[0]`, `tags[1]`, ….
 */
export function valuesOf(old: OldInput, name: string): readonly string[] | undefined {
  const key = fieldKey(name);
  const own = listAt(old, key);
  if (own !== undefined) return own;
  const dot = key.lastIndexOf('.');
  if (dot !== -1 && /^\d{1,4}$/.test(key.slice(dot + 1))) {
    const value = listAt(old, key.slice(0, dot))?.[Number(key.slice(dot + 1))];
    if (value !== undefined) return [value];
  }
  const items: string[] = [];
  for (let value = listAt(old, `${key}.0`); value !== undefined && items.length < MOST; value = listAt(old, `${key}.${items.length}`))
    items.push(value[0] ?? '');
  return items.length === 0 ? undefined : items;
}

function listAt(old: OldInput, key: string): readonly string[] | undefined {
  const value = Object.hasOwn(old, key) ? old[key] : undefined;
  return typeof value === 'string' ? [value] : value;
}
