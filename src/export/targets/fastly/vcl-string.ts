/**
 * A long string of Fastly's VCL that is exactly this text. It has no escapes, and ends at its closing quote, so the quote gets a name that the text does
 * not have: `{"…"}`, `{e1"…"e1}`. VCL ends a string at a null character, so it is left out.
 *
 * @see https://www.fastly.com/documentation/reference/vcl/types/string/
 */
export function vclString(text: string): string {
  const clean = text.replaceAll('\0', '');
  let name = '';
  for (let count = 1; clean.includes(`"${name}}`); count += 1) name = `e${count}`;
  return `{${name}"${clean}"${name}}`;
}
