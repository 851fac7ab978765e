/** Returns a field's name in dots, as issues have it: `address[city]` is `address.city`, and `tags[]` is `tags`. */
export function fieldKey(name: string): string {
  if (!name.includes('[')) return name;
  const key = name.replace(/\[([^[\]]*)\]/g, (_, member: string) => (member === '' ? '' : `.${member}`));
  return key.startsWith('.') ? key.slice(1) : key;
}

/** Returns the name of the field with this index among those of the same name: `tags[]` is `tags[1]`, and `items[][qty]` is `items[1][qty]`. */
export function placedName(name: string, index: number | undefined): string {
  if (index === undefined) return name;
  return name.includes('[]') ? name.replace('[]', `[${index}]`) : `${name}[${index}]`;
}

/** Returns the key of one item of a list, by its place: `tags.1` for `tags`, and `items.1.qty` for `items[][qty]`. */
export function itemKey(name: string, place: number | string): string {
  const [list = '', member] = name.split('[]', 2);
  const key = `${fieldKey(list)}.${place}`;
  return member === undefined || member === '' ? key : `${key}.${fieldKey(member)}`;
}
