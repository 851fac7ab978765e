import type { OldInput } from '../flash/flash-note.ts';
import { fieldKey, itemKey, placedName } from './field-names.ts';

/** As many as one name may have. */
const MOST = 256;

/**
 * Returns the submitted values of a field, or `undefined` if it was not submitted. A parser may make a list of a name, or one member for each index:
 * `tags[1]` and `tags.1` are the second value of `tags`, and `tags` is the list of `tags[0]`, `tags[1]`, …. `items[1][qty]` is the second value of
 * `items[][qty]`.
 *
 * @param index the place of the field among those of this name
 */
export function valuesOf(old: OldInput, name: string, index?: number): readonly string[] | undefined {
  const key = fieldKey(placedName(name, index));
  const own = listAt(old, key);
  if (own !== undefined) return own;
  const parts = key.split('.');
  for (const [at, part] of parts.entries()) {
    if (at === 0 || !/^\d{1,4}$/.test(part)) continue;
    const value = listAt(old, parts.toSpliced(at, 1).join('.'))?.[Number(part)];
    if (value !== undefined) return [value];
  }
  // qs makes one object of all fields `items[][qty]`, with a list of their values.
  const first = isList(name) ? (listAt(old, itemKey(name, 0)) ?? []) : [];
  if (first.length < 2) return itemsOf(old, placedName(name, index));
  if (index === undefined) return first;
  const value = first[index];
  return value === undefined ? undefined : [value];
}

/** Returns whether the name is of a member of each object in a list: `items[][qty]`. */
function isList(name: string): boolean {
  return name.includes('[][');
}

function itemsOf(old: OldInput, name: string): readonly string[] | undefined {
  const items: string[] = [];
  for (let value = listAt(old, itemKey(name, 0)); value !== undefined && items.length < MOST; value = listAt(old, itemKey(name, items.length)))
    items.push(value[0] ?? '');
  return items.length === 0 ? undefined : items;
}

function listAt(old: OldInput, key: string): readonly string[] | undefined {
  const value = Object.hasOwn(old, key) ? old[key] : undefined;
  return typeof value === 'string' ? [value] : value;
}
