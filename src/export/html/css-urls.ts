import type { Range } from './parsed-html.ts';

/** An address in a style sheet that a browser loads. The range is what is written between `url(` and `)`, or the string with its quotes. */
export interface CssUrl extends Range {
  readonly url: string;
  readonly kind: 'image' | 'font' | 'style';
  /** Of an `@import`: the whole rule, with its semicolon. */
  readonly rule?: Range;
  /** Of an `@import`: its layer, its features and its media, as they are written. */
  readonly conditions?: string;
}

/** Comments, addresses, strings, names of rules, functions whose strings are addresses, and the signs that group. Each alternative reads a character once. */
const TOKENS =
  /\/\*[\s\S]*?(?:\*\/|$)|(?:url|src)\((?<space>\s*)(?:(?=["'])|(?<bare>(?:[^"'()\\\s]|\\[\s\S])*)\s*\))|"(?<double>(?:[^"\\\n]|\\[\s\S])*)"?|'(?<single>(?:[^'\\\n]|\\[\s\S])*)'?|@(?<at>[\w-]+)|(?<set>(?:-webkit-)?image-set\()|[{}();]/gi;

/** Every address that a style sheet loads, in its order: `url()`, `@import`, and the strings of `image-set()`. */
export function cssUrls(css: string): readonly CssUrl[] {
  const found: CssUrl[] = [];
  const blocks: string[] = [];
  const functions: ('url' | 'set' | '')[] = [];
  let rule: { readonly name: string; readonly from: number } | undefined;
  let hasRules = false;
  let imported: { readonly url: string; readonly from: number; readonly to: number; readonly after: number } | undefined;
  const close = (end: number, to: number): void => {
    if (imported && rule) {
      found.push({
        url: imported.url,
        from: imported.from,
        to: imported.to,
        kind: 'style',
        rule: { from: rule.from, to },
        conditions: css.slice(imported.after, end).trim(),
      });
    }
    [rule, imported] = [undefined, undefined];
  };
  const add = (written: string, from: number, to: number, after: number): void => {
    const url = unescaped(written);
    if (rule?.name === 'import') imported ??= { url, from, to, after };
    else if (rule?.name !== 'namespace') found.push({ url, from, to, kind: blocks.at(-1) === 'font-face' ? 'font' : 'image' });
  };
  for (const { 0: token, index, groups = {} } of css.matchAll(TOKENS)) {
    const { space = '', bare, double, single, at, set } = groups;
    const end = index + token.length;
    if (bare !== undefined) add(bare, index + 4 + space.length, index + 4 + space.length + bare.length, end);
    else if (/^(?:url|src)\(/i.test(token)) functions.push('url');
    else if (double !== undefined || single !== undefined) {
      const around = functions.at(-1);
      // The parenthesis after the string of `url("…")` belongs to the address of an import.
      if (around === 'url') add((double ?? single) as string, index, end, end + (/^\s*\)/.exec(css.slice(end, end + 40))?.[0].length ?? 0));
      else if (around === 'set' || (rule?.name === 'import' && functions.length === 0)) add((double ?? single) as string, index, end, end);
    } else if (at !== undefined) rule = { name: hasRules && /^import$/i.test(at) ? '' : at.toLowerCase(), from: index };
    else if (set !== undefined) functions.push('set');
    else if (token === '(') functions.push('');
    else if (token === ')') functions.pop();
    else if (token === ';') close(index, end);
    else if (token === '{') {
      // An import after other rules is no import (CSS Cascade §2).
      hasRules = true;
      blocks.push(rule?.name ?? '');
      [rule, imported] = [undefined, undefined];
      functions.length = 0;
    } else if (token === '}') blocks.pop();
  }
  close(css.length, css.length);
  return found;
}

/** A string of CSS as a browser reads it (CSS Syntax §4.3.7). */
function unescaped(text: string): string {
  return text.replace(
    /\\(?:([0-9a-f]{1,6})\s?|(\r\n|[\n\r\f])|([\s\S]))/gi,
    (_, code: string | undefined, end: string | undefined, char: string | undefined) => {
      if (code !== undefined) return codePoint(Number.parseInt(code, 16));
      return end === undefined ? (char as string) : '';
    },
  );
}

function codePoint(code: number): string {
  return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\uFFFD' : String.fromCodePoint(code);
}

/** An address as a string of CSS. */
export function cssString(url: string): string {
  return `"${url.replace(/["\\\n\r\f]/g, (char) => `\\${char.charCodeAt(0).toString(16)} `)}"`;
}
