import { isPromiseLike } from '../../core/values/maybe-promise.ts';

// biome-ignore lint/suspicious/noExplicitAny: the listeners of an app
export type Listener = (...args: any[]) => unknown;

/**
 * Calls listeners as an EventEmitter does: the first exception ends the row. It passes an exception or a rejection to `fail`, because the process would
 * end with it. Returns whether every listener was called.
 */
export function callListeners(
  receiver: object,
  listeners: readonly Listener[],
  { args, fail }: { readonly args: readonly unknown[]; fail(error: unknown): void },
): boolean {
  try {
    for (const listener of listeners) {
      const result = listener.apply(receiver, args as unknown[]);
      if (isPromiseLike(result)) Promise.resolve(result).then(undefined, fail);
    }
    return true;
  } catch (error) {
    fail(error);
    return false;
  }
}
