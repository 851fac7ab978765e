import type { Request, ResponseToolkit } from '@hapi/hapi';
import { STATE } from '../../core/pipeline/answered.ts';
import type { Responder } from '../../core/pipeline/responder.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import { isError, readProperty } from '../../core/values/guarded-read.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { failureOf } from './boom-marks.ts';
import { type HapiExchange, knownExchange } from './exchange.ts';
import { type AnyFunction, type Internals, isBoom, isUnrouted } from './internals.ts';
import { guardMarshal } from './marshal-cycle.ts';
import { asHapiTakesIt } from './thrown.ts';

/**
 * Catches the errors of the app's functions before hapi does. hapi makes a Boom of each thrown value. It copies the errors of built-in classes such as
 * TypeError, so Halyard would not recognise them. An error that cannot become a Boom (a frozen error, a Proxy) ends the process. Also notes the call of
 * the handler.
 */
export function guardLifecycle(lifecycle: Internals['lifecycle'], responder: Responder<HapiExchange>): void {
  const { execute } = lifecycle;
  lifecycle.execute = async function (method, request, options) {
    const exchange = knownExchange(request);
    const isHandler = method === (request.route.settings as { readonly handler?: unknown }).handler;
    if (isHandler && exchange !== undefined) exchange.isHandled = true;
    guardMarshal(request);
    const response = await execute.call(this, guardOf(method), request, options);
    if (exchange !== undefined && isBoom(response)) {
      if (isHandler && isUnrouted(request)) exchange.unmatched = response;
      exchange.failedWith = response.output.statusCode;
      // hapi drops an error after the client has gone.
      const isLost = exchange[STATE] === undefined && exchange.progress === 'gone' && options.ignoreResponse !== true;
      if (isLost) await responder.fail(exchange, failureOf(response));
    }
    return response;
  };
}

const guards = new WeakMap<AnyFunction, AnyFunction>();

function guardOf(method: AnyFunction): AnyFunction {
  if (typeof method !== 'function') return method;
  const known = guards.get(method);
  if (known !== undefined) return known;
  const guard: AnyFunction = function (request: Request, h: ResponseToolkit, ...args) {
    let result: unknown;
    try {
      result = method.call(this, request, h, ...args);
    } catch (error) {
      throw asHapiTakesIt(error);
    }
    if (!isPromiseLike(result)) return returned(result, request, h);
    return Promise.resolve(result).then(
      (value) => returned(value, request, h),
      (error: unknown) => {
        throw asHapiTakesIt(error);
      },
    );
  };
  // hapi's error message contains the name of a function that returned nothing.
  Object.defineProperty(guard, 'name', { value: method.name, configurable: true });
  guards.set(method, guard);
  return guard;
}

/** What hapi gets for the value that a function of the app has returned. hapi treats a returned Error like a thrown one. */
function returned(result: unknown, request: Request, h: ResponseToolkit): unknown {
  if (typeof result === 'symbol') return abandoned(result, request, h);
  return isError(result) ? asHapiTakesIt(result) : unauthenticated(result);
}

/** The failure that stands, if the app has called for one and then tells hapi not to answer. Only hapi can send it, and the client would wait for ever. */
function abandoned(result: symbol, request: Request, h: ResponseToolkit): unknown {
  const exchange = knownExchange(request);
  const state = exchange?.[STATE];
  if (result !== h.abandon && result !== h.close && result !== h.continue)
    throw asHapiTakesIt(new TypeError(`A response cannot be a symbol: ${String(result)}`));
  if (exchange === undefined || !state?.isFailure || !exchange.isOpen || result === h.continue) return result;
  const answer = () => {
    if (exchange.answer !== result) reportHostAnswer(state, result === h.close ? 'h.close' : 'h.abandon');
    return exchange.isReplying ? exchange.remade() : exchange.answer;
  };
  return exchange.pending === undefined ? answer() : exchange.pending.then(answer);
}

/** hapi throws the error of `h.unauthenticated(error)`, and does not prepare a response that is given in its place. */
function unauthenticated(result: unknown): unknown {
  if (readProperty(result, 'isAuth') !== true) return result;
  const auth = result as { error: unknown };
  if (isError(auth.error)) auth.error = asHapiTakesIt(auth.error);
  return typeof auth.error === 'object' && auth.error !== null && 'variety' in auth.error ? auth.error : result;
}
