import { errorRecord } from '../values/error-reading.ts';
import { firstLineOf } from '../values/error-record.ts';
import { HalyardError } from '../values/errors.ts';
import { handleRejection, isPromise } from '../values/handle-rejection.ts';

/** Logs that an option that is a function failed. `option` is its name, `error` is what it threw. */
export type HookFailed = (option: string, error: unknown) => void;

/**
 * Calls an option that is a function, and returns its result. If it throws or returns a promise, the result is `undefined`, and `failed` logs it.
 * Halyard does not wait for the promise, because the decision is needed at once. Never throws.
 */
export function callHook<T>(option: string, hook: () => T, failed: HookFailed): T | undefined {
  try {
    const result = hook();
    if (!isPromise(result)) return result;
    handleRejection(result, (reason) => failed(`${option}, rejected`, reason));
    failed(option, new HalyardError('E_PROMISE', { found: `a promise from the option \`${option}\``, expected: 'the value: it is not waited for' }));
  } catch (error) {
    failed(option, error);
  }
  return undefined;
}

/** Makes the function that logs failed options: each option once, because options are called for every request. `now` is in milliseconds. */
export function hookFailures(log: (record: object, line: string) => void, now: () => number): HookFailed {
  const logged = new Set<string>();
  return (option, error) => {
    if (logged.has(option)) return;
    logged.add(option);
    // The record of the request's own failure comes first in the log.
    queueMicrotask(() => {
      try {
        const err = errorRecord(error, now);
        log({ err }, `halyard: the option ${option} failed: ${firstLineOf(err)}`);
      } catch {
        // The logger failed. Halyard reports a failing logger where it logs a request.
      }
    });
  };
}
