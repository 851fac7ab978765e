import type { Server } from 'socket.io';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';

type Next = (error: unknown, isAllowed?: boolean) => void;
type Matches = (name: string, auth: unknown, next: Next) => unknown;

/** The failure of a function, for the data with which a client asked for the namespace. */
const failures = new WeakMap<object, { readonly error: unknown }>();

/** Finds the failure of a function that decided about a namespace, by the data that the client sent. */
export function failureOf(auth: unknown): { readonly error: unknown } | undefined {
  return typeof auth === 'object' && auth !== null ? failures.get(auth) : undefined;
}

/**
 * Guards the functions of `io.of((name, auth, next) => …)`, those that exist and later ones. An exception of one closes the connection without a word, a
 * rejection ends the process, and an error in `next` is lost. Here they refuse the namespace, unless another function allows it.
 */
export function guardNamespaceFunctions(io: Server): void {
  const { parentNsps: parents } = io as unknown as { readonly parentNsps?: Map<Matches, unknown> };
  const { of } = io;
  io.of = (name, listener) => of.call(io, typeof name === 'function' ? (guarded(name as Matches) as never) : name, listener as never) as never;
  if (parents === undefined) return;
  const known = [...parents];
  parents.clear();
  for (const [matches, namespace] of known) parents.set(guarded(matches), namespace);
}

function guarded(matches: Matches): Matches {
  return (name, auth, next) => {
    let isDecided = false;
    const decide: Next = (error, isAllowed) => {
      if (isDecided) return;
      isDecided = true;
      if (error && typeof auth === 'object' && auth !== null) failures.set(auth, { error });
      next(error, isAllowed);
    };
    const failed = (error: unknown): void => decide(error ?? new Error(String(error)), false);
    try {
      const result = matches(name, auth, decide);
      if (isPromiseLike(result)) Promise.resolve(result).then(undefined, failed);
    } catch (error) {
      failed(error);
    }
  };
}
