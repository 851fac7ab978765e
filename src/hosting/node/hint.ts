import { type ReportSettings, writeLog } from '../../core/report/report.ts';
import { placeOf } from './function-place.ts';

/** Code of the app that answers before Halyard does. */
export interface Hint {
  /** What the code is: `middleware`. */
  readonly kind: string;
  readonly handler: unknown;
  readonly answers: 'errors' | 'unmatched routes';
  /** What to write in its place, as the end of a sentence. */
  readonly todo: string;
}

/** Logs once, in development, that code of the app answers before Halyard. The log line has the place of the code. */
export function logHint(report: ReportSettings, { kind, handler, answers, todo }: Hint): void {
  const key = `before:${answers}`;
  if (report.loggedOnce.has(key)) return;
  report.loggedOnce.add(key);
  void placeOf(handler).then((place) => {
    const { name } = handler as { readonly name?: string };
    const where = place === undefined ? (name ? ` ${name}` : '') : ` at ${place}`;
    writeLog(report, 'warn', {}, `halyard: your ${kind}${where} answers ${answers} before Halyard. Delete it, or ${todo}.`);
  });
}
