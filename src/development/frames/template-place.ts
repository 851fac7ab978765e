import { readOwn } from '../../core/values/guarded-read.ts';
import { maskMarkup } from '../masking/mask-markup.ts';
import { type AppFolders, fileOfApp } from './app-folders.ts';

/** The place of an error in a template, and its message without the lines of the template. */
export interface TemplatePlace {
  /** `undefined` if the error does not name a file of the app. */
  readonly path: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** The most characters of a message that are searched. */
const MAX_MESSAGE = 65_536;

/** EJS, Pug and Eta begin the message with the place: `/app/views/page.ejs:3`, and `:3:14` if they know the column. Then lines of the template follow. */
const PLACE_FIRST = /^([^\n]{1,1024}?):(\d{1,9})(?::(\d{1,9}))?\n(?=\s{0,8}(?:>>? )?\s{0,8}\d+\|)/;
/** Nunjucks. */
const NUNJUCKS = /^\(([^\n]{1,1024}?)\)(?: \[Line (\d{1,9}), Column (\d{1,9})\])?\n([^\n]*)/;
/** LiquidJS. */
const LIQUID = /^, file:([^\n]{1,1024}), line:(\d{1,9})(?:, col:(\d{1,9}))?$/;
/** `hbs`, for a template of Handlebars. */
const HANDLEBARS = /^([^\n]{1,1024}?): Parse error on line (\d{1,9}):\n/;
/** EJS, for a template that it cannot compile. */
const COMPILING = ' while compiling ejs';

/** The place in a template that an error of a template engine names. `undefined` for every other error. */
export function templatePlace(error: unknown, message: unknown, folders: AppFolders): TemplatePlace | undefined {
  if (typeof message !== 'string') return undefined;
  const found = named(message.slice(0, MAX_MESSAGE), error);
  const path = found?.path === undefined ? undefined : fileOfApp(found.path, folders);
  return path === undefined || found === undefined ? undefined : { ...found, path };
}

function named(message: string, error: unknown): TemplatePlace | undefined {
  const [, path, line, column] = PLACE_FIRST.exec(message) ?? LIQUID.exec(message.slice(message.lastIndexOf(', file:'))) ?? HANDLEBARS.exec(message) ?? [];
  if (path !== undefined) return { path, line: numberOf(line), column: numberOf(column) };
  const compiling = message.indexOf(COMPILING);
  if (compiling !== -1) return { path: message.slice(message.lastIndexOf(' in ', compiling) + ' in '.length, compiling), line: undefined, column: undefined };
  const nunjucks = NUNJUCKS.exec(message);
  if (nunjucks === null) return undefined;
  // Nunjucks counts from 0 in the errors of code that it ran, and from 1 in those of its parser.
  const offset = readOwn(error, 'name') === 'Template render error' && /^\s*\w*Error: /.test(nunjucks[4] ?? '') ? 1 : 0;
  const [row, place] = [numberOf(nunjucks[2]), numberOf(nunjucks[3])];
  return { path: nunjucks[1], line: row === undefined ? undefined : row + offset, column: place === undefined ? undefined : place + offset };
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

/** A line of a template in a message, and the mark below it. */
const CONTEXT = /^\s{0,8}(?:>>? ?)?\s{0,8}\d{1,9}\| |^\s{0,8}(?:>>? ?)?\s{0,8}\d{1,9}\|$|^[\s.-]{0,256}\^$/;
/** Eta writes the whole compiled code behind this line. */
const COMPILED = /\n={8,}\n/;
/** Handlebars quotes the end of the text before the mistake, which may begin within a secret. */
const PARSE_ERROR = /(Parse error on line \d{1,9}:\n)[^\n]*\n-*\^\n?/;

/**
 * A message without the lines of a template in it. The excerpt shows them, masked. If there is no excerpt, the lines stay, and pass the mask of
 * templates.
 */
export function withoutContext(message: string, hasExcerpt: boolean): string {
  const compiled = COMPILED.exec(message);
  const text = compiled !== null && message.startsWith('Bad template syntax') ? message.slice(0, compiled.index) : message;
  if (PARSE_ERROR.test(text)) return text.replace(PARSE_ERROR, '$1');
  if (!/^(?:.*\n)?\s{0,8}(?:>>? ?)?\s{0,8}\d{1,9}\|/.test(text)) return text;
  const lines = text.split('\n');
  if (!hasExcerpt) return lines.map((line) => (CONTEXT.test(line) ? maskMarkup(line) : line)).join('\n');
  return lines
    .filter((line) => !CONTEXT.test(line))
    .join('\n')
    .replace(/\n{2,}/, '\n');
}
