import { visible } from '../../core/formats/safe-words.ts';
import { maskText } from '../../core/values/mask.ts';
import { masked, maskedValue } from '../../development/report/masked.ts';
import { oneLine } from '../../development/text/lines-of-error.ts';
import { type Paint, PLAIN } from '../../development/text/paint.ts';
import type { LogEntry } from './log-entry.ts';
import type { LoggedError } from './logged-error.ts';
import type { Story } from './story.ts';

const MAX_VALUE = 2_048;
const MAX_MESSAGE = 4_096;

/** The records of a reference as text for a terminal. Each text is masked, and no escape sequence of the log gets through. */
export function storyText({ reference, entries }: Story, paint: Paint): string {
  const title = `${reference}: ${entries.length === 1 ? '1 record' : `${entries.length} records`}`;
  return `${[paint.heading(title), ...entries.map((entry) => entryText(entry, paint))].join('\n\n')}\n`;
}

/** The records of a reference as Markdown, for a coding agent. */
export function storyMarkdown({ reference, entries }: Story, fenced: (text: string) => string): string {
  const blocks = entries.map((entry) => fenced(entryText(entry, PLAIN)));
  return `${[`# The log of ${reference}`, ...blocks].join('\n\n')}\n`;
}

/** The records of a reference as JSON. */
export function storyJson({ reference, entries }: Story): object {
  return {
    reference,
    records: entries.map(({ time, level, message, source, members, errors }) => ({
      ...(time !== undefined && { time: timeText(time) }),
      ...(level !== undefined && { level }),
      message: masked(message, MAX_MESSAGE),
      ...(source !== '' && { source: masked(source, 512) }),
      members: Object.fromEntries(members.map(([name, value]) => [name, maskedMember(name, value)])),
      errors: errors.map(maskedError),
    })),
  };
}

function maskedMember(name: string, value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? value : maskedValue(name, value, MAX_VALUE);
}

function maskedError({ title, frames, inside }: LoggedError): object {
  return {
    title: masked(title, MAX_MESSAGE),
    frames: frames.map((frame) => maskText(frame)),
    inside: inside.map(([words, error]) => [words, maskedError(error)]),
  };
}

function entryText({ time, level, message, source, members, errors }: LogEntry, paint: Paint): string {
  const levelText = level === undefined ? '' : level === 'error' || level === 'fatal' ? paint.error(oneLine(level, 16)) : paint.place(oneLine(level, 16));
  const parts = [
    time === undefined ? '' : paint.dim(timeText(time)),
    levelText,
    paint.dim(oneLine(maskText(source), 256)),
    oneLine(masked(message, MAX_MESSAGE), MAX_MESSAGE),
  ];
  const lines = [parts.filter((part) => part !== '').join('  ')];
  for (const error of errors) lines.push(...errorLines(error, '    ', paint));
  for (const [name, value] of members) {
    lines.push(`    ${paint.dim(`${oneLine(name, 128)}:`)} ${visible(maskedValue(name, value, MAX_VALUE)).replaceAll('\n', '\n      ')}`);
  }
  return lines.join('\n');
}

function errorLines({ title, frames, inside }: LoggedError, indent: string, paint: Paint, words = ''): readonly string[] {
  const shown = visible(masked(title, MAX_MESSAGE)).replaceAll('\n', `\n${indent}  `);
  return [
    `${indent}${words}${paint.error(shown)}`,
    ...frames.map((frame) => `${indent}    ${frame.startsWith('(') ? paint.dim(frame) : oneLine(maskText(frame))}`),
    ...inside.flatMap(([more, error]) => errorLines(error, `${indent}  `, paint, `${more} `)),
  ];
}

function timeText(time: number): string {
  return new Date(time).toISOString();
}
