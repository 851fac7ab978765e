/** Compares in a time that does not depend on how much is right. */
export function isSameText(value: string, right: string): boolean {
  if (value.length !== right.length) return false;
  let difference = 0;
  for (let i = 0; i < right.length; i++) difference |= value.charCodeAt(i) ^ right.charCodeAt(i);
  return difference === 0;
}
