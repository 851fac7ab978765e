import type { Environment } from '../ports/environment.ts';
import type { Level, Logger } from '../ports/logger.ts';
import type { IncomingRequest } from '../ports/request.ts';
import type { Outcome } from '../responses/outcome.ts';
import { boundedText, singleLine } from '../values/bounded-text.ts';
import { defined } from '../values/defined.ts';
import { errorRecord } from '../values/error-reading.ts';
import { type ErrorRecord, lineOfError } from '../values/error-record.ts';
import { HalyardError } from '../values/errors.ts';
import { isInstance } from '../values/guarded-read.ts';
import { issueLine } from '../values/issue-line.ts';
import { maskText } from '../values/mask.ts';
import { isPromiseLike } from '../values/maybe-promise.ts';
import { reportedErrors } from './reported-errors.ts';
import { requestId, traceId } from './request-id.ts';

/** One failure, as the log gets it. No body, no cookies, no Authorization, no query: none of it can be trusted to be harmless. */
export interface FailureRecord {
  readonly reference?: string;
  /** The response that was answered: `serverError`. */
  readonly response: string;
  readonly status: number;
  readonly method: string;
  readonly path: string;
  readonly route?: string;
  readonly requestId?: string;
  readonly traceId?: string;
  /** Milliseconds since the request arrived. */
  readonly duration?: number;
  /** The app called the response; `false`: it was thrown at us. */
  readonly handled: boolean;
  readonly detail?: string;
  /** The name the app gave this occurrence: `E_BERTH_TAKEN`. */
  readonly code?: string;
  /** Fields and rules that were broken; never what was typed. */
  readonly issues?: readonly string[];
  readonly err?: ErrorRecord;
  /** When several errors were passed: those after the first. */
  readonly others?: readonly ErrorRecord[];
}

/** What an app's own reporter gets: the record, and the error itself as it was thrown. */
export interface Failure {
  readonly level: Level;
  readonly record: FailureRecord;
  readonly errors: readonly unknown[];
  readonly request: IncomingRequest;
}

export type Reporter = (failure: Failure) => unknown;

/** What reporting needs of an app's choices. */
export interface ReportSettings {
  readonly environment: Environment;
  readonly now: () => number;
  readonly logger: Logger | undefined;
  readonly level: (status: number) => Level | false;
  readonly reporters: readonly Reporter[];
  /** Further members of each record. */
  readonly context: ((native: unknown) => Readonly<Record<string, unknown>> | undefined) | undefined;
}

interface About {
  readonly settings: ReportSettings;
  readonly request: IncomingRequest;
  readonly reference: string | undefined;
  readonly handled: boolean;
  readonly errors: () => readonly ErrorRecord[];
}

/** Tells the log and the app's reporters of one failure. Whatever they do, the client's answer goes its own way. */
export function report(outcome: Outcome, about: About): void {
  const { settings, request } = about;
  // A mistake of the app's own is an error, whatever the status that it was to have.
  const level = isMistake(outcome) ? 'error' : settings.level(outcome.status);
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

/** One line to the app's logger, guarded. */
export function writeLog(settings: ReportSettings, level: Level, record: object, message: string, logger = settings.logger): void {
  if (logger === undefined) return;
  guarded(settings, () => logger[level](record, message), (record as FailureRecord).reference);
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

/** The logger or a reporter failed: one line to the console, so that the loss itself is not lost. */
function logLoggerFailure(settings: ReportSettings, error: unknown, reference: string | undefined): void {
  try {
    const { name, message } = errorRecord(error, settings.now);
    settings.environment.logger.error(defined({ reference }), singleLine(`halyard: the logger or a reporter failed: ${name}: ${boundedText(message, 512)}`));
  } catch {
    // There is nobody left to tell.
  }
}

function recordOf(outcome: Outcome, about: About): FailureRecord {
  const { request, settings } = about;
  const [err, ...others] = outcome.causes === undefined || outcome.causes.length === 0 ? [] : about.errors();
  const { elapsed, route } = request;
  const { detail, issues } = outcome;
  const [id, trace] = [requestId(request), traceId(request)];
  // What is not known is absent, and not `undefined`; in the order in which people read it.
  const record: { -readonly [Name in keyof FailureRecord]: FailureRecord[Name] } = {
    reference: about.reference as string,
    response: outcome.name,
    status: outcome.status,
    method: boundedText(singleLine(maskText(request.method)), 32),
    path: pathForLog(request.url),
  } as FailureRecord;
  if (about.reference === undefined) delete record.reference;
  if (route !== undefined) record.route = boundedText(singleLine(maskText(route)), 512);
  if (id !== undefined) record.requestId = maskText(id);
  if (trace !== undefined) record.traceId = trace;
  if (elapsed !== undefined) record.duration = Math.round(elapsed * 1000) / 1000;
  record.handled = about.handled;
  if (detail !== undefined) record.detail = boundedText(maskText(boundedText(detail, 4_096)), 1_024);
  if (outcome.code !== undefined) record.code = maskText(boundedText(outcome.code, 256));
  if (issues !== undefined) record.issues = issues.map((issue) => maskText(issueLine(issue)));
  if (err !== undefined) record.err = err;
  if (others.length > 0) record.others = others;
  return settings.context === undefined ? record : { ...settings.context(request.native), ...record };
}

/** The path alone, on one line: a query carries tokens, and so do some paths. Masked before it is cut: half a secret has no shape to be known by. */
export function pathForLog(url: string): string {
  const whole = maskText(boundedText(url, 4_096));
  const end = whole.search(/[?#]/);
  return singleLine(boundedText(end === -1 ? whole : whole.slice(0, end), 1_024));
}

function lineForLog({ method, path, status, response, err }: FailureRecord): string {
  const line = `${method} ${path} ${status} ${response}`;
  return err === undefined ? line : singleLine(`${line}: ${boundedText(lineOfError(err), 512)}`);
}
