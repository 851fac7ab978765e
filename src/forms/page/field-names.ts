/** Returns a field's name in dots, as issues have it: `address[city]` is `address.city`, and `tags[]` is `tags`. */
export function fieldKey(name: string): string {
  if (!name.includes('[')) return name;
  const key = name.replace(/\[([^[\]]*)\]/g, (_, member: string) => (member === '' ? '' : `.${member}`));
  return key.startsWith('.') ? key.slice(1) : key;
}
