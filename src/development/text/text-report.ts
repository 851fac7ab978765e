import { visible, withoutAddresses } from '../../core/formats/safe-words.ts';
import { boundedText } from '../../core/values/bounded-text.ts';
import type { ReportedFrame } from '../frames/reported-frame.ts';
import type { DevelopmentReport, Hint, Pair } from '../report/report.ts';
import type { ReportedError } from '../report/reported-error.ts';
import { BoundedBlocks } from './bounded-blocks.ts';
import { errorsInside, excerptLines, isNewPlace, oneLine, placeOf, shownMembers, stackLines, titleOfError } from './lines-of-error.ts';
import { ANSI, type Paint, PLAIN } from './paint.ts';
import { problemOf } from './production-problem.ts';

const MAX_BYTES = 65_536;
const MAX_MESSAGE = 8_192;
const MAX_EXCERPTS = 4;
const MAX_ISSUES = 50;

/** How the text is written. */
export interface TextOptions {
  /** Adds the colours of a terminal. Without it, the text has no escape sequence. */
  readonly colour?: boolean;
  /** The width of the terminal. Longer lines of source are cut. */
  readonly columns?: number | undefined;
}

/**
 * The report as plain text, at most 64 kB. With `colour`, it has the colours of a terminal. Control characters of the app are written as `\u001b`. All
 * lines of a text of the app except the first are indented, so that none looks like a line of Halyard.
 */
export function textReport(report: DevelopmentReport, { colour = false, columns }: TextOptions = {}): string {
  const { status, title, detail, code, reference, issues, hints, errors, whileAnswering, versions } = report;
  const style: Style = { paint: colour ? ANSI : PLAIN, columns, shown: new Set() };
  const { paint } = style;
  const blocks = new BoundedBlocks(MAX_BYTES);
  const heading = `${status} ${oneLine(title)}`;
  blocks.add(paint.heading(heading));
  if (detail !== undefined && detail !== errors[0]?.message) blocks.add(plainText(detail));
  if (hints.length > 0)
    blocks.add(
      hints
        .slice(0, 8)
        .map((hint) => hintText(hint, paint))
        .join('\n'),
    );
  for (const error of whileAnswering) addError(blocks, error, style, 'while this was answered: ');
  if (issues.length > 0) blocks.add(issuesText(report));
  for (const error of errors) addError(blocks, error, style);
  if (code !== undefined) blocks.add(`Code: ${oneLine(withoutAddresses(code))}`);
  if (reference !== undefined) blocks.add(`Reference: ${oneLine(reference)}`);
  blocks.add(requestText(report, paint));
  const problem = problemOf(report);
  if (problem !== undefined) blocks.add(`${paint.dim('Production sends:')}\n  ${plainText(boundedText(problem.body, MAX_MESSAGE))}`);
  blocks.add(
    paint.dim(
      `Versions: ${oneLine(
        Object.entries(versions)
          .map((pair) => pair.join(' '))
          .join(', '),
      )}`,
    ),
  );
  return blocks.toString();
}

interface Style {
  readonly paint: Paint;
  readonly columns: number | undefined;
  /** The places whose source is in the text already. */
  readonly shown: Set<string>;
}

/** A text of the app, on several lines. Terminals make a link of each address, so an address is written without its dots and colons. */
function plainText(text: string): string {
  return withoutAddresses(visible(boundedText(text, MAX_MESSAGE))).replaceAll('\n', '\n  ');
}

function hintText({ text, lines = [], code, see }: Hint, paint: Paint): string {
  const more = see === undefined ? '' : ` (see ${oneLine(see)})`;
  const rest = [...lines.slice(0, 16), ...(code === undefined ? [] : boundedText(code, 4_096).split('\n'))];
  return [paint.good(`→ ${oneLine(text, 1_024)}${more}`), ...rest.map((line) => `    ${oneLine(line)}`)].join('\n');
}

