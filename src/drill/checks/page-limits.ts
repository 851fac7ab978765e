/** The longest page whose structure is read, in characters. */
export const MAX_PAGE = 512 * 1024;
/** The most elements, and the deepest nesting. The parser's time grows faster than the page beyond them. */
export const MAX_ELEMENTS = 20_000;
export const MAX_DEPTH = 400;
/** The most attributes of a tag, counted by what separates them. */
const MAX_SEPARATORS = 4_000;

/** Thrown while a page is parsed. `message` says what it has too much of. */
export class PageRefused extends Error {}

/** Whether each tag has few attributes. It walks over the text once, as a browser's tokenizer does. */
export function hasBoundedTags(html: string): boolean {
  let at = html.indexOf('<');
  while (at !== -1) {
    const next = isTagName(html.charCodeAt(at + 1)) ? endOfTag(html, at + 1) : at + 1;
    if (next === undefined) return false;
    at = html.indexOf('<', afterText(html, at, next));
  }
  return true;
}

function isTagName(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** The offset after the `>` of a tag. `undefined` if it has too many attributes. */
function endOfTag(html: string, from: number): number | undefined {
  let separators = 0;
  let isValue = false;
  for (let i = from; i < html.length; i++) {
    const char = html[i] as string;
    if (char === '>') return i + 1;
    if ((char === '"' || char === "'") && isValue) {
      const end = html.indexOf(char, i + 1);
      if (end === -1) return html.length;
      i = end;
      isValue = false;
      separators++;
    } else if (char === '=') isValue = true;
    else if (char <= ' ' || char === '/') separators++;
    else isValue = false;
    if (separators > MAX_SEPARATORS) return undefined;
  }
  return html.length;
}

const ENDS = { script: /<\/script/i, style: /<\/style/i, textarea: /<\/textarea/i, title: /<\/title/i };

/** After a script or a style there is no tag before its end. */
function afterText(html: string, at: number, end: number): number {
  const name = /^<(script|style|textarea|title)\b/i.exec(html.slice(at, at + 12))?.[1]?.toLowerCase();
  if (name === undefined) return end;
  const close = html.slice(end).search(ENDS[name as keyof typeof ENDS]);
  return close === -1 ? html.length : end + close;
}
