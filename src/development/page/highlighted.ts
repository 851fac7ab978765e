import type { ParsedToken, ParseOptions, TokenType } from 'sugar-high/core';
import { parse } from 'sugar-high/core';
import * as css from 'sugar-high/lang/css';
import * as html from 'sugar-high/lang/html';
import * as javascript from 'sugar-high/lang/javascript';
import * as json from 'sugar-high/lang/json';
import * as sql from 'sugar-high/lang/sql';
import * as typescript from 'sugar-high/lang/typescript';
import { escapeHtml } from '../../core/formats/escape-html.ts';

// The declarations of two languages name the parameters of `tokenize` in another way than those of the core, which calls it.
/** The language of a file, by the end of its name. A template is HTML with marks of its own. */
const LANGUAGES: readonly (readonly [name: RegExp, language: ParseOptions])[] = [
  [/\.[cm]?tsx?$/i, typescript],
  [/\.[cm]?jsx?$/i, javascript as ParseOptions],
  [/\.(?:html?|ejs|eta|hbs|handlebars|mustache|njk|nunjucks|liquid|vue|svelte|svg|xml)$/i, html as unknown as ParseOptions],
  [/\.json$/i, json],
  [/\.css$/i, css],
  [/\.sql$/i, sql],
];

/** The class of each kind of token. A kind without a class has the colour of the text. */
const CLASSES: Readonly<Partial<Record<TokenType, string>>> = {
  keyword: 'k',
  string: 's',
  class: 'c',
  property: 'p',
  entity: 'e',
  comment: 'm',
};

/** A line longer than this has no colours: it is generated code. */
const MAX_LINE = 2_000;

/**
 * The lines of an excerpt as HTML, with colours if the file's language is known. Each line stands for itself: no element goes over the end of a line, and
 * the text of each line is kept, whatever the highlighter makes of it. `at` marks the token at a line and a column.
 */
export function highlightedLines(file: string, lines: readonly string[], at?: { readonly index: number; readonly column: number }): readonly string[] {
  const parsed = parsedLines(file, lines);
  return lines.map((line, index) => {
    const tokens = parsed?.[index] ?? [{ type: 'identifier', value: line }];
    return lineHtml(tokens, index === at?.index ? at.column - 1 : -1);
  });
}

/** The tokens by line. `undefined` if the language is not known, or if the highlighter changed a line. */
function parsedLines(file: string, lines: readonly string[]): readonly (readonly ParsedToken[])[] | undefined {
  const language = LANGUAGES.find(([name]) => name.test(file))?.[1];
  if (language === undefined || lines.some((line) => line.length > MAX_LINE || /[\r\n]/.test(line))) return undefined;
  try {
    const parsed = parse(lines.join('\n'), language).lines;
    const isWhole = lines.every((line, index) => line === (parsed[index]?.tokens ?? []).map(({ value }) => value).join(''));
    return isWhole ? lines.map((_, index) => parsed[index]?.tokens ?? []) : undefined;
  } catch {
    return undefined;
  }
}

function lineHtml(tokens: readonly ParsedToken[], mark: number): string {
  let offset = 0;
  return tokens
    .map(({ type, value }) => {
      const isMarked = mark >= offset && mark < offset + value.length && value.trim() !== '' && tokens.length > 1;
      offset += value.length;
      const text = isMarked ? `<u>${escapeHtml(value)}</u>` : escapeHtml(value);
      const name = CLASSES[type];
      return name === undefined ? text : `<span class="${name}">${text}</span>`;
    })
    .join('');
}
