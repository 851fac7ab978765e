/** How many times a text is read: a URL in a JSON text in an attribute of HTML has been escaped three times. */
const MAX_LEVELS = 6;

/** One character that is escaped for JSON, JavaScript, HTML or a URL. Each alternative begins with a character of its own, so the time is linear. */
const ESCAPED =
  /\\u00([2-7][\da-f])|\\u\{0{0,8}([2-7][\da-f])\}|\\x([2-7][\da-f])|&#x0{0,8}([2-7][\da-f]);?|&#0{0,8}(\d{2,3})(?:;|(?!\d))|%([2-7][\da-f])|&(amp|quot|apos|lt|gt|sol|colon|period);/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>', sol: '/', colon: ':', period: '.' };

/** The text without escapes of any level and kind, and without backslashes, or `undefined` if it has none. It is only for searching: it is no valid JSON or HTML any more. */
export function unescaped(text: string): string | undefined {
  let result = text;
  for (let level = 0; level < MAX_LEVELS; level++) {
    const next = halved(result.replace(ESCAPED, decoded));
    if (next === result) break;
    result = next;
  }
  const plain = result.replaceAll('\\', '');
  return plain === text ? undefined : plain;
}

/** A JSON text in a JSON text has two backslashes for one, and then four. */
function halved(text: string): string {
  return text.includes('\\\\') ? text.replaceAll('\\\\', '\\') : text;
}

function decoded(whole: string, ...groups: readonly (string | undefined)[]): string {
  const [unicode, point, byte, hex, decimal, percent, name] = groups;
  if (name !== undefined) return NAMED[name.toLowerCase()] as string;
  const code = decimal === undefined ? Number.parseInt((unicode ?? point ?? byte ?? hex ?? percent) as string, 16) : Number(decimal);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : whole;
}
