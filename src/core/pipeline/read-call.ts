import { type ErrorMappingSettings, entryNamed } from '../error-mapping/response-for-error.ts';
import { withLibraryIssues } from '../error-mapping/with-library-issues.ts';
import { BUILT_IN } from '../responses/built-in-responses.ts';
import { safeOutcome } from '../responses/define-response.ts';
import type { Outcome } from '../responses/outcome.ts';
import type { ResponseEntry } from '../responses/response-table.ts';
import { tidyOutcome } from '../responses/tidy-outcome.ts';
import { isPromise } from '../values/adopt-promise.ts';
import { ForgottenAwait, forgottenIn } from '../values/forgotten-await.ts';
import { isArray, isInstance, readProperty } from '../values/guarded-read.ts';
import { isPlainJson } from '../values/json-text.ts';
import type { Caller } from './answered.ts';

/** A call of a response as it is answered. */
export interface Call {
  readonly entry: ResponseEntry;
  readonly args: readonly unknown[];
  readonly outcome: Outcome;
  /** Promises were found where values belong: what to say of them. It is the first cause of `outcome`, but for a response that only the app knows. */
  readonly forgotten: ForgottenAwait | undefined;
  /** The data of a success is plain JSON. */
  readonly plain: boolean;
}

export interface CalledFrom {
  /** The function that was called. */
  readonly caller: Caller;
  readonly thrown: boolean;
  /** The place of the call, where it is known. */
  readonly site?: (() => string | undefined) | undefined;
}

/** What our own responses say is made of their arguments. */
const OURS: ReadonlySet<unknown> = new Set(BUILT_IN.map(({ outcome }) => outcome));

/**
 * Reads a call. One that was given a promise in the place of a value is a failure on our side, whatever it wanted to say: what is in the promise
 * is not known yet, and when it rejects nobody else handles it.
 */
export function readCall(mapping: ErrorMappingSettings, entry: ResponseEntry, args: readonly unknown[], from: CalledFrom): Call {
  const { definition, name } = entry;
  const plain = definition.status < 400 && isPlainJson(args[0]);
  const inArgs =
    (plain && args.length === 1) || isAboutForgotten(args) ? undefined : forgottenIn(args, { from: plain ? 1 : 0, once: definition.status >= 400 });
  const outcome = withLibraryIssues(safeOutcome(definition, args), mapping.mapLibraryValue);
  const call = from.thrown && name === 'serverError' ? 'throw' : name;
  if (inArgs !== undefined) return failed(mapping, { entry, args, outcome, plain, forgotten: new ForgottenAwait(call, inArgs, from.site?.()) }, from);
  if (OURS.has(definition.outcome)) return { entry, args, outcome, plain, forgotten: undefined };
  const [cause] = outcome.causes ?? [];
  if (isInstance(cause, ForgottenAwait)) return failed(mapping, { entry, args, outcome, plain, forgotten: cause }, from);
  const inFacts = forgottenIn([outcome], { once: true });
  const forgotten = inFacts && new ForgottenAwait(`outcome of ${name}`, inFacts, from.site?.());
  return failed(mapping, { entry, args, outcome: tidyOutcome(outcome), plain, forgotten }, from);
}

/** Has the promise been found before? A response of the app's calls the built-in one with the arguments that `failedCall` made. */
function isAboutForgotten([first]: readonly unknown[]): boolean {
  return isInstance(isArray(first) ? readProperty(first, 0) : first, ForgottenAwait);
}

function failed(mapping: ErrorMappingSettings, call: Call, { caller }: CalledFrom): Call {
  const { forgotten, entry, outcome } = call;
  // Only the app knows what the arguments of such a response are: it may well wait for them.
  if (forgotten === undefined || entry.opaque) return call;
  (Error as { captureStackTrace?: (target: object, below: unknown) => void }).captureStackTrace?.(forgotten, caller);
  return failedCall(mapping, forgotten, outcome);
}

/** A failure on our side in the place of what was called. The errors that were passed along stand behind it. */
export function failedCall(mapping: ErrorMappingSettings, found: ForgottenAwait, { name, causes = [] }: Outcome, site?: string): Call {
  const forgotten = site === undefined ? found : found.at(name, site);
  const entry = entryNamed(mapping.responses, 'serverError');
  const others = causes.filter((cause) => cause !== found && !isPromise(cause));
  const args = [others.length === 0 ? forgotten : [forgotten, ...others]];
  return { entry, args, outcome: safeOutcome(entry.definition, args), forgotten, plain: false };
}
