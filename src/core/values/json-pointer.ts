/** A JSON Pointer in its URI fragment form (RFC 6901 §6): `#/profile/colour`. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  let pointer = '#';
  for (const key of path) pointer += `/${segment(String(key))}`;
  return pointer;
}

function segment(key: string): string {
  // Most names need no escapes.
  if (/^[\w.-]*$/.test(key)) return key;
  const escaped = key.replaceAll('~', '~0').replaceAll('/', '~1');
  // Characters that a fragment may hold stay readable (RFC 3986 §3.5), except for `?`.
  return encodeURI(escaped.toWellFormed()).replace(/[?#]/g, encodeURIComponent);
}
