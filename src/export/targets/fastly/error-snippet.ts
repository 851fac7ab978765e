import { STATUS_CODES } from 'node:http';
import { type ErrorPage, type ErrorPages, firstJsonOf, type PageFormat } from '../../model/error-page.ts';
import { lastResort } from '../static/last-resort.ts';
import { vclString } from './vcl-string.ts';

/**
 * Fastly makes the id at its edge only, so that a shield keeps it. A client cannot choose it. Fastly recommends a UUID in a header: its own `req.xid`
 * changes from server to server.
 *
 * @see https://www.fastly.com/documentation/reference/vcl/variables/client-request/req-xid/
 */
export const RECEIVE_SNIPPET = `# The id of the request. Your app gets it as X-Request-Id and logs it as requestId. The error pages show it as the reference.
if (fastly.ff.visits_this_service == 0 && req.restarts == 0) {
  set req.http.X-Request-Id = uuid.version4();
}
`;

/** The statuses after which a client may try again. */
const PASSING = [429, 502, 503, 504];

/** Types of our own: Fastly allows no type twice in a call, and they tell apart why a type was chosen. */
const ANY_TEXT = 'text/halyard-any';
const ANY_APPLICATION = 'application/halyard-any';
const ANYTHING = 'any/any';

/** The types of a client for each format. JSON is the format of a client without a preference. If the app has two, each has its type. */
const TYPES: readonly (readonly [format: PageFormat, types: readonly string[]])[] = [
  ['html', ['text/html', 'application/xhtml+xml', ANY_TEXT]],
  ['txt', ['text/plain']],
  ['md', ['text/markdown']],
];
const JSON_TYPES: typeof TYPES = [
  ['json', ['application/json']],
  ['problem.json', ['application/problem+json']],
];

/** The snippet for `vcl_error`. It runs for errors that Fastly makes, and for `error` statements. An answer of the app never comes here. */
export function errorSnippet(pages: ErrorPages, retryAfter: number): string {
  const [first = 'en', ...others] = pages.languages;
  const language =
    others.length === 0
      ? ''
      : `  set var.language = accept.language_lookup(${quoted([first, ...others].join(':'))}, ${quoted(first)}, req.http.Accept-Language);\n`;
  const hasTwo = pages.pages.some(({ format }) => format === 'problem.json');
  const json = hasTwo && firstJsonOf(pages) !== 'application/json' ? 'problem.json' : 'json';
  const vary = others.length === 0 ? 'Accept' : 'Accept, Accept-Language';
  return `# The error pages of your app, in place of the pages of Fastly. It is made by "halyard export": do not edit it.
declare local var.type STRING;
declare local var.format STRING;
declare local var.language STRING;
if (${pages.statuses.map((status) => `obj.status == ${status}`).join(' || ')}) {
  set var.type = accept.media_lookup("text/html:application/xhtml+xml:application/problem+json:application/json:text/plain:text/markdown", "${ANYTHING}", "${ANY_TEXT}:${ANY_APPLICATION}", req.http.Accept);
  set var.format = "${json}";
${[...TYPES, ...(hasTwo ? JSON_TYPES : [])].map(([format, types]) => `  if (${types.map((type) => `var.type == "${type}"`).join(' || ')}) {\n    set var.format = "${format}";\n  }\n`).join('')}  # A browser opens a page, and names no type.
  if ((var.type == "${ANYTHING}" || var.type == "") && req.http.Sec-Fetch-Dest ~ "^(document|iframe|frame)$") {
    set var.format = "html";
  }
${language}  # A shield sends this answer to another server of Fastly. That one ignores no-store, and keeps a 503 for a moment unless it is private.
  set obj.http.Cache-Control = "private, no-store";
  set obj.http.Vary = "${vary}";
  set obj.http.Error-Reference = req.http.X-Request-Id;
${pages.statuses.map((status) => statusBlock(status, pages, retryAfter)).join('')}}
`;
}

/** The answers of a status. The reason phrase of Fastly names the cause inside (`backend read error`), so it is replaced. */
function statusBlock(status: number, { pages, languages }: ErrorPages, retryAfter: number): string {
  const retry = PASSING.includes(status) ? `    set obj.http.Retry-After = "${retryAfter}";\n` : '';
  const answers = pages
    .filter((page) => page.status === status)
    .map((page) => {
      const inLanguage = page.language === undefined || languages.length < 2 ? '' : ` && var.language == ${quoted(page.language)}`;
      return `    if (var.format == "${page.format}"${inLanguage}) {\n${answer(page, 6)}    }\n`;
    });
  const last = lastResort(pages.filter((page) => page.status === status));
  if (last !== undefined) answers.push(answer(last, 4));
  return `  if (obj.status == ${status}) {
    set obj.response = ${quoted(STATUS_CODES[status] ?? 'Error')};
${retry}${answers.join('')}  }
`;
}

function answer({ format, contentType, policy, language, parts }: ErrorPage, indent: number): string {
  const lines = [`set obj.http.Content-Type = ${quoted(contentType)};`];
  // A client that asks for application/json gets that type, as from the app.
  if (format === 'json') lines.push('if (var.type == "application/json") {', '  set obj.http.Content-Type = "application/json; charset=utf-8";', '}');
  if (policy !== undefined) lines.push(`set obj.http.Content-Security-Policy = ${quoted(policy)};`);
  if (language !== undefined) lines.push(`set obj.http.Content-Language = ${quoted(language)};`);
  lines.push(`synthetic ${parts.map(vclString).join(' req.http.X-Request-Id ')};`, 'return(deliver);');
  return lines.map((line) => `${' '.repeat(indent)}${line}\n`).join('');
}

/** A short text without line ends. A long string has no percent escapes. */
function quoted(text: string): string {
  return vclString(text.replace(/[\r\n]/g, ' '));
}
