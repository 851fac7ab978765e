import type { Played } from '../model/answer.ts';
import type { DrillReport } from '../model/drill-report.ts';
import type { Finding, Place } from '../model/finding.ts';
import { rankOf } from './code-guide.ts';

/** A place as editors and terminals open it: `views/500.ejs:12:5`. */
export function placeText({ file, line, column }: Place): string {
  return [file, ...(line === undefined ? [] : [line, ...(column === undefined ? [] : [column])])].join(':');
}

/** What the finding is about: response, situation and client, as far as they are known. */
export function subjectOf({ response, situation, client }: Finding): readonly string[] {
  return [response, situation, client].filter((part) => part !== undefined && part !== '') as readonly string[];
}

/** How many answers show the finding beside the example: `and 11 further answers`. Empty without any. */
export function furtherAnswers({ exercises }: Finding): string {
  const further = exercises.length - 1;
  return further < 1 ? '' : `and ${further.toLocaleString('en')} further ${further === 1 ? 'answer' : 'answers'}`;
}

/** The findings in the order in which outputs show them: by file, errors first, the most important code first, and then by line. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) =>
      compared(a.place?.file ?? '\uffff', b.place?.file ?? '\uffff') ||
      compared(a.severity, b.severity) ||
      rankOf(a.code) - rankOf(b.code) ||
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      compared(subjectOf(a).join('\n'), subjectOf(b).join('\n')) ||
      compared(a.message, b.message),
  );
}

/** By UTF-16 unit, so that the order is the same on each machine. */
function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The exercises of a report by id. */
export function playedById({ played }: DrillReport): ReadonlyMap<number, Played> {
  return new Map(played.map((one) => [one.exercise.id, one]));
}

/** Whether the report fails the run: it has an error, or, with `--strict`, any finding. */
export function isFailed({ findings }: DrillReport, strict: boolean): boolean {
  return findings.some(({ severity }) => strict || severity === 'error');
}

/** The last line of a drill: `1,012 answers, 3 findings (1 warning), 2 skipped, 1.4 s`. */
export function totals({ played, findings, skipped, duration }: DrillReport): string {
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  return [
    counted(played.length, 'answer'),
    `${counted(findings.length, 'finding')}${warnings === 0 ? '' : ` (${counted(warnings, 'warning')})`}`,
    ...(skipped.length === 0 ? [] : [`${skipped.length.toLocaleString('en')} skipped`]),
    `${(duration / 1_000).toFixed(1)} s`,
  ].join(', ');
}

/** A number with its noun: `1 answer`, `1,012 answers`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
