import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { handleForgotten } from '../../core/values/unawaited-promise.ts';
import { wrapThrown } from '../../hosting/shared/thrown-value.ts';

export type Next = (error?: unknown) => void;

/** The value to pass to `next`: the thrown value, or an object that carries it if Express would misinterpret the value. */
export function asThrown(error: unknown): unknown {
  handleForgotten(error);
  // Express passes objects on unchanged, so the app's own error handlers get the same object.
  if (typeof error === 'object' && error !== null) return error;
  if (typeof error === 'string' && error !== '' && error !== 'route' && error !== 'router') return error;
  return wrapThrown(error);
}

const PASSED = Symbol('halyard.passed');

interface Passed {
  readonly count: number;
  readonly error: unknown;
  /** The error handler that got the error last. */
  readonly handler: unknown;
}

type Passing = { [PASSED]?: Passed };

/**
 * Notes that an error was passed on for this reply, and handles the promises in it. Express handles some errors in a later turn of the event loop. By then
 * a rejected promise in the error would have ended the process.
 */
export function notePassed(response: object, error: unknown, handler?: unknown): void {
  handleForgotten(error);
  const passing = response as Passing;
  passing[PASSED] = { count: countOf(passing) + 1, error, handler };
}

/** The error handler of the app that got the last error of this reply. */
export function passedTo(response: object): unknown {
  return (response as Passing)[PASSED]?.handler;
}

function countOf(response: object): number {
  return (response as Passing)[PASSED]?.count ?? 0;
}

/**
 * Calls `failed` if the handler's result is a promise that rejects. Other code may await the same promise: express-async-errors and handlers that an app
 * wraps itself pass its error to `next`. That error is not passed on a second time.
 */
export function followResult<R>(result: unknown, response: object, failed: (error: unknown) => R): PromiseLike<unknown> | undefined {
  if (!isPromiseLike(result)) return undefined;
  const before = countOf(response);
  return result.then(undefined, (error: unknown) => {
    const isPassed = countOf(response) !== before && (response as Passing)[PASSED]?.error === error;
    return isPassed ? undefined : failed(asThrown(error));
  });
}
