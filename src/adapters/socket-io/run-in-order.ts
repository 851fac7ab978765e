import { isPromiseLike } from '../../core/values/maybe-promise.ts';

type Next = (error?: unknown) => void;

/** How the functions of a socket or a namespace ended. */
export interface Ends {
  /** Called once: after the last function, or with the first value that a function threw, rejected with or passed to `next`. */
  done(refusal: { readonly error: unknown } | undefined): void;
  /** Called with the error of a function that had already called `next`. */
  late(error: unknown): void;
}

/**
 * Runs the functions of `io.use()` or `socket.use()`, as Socket.IO does. It handles their exceptions and rejections too, of which Socket.IO ends the
 * process. The first result of a function counts. It returns the promises of async functions, which may still answer after they called `next`.
 */
export function runInOrder<Fn>(functions: readonly Fn[], call: (fn: Fn, next: Next) => unknown, { done, late }: Ends): readonly Promise<unknown>[] {
  const pending: Promise<unknown>[] = [];
  const step = (index: number): void => {
    if (index === functions.length) {
      done(undefined);
      return;
    }
    let isOver = false;
    const end = (refusal?: { readonly error: unknown }): void => {
      if (isOver) return;
      isOver = true;
      if (refusal === undefined) step(index + 1);
      else done(refusal);
    };
    const failed = (error: unknown): void => {
      if (isOver) late(error);
      else end({ error });
    };
    try {
      const result = call(functions[index] as Fn, (error) => end(error ? { error } : undefined));
      if (isPromiseLike(result)) pending.push(Promise.resolve(result).then(undefined, failed));
    } catch (error) {
      failed(error);
    }
  };
  step(0);
  return pending;
}
