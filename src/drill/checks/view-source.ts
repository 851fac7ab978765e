import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { About } from './check.ts';
import { perRun } from './per-run.ts';

const texts = perRun<string | undefined>();

/** The text of a view, or `undefined` if the file cannot be read. Each file is read once in a run. */
export function sourceOf(file: string, about: About): string | undefined {
  return texts(about, file, () => {
    try {
      return readFileSync(isAbsolute(file) ? file : join(about.app.root, file), 'utf8');
    } catch {
      return undefined;
    }
  });
}

/** The number of the line at this offset, from 1. */
function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** The number of the first line with this text, in upper or lower case. */
export function lineOfText(source: string, text: string): number | undefined {
  const at = source.toLowerCase().indexOf(text.toLowerCase());
  return at === -1 ? undefined : lineAt(source, at);
}

/** What is written into a page: `<%= … %>` of EJS, Eta and Handlebars' `{{ … }}`, Pug's `#{ … }` and `= …`. */
const EXPRESSION = /<%[=-][^%]{0,500}%>|\{\{\{?[^{}]{0,500}\}\}|[#!]\{[^{}]{0,500}\}|^[ \t]{0,80}[\w.#-]{0,80}!?= ?\S[^\n]{0,300}/gm;
/** What an expression reads when it shows something of the inside. */
const TELLING =
  /\b(?:err|error|errors|stack|message|cause|query|cookies?|headers?|session|env|config|settings|body|req|request|data|detail|authorization|JSON)\b/i;

/** The line of the expression in a view that has probably written the text at `at` of the page. */
export function lineOfExpression(source: string, page: string, at: number): number | undefined {
  let best: { readonly gap: number; readonly offset: number } | undefined;
  let end = 0;
  for (const match of source.matchAll(EXPRESSION)) {
    const before = fixedTextBefore(source, end, match.index);
    end = match.index + match[0].length;
    // The text before the expression is in the page too. The expression whose text is nearest has written what follows.
    const found = before === '' ? -1 : page.lastIndexOf(before, at);
    const gap = found === -1 ? undefined : at - found - before.length;
    const weight = gap === undefined || gap < 0 ? (TELLING.test(match[0]) ? 1e6 : undefined) : gap;
    if (weight !== undefined && (best === undefined || weight < best.gap)) best = { gap: weight, offset: match.index };
  }
  return best === undefined ? undefined : lineAt(source, best.offset);
}

/** The end of the fixed text between two expressions, without the code of the template. */
function fixedTextBefore(source: string, from: number, to: number): string {
  const text = source.slice(Math.max(from, to - 60), to);
  const code = Math.max(text.lastIndexOf('%>') + 2, text.lastIndexOf('}}') + 2);
  const fixed = code > 1 ? text.slice(code) : text;
  return fixed.trim().length < 2 ? '' : fixed;
}

/** The line of a tag in a view. `tag` is the text of the start tag in the page, and `turn` its number among the tags of its name. */
export function lineOfTag(source: string, tag: string, turn: { readonly at: number; readonly of: number }): number | undefined {
  const exact = source.indexOf(tag);
  if (exact !== -1 && source.indexOf(tag, exact + 1) === -1) return lineAt(source, exact);
  const name = /^<[a-z][\w-]{0,40}/i.exec(tag)?.[0];
  if (name === undefined) return undefined;
  const places: number[] = [];
  const lower = source.toLowerCase();
  for (let at = lower.indexOf(name.toLowerCase()); at !== -1 && places.length < 2_000; at = lower.indexOf(name.toLowerCase(), at + name.length)) {
    if (!/[\w-]/.test(source[at + name.length] ?? '')) places.push(at);
  }
  const [only] = places;
  if (only !== undefined && places.length === 1) return lineAt(source, only);
  // A view without loops has as many tags of a name as its page.
  const same = places.length === turn.of ? places[turn.at] : undefined;
  return same === undefined ? undefined : lineAt(source, same);
}
