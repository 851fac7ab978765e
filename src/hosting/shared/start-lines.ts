import type { Level } from '../../core/ports/logger.ts';
import { type ReportSettings, writeLog } from '../../core/report/report.ts';
import type { Options } from '../../core/settings/options.ts';
import { asList } from '../../core/values/as-list.ts';

/** The key of the lines in the options. A spread copies it, and it is the same in every copy of this package. */
const START_LINES = Symbol.for('halyard.start-lines');

/** A line for the log of the start. */
export type StartLine = readonly [level: Level, line: string];

interface StartLines {
  readonly lines: readonly StartLine[];
  /** The same options may be mounted on an app and on its sockets. */
  isLogged: boolean;
}

/**
 * Adds lines to the options, which are logged when the options are mounted. Before that, the app's logger is not known. An app may pass on only some of the
 * options, so each one that is an object has the lines, too.
 */
export function withStartLines<Options extends object>(options: Options, lines: readonly StartLine[]): Options {
  const start: StartLines = { lines, isLogged: false };
  for (const value of Object.values(options)) if (typeof value === 'object' && value !== null) Object.assign(value, { [START_LINES]: start });
  return { ...options, [START_LINES]: start };
}

/** Logs the lines of these options once, in development. */
export function logStartLines(options: Options, report: ReportSettings): void {
  const carriers: readonly unknown[] = [options, options.responses, ...asList(options.views)];
  const start = carriers.map((carrier) => (carrier as { readonly [START_LINES]?: StartLines } | undefined)?.[START_LINES]).find((one) => one !== undefined);
  if (start === undefined || start.isLogged || report.environment.mode !== 'development') return;
  start.isLogged = true;
  for (const [level, line] of start.lines) writeLog(report, level, {}, line);
}
