import type { ErrorPage } from '../model/error-page.ts';
import { ExportError } from '../model/export-error.ts';

/** The whole text of a page, with a word at each place of its reference. The word occurs nowhere else, and needs no escape in any format. */
export function withMark({ parts }: ErrorPage): { readonly text: string; readonly mark: string } {
  let mark = 'ReferenceOfThisPage';
  while (parts.some((part) => part.includes(mark))) mark += 'X';
  return { text: parts.join(mark), mark };
}

/** The name of a page in a message: `502.html`, `502.html in de`. */
export function nameOf({ status, format, language }: ErrorPage): string {
  return `${status}.${format}${language === undefined ? '' : ` in ${language}`}`;
}

/** The error for what a proxy would run, at a place where it cannot be written in another way. */
export function cannotBreak(sequence: string, { place, line }: { readonly place: string; readonly line: number }): ExportError {
  return new ExportError('E_EXPORT_TEMPLATE', {
    found: `${JSON.stringify(sequence)} in ${place}, line ${line}`,
    expected: 'a page without the signs that this proxy runs as a template',
    todo: 'Write it in another way in the view, or put the script into a file of its own.',
  });
}
