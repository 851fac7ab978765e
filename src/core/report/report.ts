import type { Environment } from '../ports/environment.ts';
import type { Level, Logger } from '../ports/logger.ts';
import type { IncomingRequest } from '../ports/request.ts';
import type { Outcome } from '../responses/outcome.ts';
import { boundedText, singleLine } from '../values/bounded-text.ts';
import { defined } from '../values/defined.ts';
import { errorRecord } from '../values/error-reading.ts';
import { type ErrorRecord, firstLineOf, lineOfError } from '../values/error-record.ts';
import { HalyardError } from '../values/errors.ts';
import { isInstance } from '../values/guarded-read.ts';
import { issueLine } from '../values/issue-line.ts';
import { maskText } from '../values/mask.ts';
import { isPromiseLike } from '../values/maybe-promise.ts';
import { reportedErrors } from './reported-errors.ts';
import { requestId, traceId } from './request-id.ts';

/** The log record of one failure. It never holds the body, the cookies, `Authorization` or the query of a request, because each may hold secrets. */
export interface FailureRecord {
  readonly reference?: string;
  /** The name of the response that Halyard sent: `serverError`. */
  readonly response: string;
  readonly status: number;
  readonly method: string;
  readonly path: string;
  readonly route?: string;
  readonly requestId?: string;
  readonly traceId?: string;
  /** Milliseconds from the arrival of the request to the failure. */
  readonly duration?: number;
  /** `true`: a response was called. `false`: an error was thrown. */
  readonly handled: boolean;
  /** `true`: an error came after the response had been sent. The client keeps that response, and `status` is only what the error stands for. */
  readonly afterResponse?: true;
  /** `true`: the 503 of a planned outage (option `maintenance`). It is no failure of the app, and no reporter gets it. */
  readonly maintenance?: true;
  readonly detail?: string;
  /** The `code` that your app passed: `E_CARD_DECLINED`. */
  readonly code?: string;
  /** The fields and rules that were broken, without the submitted values. */
  readonly issues?: readonly string[];
  /** The members that your app wrote into the error for the client, as JSON. It is masked, and cut after 1,024 characters. */
  readonly data?: string;
  readonly err?: ErrorRecord;
  /** The errors after the first, when you passed several. */
  readonly others?: readonly ErrorRecord[];
}

/** The argument of the option `report`: the record, and the errors as they were thrown. */
export interface Failure {
  readonly level: Level;
  readonly record: FailureRecord;
  readonly errors: readonly unknown[];
  readonly request: IncomingRequest;
}

/** A function of the option `report`. Its return value is ignored. A throw or a rejection is logged. */
export type Reporter = (failure: Failure) => unknown;

/** The settings that reporting needs. */
export interface ReportSettings {
  readonly environment: Environment;
  readonly now: () => number;
  /** Makes the reference of a failure: `7K3M-Q9TX`. */
  readonly reference: () => string;
  readonly logger: Logger | undefined;
  /** `cause` is the first error of the outcome. A host may log an error at another level than that of its status. */
  readonly level: (status: number, cause?: unknown) => Level | false;
  readonly reporters: readonly Reporter[];
  /** Further members of each record, from the option `context`. */
  readonly context: ((native: unknown) => Readonly<Record<string, unknown>> | undefined) | undefined;
  /** The names of notices that were logged and are not repeated. */
  readonly loggedOnce: Set<string>;
}

interface About {
  /** The status of the answer, if it is not that of the outcome. */
  readonly status?: number | undefined;
  readonly settings: ReportSettings;
  readonly request: IncomingRequest;
  readonly reference: string | undefined;
  readonly handled: boolean;
  readonly afterResponse?: boolean | undefined;
  /** The client gets a response that breaks off. */
  readonly isBroken?: boolean | undefined;
  readonly errors: () => readonly ErrorRecord[];
}

/** Writes one failure to the log, and calls the app's reporters. Nothing that they do changes the answer to the client. */
export function report(outcome: Outcome, about: About): void {
  const { settings, request } = about;
  // A mistake in the app's own response is logged as an error, whatever the status of the response is.
  let level = isMistake(outcome) ? 'error' : settings.level(outcome.status, outcome.causes?.[0]);
  // An error after the response, or in the middle of it, is a failure of the app, whatever status it stands for.
  if ((about.afterResponse || about.isBroken) && level !== 'error') level = 'warn';
  if (level === false) return;
  const { logger = settings.logger } = request;
  const logged = logger !== undefined && isEnabled(logger, level);
  if (!logged && settings.reporters.length === 0) return;
  try {
    const record = recordOf(outcome, about);
    if (logged) writeLog(settings, level, record, lineForLog(record), logger);
    for (const reporter of settings.reporters) {
      guarded(settings, () => reporter({ level, record, errors: reportedErrors(outcome.causes, about.errors), request }), record.reference);
    }
  } catch (error) {
    logLoggerFailure(settings, error, about.reference);
  }
}

