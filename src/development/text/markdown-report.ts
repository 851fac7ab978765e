import { escapeMarkdown, fenced } from '../../core/formats/markdown.ts';
import { visible } from '../../core/formats/safe-words.ts';
import { boundedText } from '../../core/values/bounded-text.ts';
import type { ReportedFrame } from '../frames/reported-frame.ts';
import type { DevelopmentReport, Hint } from '../report/report.ts';
import type { ReportedError } from '../report/reported-error.ts';
import { BoundedBlocks } from './bounded-blocks.ts';
import { errorsInside, excerptLines, isNewPlace, placeOf, shownMembers, stackLines, titleOfError } from './lines-of-error.ts';
import { productionInMarkdown, requestInMarkdown } from './markdown-request.ts';

const MAX_BYTES = 65_536;
const MAX_MESSAGE = 8_192;
const MAX_INNER_MESSAGE = 2_048;
const MAX_EXCERPTS = 4;
const MAX_ISSUES = 50;
const MAX_HINTS = 8;

/**
 * The report as Markdown, for a coding agent. It is also what the button "Copy for an agent" copies. The order is that of the reader: advice, the
 * error with its source, its causes, the issues, the request. It has at most 64 kB. Texts of the app make no link, picture, heading or HTML.
 */
export function markdownReport(report: DevelopmentReport): string {
  const { status, title, detail, code, reference, issues, hints, errors, whileAnswering, versions } = report;
  const blocks = new BoundedBlocks(MAX_BYTES);
  blocks.add(`# ${status} ${escapeMarkdown(title)}`);
  if (detail !== undefined && detail !== errors[0]?.message) blocks.add(escapeMarkdown(boundedText(detail, MAX_MESSAGE)));
  const facts = [code === undefined ? '' : `Code: ${inCode(code)}`, reference === undefined ? '' : `Reference: ${inCode(reference)}`];
  const known = facts.filter((fact) => fact !== '');
  if (known.length > 0) blocks.add(known.join('\n\n'));
  if (hints.length > 0) blocks.add('## What you can do');
  for (const hint of hints.slice(0, MAX_HINTS)) blocks.add(hintInMarkdown(hint));
  const shown = new Set<string>();
  for (const error of whileAnswering) addError(blocks, error, '## Failed while this was answered', shown);
  if (issues.length > 0) blocks.add(issuesInMarkdown(report));
  for (const [index, error] of errors.entries()) addError(blocks, error, index === 0 ? '## Error' : '## Further error', shown);
  blocks.add(requestInMarkdown(report));
  for (const block of productionInMarkdown(report)) blocks.add(block);
  blocks.add(
    `## Versions\n\n${escapeMarkdown(
      Object.entries(versions)
        .map((pair) => pair.join(' '))
        .join(', '),
    )}`,
  );
  return blocks.toString();
}

/** A name or a place in a code span if it has no character that could end it, or else as text without markup. */
function inCode(text: string): string {
  return /^[\w.:/@ ()[\]#-]+$/.test(text) && !text.startsWith(' ') && !text.endsWith(' ') ? `\`${text}\`` : escapeMarkdown(text);
}

function hintInMarkdown({ text, lines = [], code, see }: Hint): string {
  const list = lines.slice(0, 16).map((line) => `  - ${escapeMarkdown(line)}`);
  const more = see === undefined ? '' : ` (see ${inCode(see)})`;
  const item = [`- ${escapeMarkdown(text)}${more}`, ...list].join('\n');
  return code === undefined ? item : `${item}\n\n${fenced(visible(boundedText(code, 4_096)), 'js')}`;
}

/** An error with its stack, the source of its first frames, its members, and the errors inside it. */
function addError(blocks: BoundedBlocks, error: ReportedError, heading: string, shown: Set<string>, depth = 0): void {
  const title = titleOfError(error, depth === 0 ? MAX_MESSAGE : MAX_INNER_MESSAGE);
  const stack = stackLines(error);
  blocks.add(`${heading}\n\n${fenced([title, ...stack.map(({ text }) => `    ${text}`)].join('\n'))}`);
  const frames = stack.flatMap(({ frame }) => frame ?? []);
  for (const frame of frames.filter((one) => isNewPlace(one, shown)).slice(0, MAX_EXCERPTS)) blocks.add(excerptInMarkdown(frame));
  if (error.members.length > 0)
    blocks.add(
      fenced(
        shownMembers(error)
          .map((member) => member.join(': '))
          .join('\n'),
      ),
    );
  if (depth >= 8) return;
  for (const [words, inner] of errorsInside(error)) addError(blocks, inner, `## ${words.charAt(0).toUpperCase()}${words.slice(1)}`, shown, depth + 1);
  if (error.omittedErrors) blocks.add(`(${error.omittedErrors} more errors)`);
}

/** The lines around a frame. A `>` stands at the line of the frame. */
function excerptInMarkdown(frame: ReportedFrame): string {
  const lines = excerptLines(frame).map(({ isFailing, number, text }) => `${isFailing ? '>' : ' '} ${number} | ${text}`.trimEnd());
  return `${inCode(placeOf(frame))}\n\n${fenced(lines.join('\n'), languageOf(frame.file))}`;
}

/** The name of a language for a fence, by the ending of the file. */
function languageOf(file: string): string {
  return (
    /\.(?:[cm]?([jt]sx?)|(ejs|html|json|vue|svelte|astro))$/
      .exec(file)
      ?.slice(1)
      .find((name) => name !== undefined) ?? 'text'
  );
}

function issuesInMarkdown({ issues }: DevelopmentReport): string {
  const rows = issues
    .slice(0, MAX_ISSUES)
    .map(({ pointer, in: place, rule, source = '', message }) => `| ${[pointer, place, `${source} ${rule}`.trim(), message].map(cell).join(' | ')} |`);
  const more = issues.length > rows.length ? [`\n(${issues.length - rows.length} more issues)`] : [];
  return ['## Issues\n', '| Pointer | In | Rule | Message |', '| --- | --- | --- | --- |', ...rows, ...more].join('\n');
}

function cell(text: string): string {
  return escapeMarkdown(boundedText(text, 512));
}
