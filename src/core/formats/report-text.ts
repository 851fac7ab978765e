import type { PublicOutcome } from '../disclosure/disclose.ts';
import type { ErrorRecord } from '../values/error-record.ts';
import type { Issue } from '../values/issue.ts';
import { stackFrames } from '../values/stack-frames.ts';
import { visible } from './safe-words.ts';

/** An issue on one line: `profile.colour: Not a colour`. */
function issueText({ message, path }: Issue): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}

/** Escapes a message for a kind of text. */
type EscapeText = (text: string) => string;

/** An error for development, with its stack frames and the errors inside it, indented. All lines of a message are indented. `escapeText` writes the messages. */
export function errorText(error: ErrorRecord, escapeText: EscapeText = (text) => text, indent = '', prefix = ''): string {
  // Some messages already begin with their code.
  const code = error.code === undefined || error.message.startsWith(String(error.code)) ? '' : ` [${error.code}]`;
  const lines = [`${indent}${prefix}${escapeText(`${error.name}${code}: ${error.message}`).replaceAll('\n', `\n${indent}  `)}`];
  for (const frame of stackFrames(error.stack ?? '')) lines.push(`${indent}    ${visible(frame)}`);
  const add = (words: string, other: ErrorRecord | undefined): unknown => other && lines.push(errorText(other, escapeText, `${indent}  `, words));
  add('caused by ', error.cause);
  add('with ', error.error);
  add('in the place of ', error.suppressed);
  for (const member of error.errors ?? []) add('one of ', member);
  return lines.join('\n');
}

/** The rules of one kind of text, such as Markdown. */
interface Style {
  /** The text before the heading. */
  readonly heading: string;
  /** Escapes the texts of the app. */
  readonly escapeText: EscapeText;
  /** Escapes the message of an error inside its block. */
  readonly message: EscapeText;
  /** Writes an error in full as one block. */
  readonly block: (text: string) => string;
  /** Writes a code or a reference. */
  readonly code: (text: string) => string;
}

/** A code without characters that need an escape. */
const PLAIN_NAME = /^[\w.:-]+$/;

/** The whole outcome as text for a reader. */
export function reportText(outcome: PublicOutcome, { heading, escapeText, message, block, code }: Style): string {
  const { status, title, detail, issues, errors, code: name, reference } = outcome;
  const lines = [`${heading}${status} ${escapeText(title)}`];
  if (detail !== undefined) lines.push('', escapeText(detail));
  if (issues.length > 0) lines.push('', ...issues.map((issue) => `- ${escapeText(issueText(issue))}`));
  for (const error of errors) lines.push('', block(errorText(error, message)));
  if (name !== undefined) lines.push('', `Code: ${PLAIN_NAME.test(name) ? code(name) : escapeText(name)}`);
  if (reference !== undefined) lines.push('', `Reference: ${code(reference)}`);
  return `${lines.join('\n')}\n`;
}
