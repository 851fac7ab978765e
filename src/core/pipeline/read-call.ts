import type { ErrorMappingSettings } from '../error-mapping/error-mapping-settings.ts';
import { entryNamed } from '../error-mapping/response-for-error.ts';
import { withLibraryIssues } from '../error-mapping/with-library-issues.ts';
import { BUILT_IN } from '../responses/built-in-responses.ts';
import { checkedOutcome } from '../responses/checked-outcome.ts';
import { safeOutcome } from '../responses/define-response.ts';
import type { Outcome } from '../responses/outcome.ts';
import type { ResponseEntry } from '../responses/response-table.ts';
import { isArray, isInstance, readProperty } from '../values/guarded-read.ts';
import { isPromise } from '../values/handle-rejection.ts';
import { isPlainJson } from '../values/json-text.ts';
import { findUnawaited, UnawaitedPromiseError } from '../values/unawaited-promise.ts';
import type { Caller } from './answered.ts';

/** A call of a response, after its arguments were read. */
export interface Call {
  readonly entry: ResponseEntry;
  readonly args: readonly unknown[];
  readonly outcome: Outcome;
  /** The promises that were found in place of values. It is the first cause of `outcome`, except for a response that only the app defines. */
  readonly unawaited: UnawaitedPromiseError | undefined;
  /** Whether the data of a success is plain JSON. */
  readonly plain: boolean;
}

/** Where a response was called from. */
export interface CalledFrom {
  /** The function that was called. */
  readonly caller: Caller;
  readonly thrown: boolean;
  /** The error that a rule of the app has turned into this response. */
  readonly cause?: unknown;
  /** The place of the call, if it is known. */
  readonly site?: (() => string | undefined) | undefined;
}

/** The outcome functions of the built-in responses. They use their arguments only. */
const OURS: ReadonlySet<unknown> = new Set(BUILT_IN.map(({ outcome }) => outcome));

/**
 * Reads a call. A promise in place of a value makes the call a server error, whatever its status is. The promise's value is not known yet, and
 * nothing else would handle its rejection.
 */
export function readCall(mapping: ErrorMappingSettings, entry: ResponseEntry, args: readonly unknown[], from: CalledFrom): Call {
  const { definition, name } = entry;
  const plain = definition.status < 400 && isPlainJson(args[0]);
  const once = definition.status >= 400;
  const inArgs = (plain && args.length === 1) || isAboutUnawaited(args) ? undefined : findUnawaited(args, { from: plain ? 1 : 0, once });
  const outcome = withCause(withLibraryIssues(safeOutcome(definition, args), mapping.mapLibraryValue), from.cause);
  const call = from.thrown && name === 'serverError' ? 'throw' : name;
  if (inArgs !== undefined) return failed(mapping, { entry, args, outcome, plain, unawaited: new UnawaitedPromiseError(call, inArgs, from.site?.()) }, from);
  if (OURS.has(definition.outcome)) return { entry, args, outcome, plain, unawaited: undefined };
  const [cause] = outcome.causes ?? [];
  if (isInstance(cause, UnawaitedPromiseError)) return failed(mapping, { entry, args, outcome, plain, unawaited: cause }, from);
  const inFacts = findUnawaited([outcome], { once });
  const unawaited = inFacts && new UnawaitedPromiseError(`outcome of ${name}`, inFacts, from.site?.());
  return failed(mapping, { entry, args, outcome: checkedOutcome(outcome), plain, unawaited }, from);
}

/** Adds the error that a rule of the app has turned into this response, so that the log has it. */
function withCause(outcome: Outcome, error: unknown): Outcome {
  return error === undefined || outcome.causes !== undefined ? outcome : { ...outcome, causes: [error] };
}

/** Whether the promise was found before. An app's own response passes the arguments of `failedCall` on to the built-in one. */
function isAboutUnawaited([first]: readonly unknown[]): boolean {
  return isInstance(isArray(first) ? readProperty(first, 0) : first, UnawaitedPromiseError);
}

function failed(mapping: ErrorMappingSettings, call: Call, { caller }: CalledFrom): Call {
  const { unawaited, entry, outcome } = call;
  // Halyard does not know the arguments of a response that only the app defines. The app may await the promise.
  if (unawaited === undefined || entry.opaque) return call;
  (Error as { captureStackTrace?: (target: object, below: unknown) => void }).captureStackTrace?.(unawaited, caller);
  return failedCall(mapping, unawaited, outcome);
}

/** The server error that replaces the call. The errors that were passed to the call follow as further causes. */
export function failedCall(mapping: ErrorMappingSettings, found: UnawaitedPromiseError, { name, causes = [] }: Outcome, site?: string): Call {
  const unawaited = site === undefined ? found : found.at(name, site);
  const entry = entryNamed(mapping.responses, 'serverError');
  const others = causes.filter((cause) => cause !== found && !isPromise(cause));
  const args = [others.length === 0 ? unawaited : [unawaited, ...others]];
  return { entry, args, outcome: safeOutcome(entry.definition, args), unawaited, plain: false };
}
