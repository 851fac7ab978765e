import type { PublicOutcome } from '../disclosure/disclose.ts';
import type { ErrorRecord } from '../values/error-record.ts';
import type { Issue } from '../values/issue.ts';
import { stackFrames } from './problem-document.ts';
import { visible } from './safe-words.ts';

/** `profile.colour: Not a colour` */
function issueText({ message, path }: Issue): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}

/** How a message stands in a text. */
type EscapeText = (text: string) => string;

/** An error with its frames and what is behind it, indented, as development shows it. Further lines of a message are indented, too. */
export function errorText(error: ErrorRecord, words: EscapeText = (text) => text, indent = '', prefix = ''): string {
  // Some messages begin with their code already.
  const code = error.code === undefined || error.message.startsWith(String(error.code)) ? '' : ` [${error.code}]`;
  const lines = [`${indent}${prefix}${words(`${error.name}${code}: ${error.message}`).replaceAll('\n', `\n${indent}  `)}`];
  for (const frame of stackFrames(error.stack ?? '')) lines.push(`${indent}    ${visible(frame)}`);
  if (error.cause !== undefined) lines.push(errorText(error.cause, words, `${indent}  `, 'caused by '));
  if (error.error !== undefined) lines.push(errorText(error.error, words, `${indent}  `, 'with '));
  if (error.suppressed !== undefined) lines.push(errorText(error.suppressed, words, `${indent}  `, 'in the place of '));
  for (const member of error.errors ?? []) lines.push(errorText(member, words, `${indent}  `, 'one of '));
  return lines.join('\n');
}

/** How a kind of text writes the app's words, an error in full, and a name. */
interface Style {
  readonly heading: string;
  readonly words: EscapeText;
  /** The message of an error, in its block. */
  readonly message: EscapeText;
  readonly block: (text: string) => string;
  readonly code: (text: string) => string;
}

/** A code that has nothing to escape. */
const PLAIN_NAME = /^[\w.:-]+$/;

/** The whole outcome as text to be read. */
export function reportText(outcome: PublicOutcome, { heading, words, message, block, code }: Style): string {
  const { status, title, detail, issues, errors, code: name, reference } = outcome;
  const lines = [`${heading}${status} ${words(title)}`];
  if (detail !== undefined) lines.push('', words(detail));
  if (issues.length > 0) lines.push('', ...issues.map((issue) => `- ${words(issueText(issue))}`));
  for (const error of errors) lines.push('', block(errorText(error, message)));
  if (name !== undefined) lines.push('', `Code: ${PLAIN_NAME.test(name) ? code(name) : words(name)}`);
  if (reference !== undefined) lines.push('', `Reference: ${code(reference)}`);
  return `${lines.join('\n')}\n`;
}
