import type { Host, Progress } from '../ports/host.ts';
import { pathForLog, type ReportSettings, writeLog } from '../report/report.ts';
import { boundedText, singleLine } from '../values/bounded-text.ts';
import { defined } from '../values/defined.ts';
import { HalyardError } from '../values/errors.ts';
import type { MaybePromise } from '../values/maybe-promise.ts';
import type { Occurrence } from './occurrence.ts';

type Sending<Sent> = MaybePromise<Sent | undefined>;

/** An answer that can no longer be written, and why. */
interface Closed {
  readonly report: ReportSettings;
  readonly occurrence: Occurrence;
  readonly progress: Progress;
  readonly found: string;
}

/** Handles an answer that can no longer be written: it is logged, or the connection ends. */
export function handleClosed<Native extends object, Sent>(
  host: Host<Native, Sent>,
  native: Native,
  { report, occurrence, progress, found }: Closed,
): Sending<Sent> {
  const { request, reference } = occurrence;
  const { name, status } = occurrence.outcome;
  if (progress === 'head-sent') return headSent(host, native, occurrence);
  if (progress === 'gone') {
    const [method, path] = [singleLine(boundedText(request.method, 32)), pathForLog(request.url)];
    const record = defined({ reference, response: name, status, method, path, route: request.route });
    writeLog(report, 'debug', record, `${method} ${path}: the client was gone before ${name}() could answer`);
  } else writeLog(report, 'warn', { reference }, new HalyardError('E_ANSWERED_TWICE', { found }).message.replaceAll('\n', ''));
  return undefined;
}

/**
 * Ends a body that has begun. If the media type allows it, the failure is appended to the body. Otherwise the connection ends, so that the client
 * notices.
 */
export function headSent<Native extends object, Sent>(host: Host<Native, Sent>, native: Native, occurrence: Occurrence): Sending<Sent> {
  const text = occurrence.conclusion(host.startedType?.(native));
  return text === undefined || host.conclude === undefined ? host.abort(native) : host.conclude(native, text);
}
