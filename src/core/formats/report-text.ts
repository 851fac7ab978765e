import type { ErrorRecord } from '../error-record.ts';
import type { Issue } from '../issue.ts';
import { stackFrames } from './problem-document.ts';

/** `profile.colour: Not a colour` */
export function issueText({ message, path }: Issue): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}

/** An error with its frames and what is behind it, indented, as development shows it. */
export function errorText(error: ErrorRecord, indent = '', prefix = ''): string {
  const lines = [`${indent}${prefix}${error.name}: ${error.message}`];
  for (const frame of stackFrames(error.stack ?? '')) lines.push(`${indent}    ${frame}`);
  if (error.cause !== undefined) lines.push(errorText(error.cause, `${indent}  `, 'caused by '));
  for (const member of error.errors ?? []) lines.push(errorText(member, `${indent}  `, 'one of '));
  return lines.join('\n');
}
