/** The most characters of a list or a buffer. */
const FAR = 512;

/** A value in quotes or brackets, so that its end is known. The quotes may be escaped, as in a JSON text inside a JSON text. */
export function openedValue(text: string, start: number): { readonly from: number; readonly to: number } | undefined {
  let at = start;
  while (at - start < 15 && text[at] === '\\') at++;
  const opener = text[at];
  if (opener === '"' || opener === "'" || opener === '`') return { from: at + 1, to: quoteEnd(text, at + 1, opener, at - start) };
  if (at > start) return undefined;
  if (opener === '[' || opener === '(') return within(text, start + 1, opener === '[' ? ']' : ')');
  return opener === '<' && text.startsWith('Buffer ', start + 1) ? within(text, start + 1, '>') : undefined;
}

/**
 * The index of the closing quote. It has as many backslashes before it as the opening quote: 0, 1, 3 or 7, by the number of texts around it. A quote with
 * more backslashes belongs to the value.
 */
function quoteEnd(text: string, from: number, quote: string, depth: number): number {
  for (let at = text.indexOf(quote, from); at !== -1; at = text.indexOf(quote, at + 1)) {
    let slashes = 0;
    while (at - slashes > from && text[at - slashes - 1] === '\\') slashes++;
    if (slashes % (2 * depth + 2) !== depth) continue;
    // In SQL and ADO a doubled quote belongs to the value.
    if (depth > 0 || at === from || text[at + 1] !== quote) return at;
    at++;
  }
  const line = text.indexOf('\n', from);
  return line === -1 ? text.length : line;
}

function within(text: string, from: number, closer: string): { readonly from: number; readonly to: number } | undefined {
  const length = text.slice(from, from + FAR).indexOf(closer);
  return length === -1 ? undefined : { from, to: from + length };
}
