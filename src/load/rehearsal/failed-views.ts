import type { Logger } from '../../core/ports/logger.ts';
import { type ReportSettings, writeLog } from '../../core/report/report.ts';
import { boundedText, singleLine } from '../../core/values/bounded-text.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isInstance, readProperty } from '../../core/values/guarded-read.ts';
import { maskText } from '../../core/values/mask.ts';
import { quote } from '../../core/values/quote.ts';

interface FailedView {
  readonly view: string;
  readonly file: string | undefined;
  readonly reason: string;
  readonly statuses: number[];
  readonly cause: unknown;
}

/** The views that could not be rendered at start. A view that fails in the same way for several statuses is one entry. */
export class FailedViews {
  readonly #failed = new Map<string, FailedView>();

  add(view: string, status: number, error: unknown, file: string | undefined): void {
    // The core has wrapped the error of a view that threw. Its other errors say in one sentence what is wrong with the page.
    const own = isInstance(error, HalyardError) ? error : undefined;
    const cause = own?.code === 'E_VIEW' ? own.cause : error;
    const found = own !== undefined && own === cause ? foundIn(own.message) : undefined;
    const reason = found === undefined ? reasonOf(cause, file) : `${found} (${file})`;
    const key = `${view} ${reason}`;
    const known = this.#failed.get(key);
    if (known === undefined) this.#failed.set(key, { view, file, reason, statuses: [status], cause });
    else if (!known.statuses.includes(status)) known.statuses.push(status);
  }

  /** One error for each entry. */
  get errors(): readonly HalyardError[] {
    return [...this.#failed.values()].map(
      ({ view, reason, statuses, cause }) =>
        new HalyardError('E_VIEW', {
          found: `view "${view}" failing at start with ${listed(statuses)}: ${reason}`,
          expected: 'a page for a visitor without a user, a session or locals of a request',
          todo: 'If only some requests have a name, read it as locals.user?.name, or give it a default with the option `locals`.',
          cause,
        }),
    );
  }
}

/** What the sentence "Found …." of a message says. */
function foundIn(message: string): string | undefined {
  const line = message.split('\n').find((one) => one.includes('Found ') && one.endsWith('.'));
  return line?.slice(line.indexOf('Found ') + 'Found '.length, -1);
}

/** Logs each error once, although the same views may be mounted on several apps. */
export function logFailedViews(errors: readonly HalyardError[], report: ReportSettings, logged: Set<string>, logger?: Logger): void {
  for (const { code, message } of errors) {
    if (logged.has(message)) continue;
    logged.add(message);
    writeLog(report, 'warn', { code }, `halyard: ${message}`, logger);
  }
}

const MOST_STATUSES = 6;

/** `status 404`, or `the statuses 402, 403, 409, 410, 422, 423 and 20 more`. */
function listed(statuses: readonly number[]): string {
  const [first, ...others] = statuses;
  if (others.length === 0) return `status ${first}`;
  const left = statuses.length - MOST_STATUSES;
  return `the statuses ${statuses.slice(0, MOST_STATUSES).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

/** A line of a message that is only a place: `/app/views/404.ejs:3`, or with a column, as Pug writes it. */
const PLACE = /^\S.*:\d+$/;

/** The place and the reason. Engines write the place first, then lines of the template, then the reason. The last place is that of the innermost include. */
function reasonOf(cause: unknown, file: string | undefined): string {
  const message = readProperty(cause, 'message');
  if (typeof message !== 'string' || message.trim() === '') return [file, quote(cause)].filter(Boolean).join(': ');
  const lines = message.trim().split('\n', 1_000);
  const place = lines.filter((line) => line.length < 4_096 && PLACE.test(line.trimEnd())).at(-1) ?? file;
  const text = lines.length > 1 && place !== file ? (lines.at(-1) as string) : message;
  const reason = boundedText(maskText(singleLine(text.trim())), 512);
  return place === undefined || reason.includes(place) ? reason : `${place}: ${reason}`;
}
