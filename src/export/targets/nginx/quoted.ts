/** A text as a value of nginx. nginx has no escape for `$`, so an address in a policy has it encoded. */
export function quoted(text: string): string {
  return `"${text.replaceAll('$', '%24').replace(/["\\]/g, '\\$&')}"`;
}