function issuesText({ issues }: DevelopmentReport): string {
  const lines = issues.slice(0, MAX_ISSUES).map(({ pointer, in: place, rule, source = '', message }) => {
    const where = pointer === '' ? '' : `${oneLine(pointer)}: `;
    const facts = [place === 'body' ? '' : place, source, rule].filter((fact) => fact !== '').join(', ');
    return withoutAddresses(`- ${where}${oneLine(message)}${facts === '' ? '' : ` (${oneLine(facts)})`}`);
  });
  return [...lines, ...(issues.length > MAX_ISSUES ? [`(${issues.length - MAX_ISSUES} more issues)`] : [])].join('\n');
}

/** An error with its stack, the source below the first frames of the app, and the errors inside it, indented. */
function addError(blocks: BoundedBlocks, error: ReportedError, style: Style, words = '', depth = 0): void {
  const { paint } = style;
  const indent = '  '.repeat(depth);
  const title = titleOfError(error, depth === 0 ? MAX_MESSAGE : 2_048).replaceAll('\n', `\n${indent}  `);
  const lines = [paint.error(`${indent}${words}${title}`)];
  let excerpts = 0;
  for (const { text, frame } of stackLines(error)) {
    lines.push(`${indent}    ${frame === undefined ? paint.dim(text) : paintedFrame(text, frame, paint)}`);
    if (frame !== undefined && isNewPlace(frame, style.shown) && excerpts++ < MAX_EXCERPTS) lines.push('', ...sourceText(frame, `${indent}      `, style), '');
  }
  while (lines.at(-1) === '') lines.pop();
  for (const [name, value] of shownMembers(error)) lines.push(`${indent}    ${paint.dim(`${name}:`)} ${value.replaceAll('\n', `\n${indent}    `)}`);
  blocks.add(lines.join('\n'));
  if (depth < 8) for (const [inside, inner] of errorsInside(error)) addError(blocks, inner, style, `${inside} `, depth + 1);
  if (error.omittedErrors) blocks.add(`${indent}  (${error.omittedErrors} more errors)`);
}

function paintedFrame(text: string, frame: ReportedFrame, paint: Paint): string {
  const place = placeOf(frame);
  return text.replace(place, () => paint.place(place));
}

function sourceText(frame: ReportedFrame, indent: string, { paint, columns }: Style): readonly string[] {
  return excerptLines(frame).map(({ isFailing, number, text }) => {
    const line = `${isFailing ? '>' : ' '} ${number} | ${text}`.trimEnd();
    const shown = columns === undefined ? line : cut(line, columns - indent.length);
    return `${indent}${isFailing ? paint.error(shown) : paint.dim(shown)}`;
  });
}

/** The line cut to a width. It is at least wide enough to be useful. */
function cut(line: string, columns: number): string {
  const most = Math.max(24, columns);
  return line.length <= most ? line : `${line.slice(0, most - 1).toWellFormed()}…`;
}

function requestText({ request, response, handled, log }: DevelopmentReport, paint: Paint): string {
  const { method, url, httpVersion, headers, query, cookies, body, context, route, negotiation, duration, requestId, traceId } = request;
  const list = (pairs: readonly Pair[]): string | undefined => (pairs.length === 0 ? undefined : pairs.map((pair) => pair.join('=')).join('; '));
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Route', route],
    ['Query', list(query)],
    ['Cookies', list(cookies)],
    ['Body', body],
    ['Context', list(context)],
    ['Negotiation', negotiation || undefined],
    ['Duration', duration === undefined ? undefined : `${duration} ms`],
    ['Request id', requestId],
    ['Trace id', traceId],
    ['Response', handled === undefined ? response : `${response}, ${handled ? 'which was called' : 'for a thrown error'}`],
    ['Logged as', log?.level],
  ];
  const target = request.transport === 'socket' ? 'over a socket' : `HTTP/${httpVersion}`;
  return [
    `${paint.heading(`Request: ${oneLine(`${method} ${url}`, 4_096)}`)} ${paint.dim(target)}`,
    ...headers.map(([name, value]) => `  ${paint.dim(`${oneLine(name)}:`)} ${oneLine(value, 1_024)}`),
    ...facts.flatMap(([name, value]) => (value === undefined ? [] : [`  ${paint.dim(`${name}:`)} ${plainText(value)}`])),
  ].join('\n');
}
