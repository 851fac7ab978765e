import { join } from 'node:path';
import type { Paint } from '../../development/text/paint.ts';
import type { ExportNote } from '../../export/model/error-page.ts';
import type { ExportedFile } from '../../export/model/export-target.ts';

/** One row of the table: what was written for a target. */
export interface WrittenTarget {
  readonly name: string;
  readonly files: readonly ExportedFile[];
  /** What to do with the files, in one sentence. */
  readonly next: string;
}

/** What was written, what the user should know, and what to do next. */
export function summary(
  written: readonly WrittenTarget[],
  { notes, removed, out, paint }: { readonly notes: readonly ExportNote[]; readonly removed: readonly string[]; readonly out: string; readonly paint: Paint },
): string {
  const rows = written.map(({ name, files }) => [name, plural(files.length, 'file'), `${(bytesOf(files) / 1_000).toFixed(1)} kB`, join(out, name)]);
  const removedRow = removed.length === 0 ? [] : [`${plural(removed.length, 'file')} of an earlier export removed`];
  const steps = written.map(({ name, next }) => `  ${name}: ${next}`);
  return [...table(rows), ...removedRow, ...notesOf(notes, paint), '', paint.heading('Next:'), ...steps, ''].join('\n');
}

function bytesOf(files: readonly ExportedFile[]): number {
  return files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  // Numbers end at the same column, and words begin there.
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 1 || column === 2 ? cell.padStart(widths[column] as number) : cell.padEnd(widths[column] as number)))
      .join('  ')
      .trimEnd(),
  );
}

/** The notes. Pages with the same note have one line. */
function notesOf(notes: readonly ExportNote[], paint: Paint): readonly string[] {
  const byText = new Map<string, string[]>();
  for (const { page, text } of notes) byText.set(text, [...(byText.get(text) ?? []), page]);
  if (byText.size === 0) return [];
  return ['', paint.heading('Notes:'), ...[...byText].map(([text, pages]) => `  ${named(pages)}: ${text.replace(/\.$/, '')}.`)];
}

const MOST_NAMES = 4;

function named(pages: readonly string[]): string {
  const more = pages.length - MOST_NAMES;
  return more <= 1 ? pages.join(', ') : `${pages.slice(0, MOST_NAMES).join(', ')} and ${more} more`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
