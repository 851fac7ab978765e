import type { PublicOutcome } from '../disclose.ts';
import type { ErrorRecord } from '../error-record.ts';
import type { Issue } from '../issue.ts';
import { stackFrames } from './problem-document.ts';

/** `profile.colour: Not a colour` */
function issueText({ message, path }: Issue): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}

/** An error with its frames and what is behind it, indented, as development shows it. */
export function errorText(error: ErrorRecord, indent = '', prefix = ''): string {
  const lines = [`${indent}${prefix}${error.name}: ${error.message}`];
  for (const frame of stackFrames(error.stack ?? '')) lines.push(`${indent}    ${frame}`);
  if (error.cause !== undefined) lines.push(errorText(error.cause, `${indent}  `, 'caused by '));
  if (error.error !== undefined) lines.push(errorText(error.error, `${indent}  `, 'with '));
  if (error.suppressed !== undefined) lines.push(errorText(error.suppressed, `${indent}  `, 'in the place of '));
  for (const member of error.errors ?? []) lines.push(errorText(member, `${indent}  `, 'one of '));
  return lines.join('\n');
}

/** How a kind of text writes the app's words, an error in full, and a name. */
interface Style {
  readonly heading: string;
  readonly words: (text: string) => string;
  readonly block: (text: string) => string;
  readonly code: (text: string) => string;
}

/** The whole outcome as text to be read. */
export function reportText(outcome: PublicOutcome, { heading, words, block, code }: Style): string {
  const { status, title, detail, issues, errors, reference } = outcome;
  const lines = [`${heading}${status} ${title}`];
  if (detail !== undefined) lines.push('', words(detail));
  if (issues.length > 0) lines.push('', ...issues.map((issue) => `- ${words(issueText(issue))}`));
  for (const error of errors) lines.push('', block(errorText(error)));
  if (reference !== undefined) lines.push('', `Reference: ${code(reference)}`);
  return `${lines.join('\n')}\n`;
}