function isMistake({ causes }: Outcome): boolean {
  const cause = causes?.[0];
  return isInstance(cause, HalyardError) && cause.code === 'E_OUTCOME';
}

/** Writes one record to the app's logger. A logger that throws or rejects changes nothing. */
export function writeLog(settings: ReportSettings, level: Level, record: object, message: string, logger = settings.logger): void {
  if (logger === undefined) return;
  guarded(settings, () => logger[level](record, message), (record as FailureRecord).reference);
}

/** Writes the record of an error that happened while a response was answered. */
export function logWhileAnswering(
  settings: ReportSettings,
  record: { readonly reference?: string | undefined; readonly response: string; readonly status: number; readonly err: ErrorRecord },
  logger?: Logger,
): void {
  writeLog(settings, 'error', record, `while answering ${record.status} ${record.response}: ${firstLineOf(record.err)}`, logger);
}

function isEnabled(logger: Logger, level: Level): boolean {
  try {
    return logger.isLevelEnabled?.(level) ?? true;
  } catch {
    return true;
  }
}

function guarded(settings: ReportSettings, call: () => unknown, reference: string | undefined): void {
  try {
    const result = call();
    if (isPromiseLike(result)) result.then(undefined, (error: unknown) => logLoggerFailure(settings, error, reference));
  } catch (error) {
    logLoggerFailure(settings, error, reference);
  }
}

/** The logger or a reporter failed. One line on the console makes the lost record known. */
function logLoggerFailure(settings: ReportSettings, error: unknown, reference: string | undefined): void {
  try {
    const { name, message } = errorRecord(error, settings.now);
    settings.environment.logger.error(defined({ reference }), singleLine(`halyard: the logger or a reporter failed: ${name}: ${boundedText(message, 512)}`));
  } catch {
    // The console failed too, and there is no other place to log to.
  }
}

function recordOf(outcome: Outcome, about: About): FailureRecord {
  const { request, settings } = about;
  const { elapsed, route } = request;
  const [err, ...others] = about.errors();
  const { detail, code, issues, data, dataOfError } = outcome;
  const id = requestId(request);
  // Unknown members are absent, and not `undefined`. The order is the reading order.
  const record = defined({
    reference: about.reference,
    response: outcome.name,
    status: about.status ?? outcome.status,
    method: boundedText(singleLine(maskText(request.method)), 32),
    path: pathForLog(request.url),
    route: route && boundedText(singleLine(maskText(route)), 512),
    requestId: id && maskText(id),
    traceId: traceId(request),
    duration: elapsed && Math.round(elapsed * 1000) / 1000,
    handled: about.handled,
    afterResponse: about.afterResponse || undefined,
    detail: detail && boundedText(maskText(boundedText(detail, 4_096)), 1_024),
    code: code && maskText(boundedText(code, 256)),
    issues: issues?.map((issue) => maskText(issueLine(issue))),
    data: data === undefined || !dataOfError ? undefined : boundedText(errorRecord([data], settings.now).message.slice(1, -1), 1_024),
    err,
    others: others.length > 0 ? others : undefined,
  }) as unknown as FailureRecord;
  return { ...settings.context?.(request.native), ...record };
}

/**
 * The path for the log, on one line. The query is cut off, because it may contain tokens. The whole URL is masked before the cut, because half a
 * secret has no recognizable shape.
 */
export function pathForLog(url: string): string {
  const whole = maskText(boundedText(url, 4_096));
  return singleLine(boundedText(whole.split(/[?#]/, 1)[0] as string, 1_024));
}

function lineForLog({ method, path, status, response, err, afterResponse }: FailureRecord): string {
  const line = `${method} ${path} ${status} ${response}${afterResponse ? ' after the response had been sent' : ''}`;
  return err === undefined ? line : singleLine(`${line}: ${boundedText(lineOfError(err), 512).replace(/\n\s*/g, ' ')}`);
}
