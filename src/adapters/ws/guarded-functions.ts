import { HalyardError } from '../../core/values/errors.ts';
import { handleRejection } from '../../core/values/handle-rejection.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';

type Decide = (verified: unknown, code?: number, message?: string, headers?: object) => void;
type Verify = (info: unknown, decide?: Decide) => unknown;
type Choose = (protocols: unknown, request: object) => unknown;

/** Functions of the app that ws calls before it upgrades a connection. */
export interface UpgradeOptions {
  verifyClient?: Verify | null;
  handleProtocols?: Choose | null;
}

/** What happens to the error of a function. */
export interface Failing {
  /** Answers the request. */
  fail(error: unknown): void;
  /** Logs an error that comes after the decision. */
  late(error: unknown): void;
}

const guarded = new WeakSet<object>();

/** Replaces both functions with guarded ones. `failing` finds what to do for a request. */
export function guardFunctions(options: UpgradeOptions, failing: (request: object) => Failing | undefined): void {
  const { verifyClient: verify, handleProtocols: choose } = options;
  if (typeof verify === 'function' && !guarded.has(verify)) {
    options.verifyClient = guardedVerifier(verify.bind(options), verify.length === 2, failing);
    guarded.add(options.verifyClient);
  }
  if (typeof choose === 'function' && !guarded.has(choose)) {
    options.handleProtocols = guardedProtocols(choose.bind(options), failing);
    guarded.add(options.handleProtocols);
  }
}

/** A verifier that can fail and can be async. Without it, ws takes the promise of an async function with one argument for a "yes". */
function guardedVerifier(verify: Verify, takesCallback: boolean, failing: (request: object) => Failing | undefined): Verify {
  // ws reads the number of arguments.
  return function verifying(info, decide) {
    const { fail, late } = failing((info as { req: object }).req) ?? {};
    let isDecided = false;
    const once: Decide = (...decision) => {
      if (isDecided) return;
      isDecided = true;
      decide?.(...decision);
    };
    const failed = (error: unknown): void => {
      if (isDecided) late?.(error);
      else fail?.(error);
      isDecided = true;
    };
    try {
      const result = takesCallback ? verify(info, once) : verify(info);
      if (isPromiseLike(result)) Promise.resolve(result).then(takesCallback ? undefined : (verified) => once(verified), failed);
      else if (!takesCallback) once(result);
    } catch (error) {
      failed(error);
    }
  };
}

/** ws does not wait for the promise of a protocol. It sends the client "[object Promise]", and a rejection ends the process. */
function guardedProtocols(choose: Choose, failing: (request: object) => Failing | undefined): Choose {
  return (protocols, request) => {
    const chosen = choose(protocols, request);
    if (!isPromiseLike(chosen)) return chosen;
    handleRejection(chosen, failing(request)?.late);
    throw new HalyardError('E_PROMISE', { found: 'a promise from handleProtocols', expected: 'the name of a protocol, or false: ws does not wait for it' });
  };
}
