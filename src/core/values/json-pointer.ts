/** RFC 6901 in its URI fragment form: `#/profile/colour`. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  let pointer = '#';
  for (const key of path) pointer += `/${segment(String(key))}`;
  return pointer;
}

function segment(key: string): string {
  // As most names are: nothing in it to be escaped.
  if (/^[\w.-]*$/.test(key)) return key;
  return encodeFragment(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** RFC 3986 §3.5: what may stand in a fragment stays readable. */
function encodeFragment(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/%(?:24|26|2B|2C|3B|3D|3A|40)/g, (escaped) => decodeURIComponent(escaped));
}
