import type { Host, Progress } from '../ports/host.ts';
import type { Representation } from '../ports/representation.ts';
import { logWhileAnswering } from '../report/report.ts';
import { safeOutcome } from '../responses/define-response.ts';
import type { ResponseEntry } from '../responses/response-table.ts';
import type { Settings } from '../settings/settings.ts';
import { errorRecord } from '../values/error-reading.ts';
import type { ErrorRecord } from '../values/error-record.ts';
import { isPromiseLike, type MaybePromise } from '../values/maybe-promise.ts';
import type { Occurrence } from './occurrence.ts';
import { plainTextAnswer } from './plain-text-answer.ts';

type Sending<Sent> = MaybePromise<Sent | undefined>;

/** A finished answer, and what to do if the request was answered or its client disconnected meanwhile. */
interface Delivery<Sent> {
  readonly occurrence: Occurrence;
  readonly representation: Representation;
  readonly closed: (progress: Progress) => Sending<Sent>;
}

/** Writes an answer. Never throws: if the write fails, a plain text answer follows, and if that fails too, the connection ends. */
export function deliver<Native extends object, Sent>(host: Host<Native, Sent>, native: Native, delivery: Delivery<Sent>): Sending<Sent> {
  const { occurrence, representation, closed } = delivery;
  return write(host, native, {
    representation,
    closed,
    failed: (error) => {
      occurrence.failed(error);
      return writePlainText(host, native, occurrence.outcome, occurrence.failed);
    },
  });
}

/**
 * Writes status and title. If that fails, for example because middleware's own `writeHead` throws, the connection ends, so that the client does not
 * wait.
 */
export function writePlainText<Native extends object, Sent>(
  host: Host<Native, Sent>,
  native: Native,
  outcome: { readonly status: number; readonly title: string },
  log: (error: unknown) => void,
): Sending<Sent> {
  return write(host, native, {
    representation: plainTextAnswer(outcome),
    closed: () => end(host, native),
    failed: (error) => {
      log(error);
      return end(host, native);
    },
  });
}

/** Writes a representation to a reply that is still open. */
function write<Native extends object, Sent>(
  host: Host<Native, Sent>,
  native: Native,
  { representation, closed, failed }: Pick<Delivery<Sent>, 'representation' | 'closed'> & { readonly failed: (error: unknown) => Sending<Sent> },
): Sending<Sent> {
  try {
    const progress = host.progress(native);
    if (progress !== 'open') return closed(progress);
    const written = host.write(native, representation);
    return isPromiseLike(written) ? written.then(undefined, failed) : written;
  } catch (error) {
    return failed(error);
  }
}

function end<Native extends object, Sent>(host: Host<Native, Sent>, native: Native): Sending<Sent> {
  try {
    const ended = host.abort(native);
    return isPromiseLike(ended) ? ended.then(undefined, () => undefined) : ended;
  } catch {
    // The host failed to end the connection. Its errors are in the log.
    return undefined;
  }
}

/**
 * Logs the error of a host that could not be read. If the causes of the answer are not logged yet, it logs them too. Returns a function that logs
 * later errors of the same answer.
 */
export function logBroken(
  { report, mapping }: Pick<Settings, 'report' | 'mapping'>,
  { entry, args, reported }: { readonly entry: ResponseEntry; readonly args: readonly unknown[]; readonly reported: boolean },
  error: unknown,
): (error: unknown) => void {
  const { name, definition } = entry;
  const log = (errors: readonly unknown[]): void => {
    const [err, ...others] = errors.map((one) => errorRecord(one, report.now, mapping.mapLibraryValue)) as [ErrorRecord, ...ErrorRecord[]];
    logWhileAnswering(report, { response: name, status: definition.status, err, ...(others.length > 0 && { others }) });
  };
  log([error, ...(reported ? [] : (safeOutcome(definition, args).causes ?? []))]);
  return (later) => log([later]);
}
