import { adopt, isPromise } from '../values/adopt-promise.ts';
import { errorRecord } from '../values/error-reading.ts';
import { lineOfError } from '../values/error-record.ts';
import { HalyardError } from '../values/errors.ts';

/** What is logged of the options that are functions: once for each, for they are called at every request. */
export type HookFailed = (option: string, error: unknown) => void;

/** Calls an option that is a function. One that throws decides nothing, and neither does one that gives a promise: nobody waits for it. */
export function callHook<T>(option: string, hook: () => T, failed: HookFailed): T | undefined {
  try {
    const result = hook();
    if (!isPromise(result)) return result;
    adopt(result, (reason) => failed(`${option}, rejected`, reason));
    failed(option, new HalyardError('E_PROMISE', { found: `a promise from the option \`${option}\``, expected: 'the value: it is not waited for' }));
  } catch (error) {
    failed(option, error);
  }
  return undefined;
}

/** Logs each option's failure once. */
export function hookFailures(log: (record: object, line: string) => void, now: () => number): HookFailed {
  const logged = new Set<string>();
  return (option, error) => {
    if (logged.has(option)) return;
    logged.add(option);
    // After the record of the failure that it was called for.
    queueMicrotask(() => {
      try {
        const err = errorRecord(error, now);
        log({ err }, `halyard: the option ${option} failed: ${lineOfError(err).split('\n', 1)[0]}`);
      } catch {
        // The logger failed; that is logged where it fails for a request.
      }
    });
  };
}
