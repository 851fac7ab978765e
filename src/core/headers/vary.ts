/** The value of `Vary`: the existing names and `names`. `*` stays alone, because it covers all names (RFC 9110 §12.5.5). */
export function appendVary(existing: string | undefined, names: string): string {
  if (existing === undefined || existing === '') return names;
  const present = existing
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  if (present.includes('*')) return existing;
  const missing = names.split(', ').filter((name) => !present.includes(name.toLowerCase()));
  return missing.length === 0 ? existing : `${existing}, ${missing.join(', ')}`;
}
