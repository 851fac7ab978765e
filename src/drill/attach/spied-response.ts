import type { AppResponse } from '../../core/responses/app-response.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import type { AppFiles } from './app-files.ts';
import { running } from './trace-of.ts';

/** Notes how long an own response of the app takes, and where it fails. */
export function spiedResponse(name: string, own: AppResponse, files: AppFiles): AppResponse {
  return function spied(this: unknown, ...args: unknown[]): unknown {
    const now = running.getStore();
    if (now === undefined) return (own as (...args: unknown[]) => unknown).apply(this, args);
    const began = performance.now();
    const file = files.responseNamed(name);
    const note = (error?: unknown): void => {
      now.override = { name, file, duration: performance.now() - began, ...(error !== undefined && { error: files.placeOfError(error) }) };
    };
    note();
    try {
      const result = (own as (...args: unknown[]) => unknown).apply(this, args);
      if (isPromiseLike(result)) {
        result.then(
          () => note(),
          (error: unknown) => note(error ?? new Error('The response has failed without an error')),
        );
      } else note();
      return result;
    } catch (error) {
      note(error ?? new Error('The response has failed without an error'));
      throw error;
    }
  } as AppResponse;
}
