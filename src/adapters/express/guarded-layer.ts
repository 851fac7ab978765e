import { tracingChannel } from 'node:diagnostics_channel';
import { thrownValue } from '../../hosting/shared/thrown-value.ts';
import { asThrown, followResult, type Next, notePassed } from './thrown.ts';

type Handle = (...args: unknown[]) => unknown;

/** A layer of an Express router: a route, a middleware function, or a router or app that is mounted. */
export interface Layer {
  handle: Handle;
  readonly name?: string;
  readonly route?: { readonly stack?: unknown };
}

type RequestMethod = (this: Layer, request: object, response: object, next: Next) => unknown;
type ErrorMethod = (this: Layer, error: unknown, request: object, response: object, next: Next) => unknown;

/** Replies of an app whose layers are guarded have this member, through the app's prototype. */
const GUARDED = Symbol('halyard.guarded');

/** Guards the layers of an app for its own requests. A router may serve another app, too, which has nothing to do with Halyard. */
export function markGuarded(response: object): void {
  Object.defineProperty(response, GUARDED, { value: true });
}

export function isGuarded(response: object): boolean {
  return (response as { readonly [GUARDED]?: true })[GUARDED] === true;
}

/** Express 5 reports handlers on this channel. Then its own methods have to call the handlers. */
const channel = tracingChannel('express.router.request');

/** How a copy of Express calls a handler: its class of layers, and what the layers of a guarded router inherit from instead. */
export class GuardedLayers {
  readonly #base: Readonly<Record<string, unknown>>;
  readonly #request: string;
  readonly #error: string;
  readonly #standIns = new WeakMap<Layer, Layer>();

  constructor(base: object) {
    this.#base = base as Readonly<Record<string, unknown>>;
    [this.#request, this.#error] = 'handleRequest' in base ? ['handleRequest', 'handleError'] : ['handle_request', 'handle_error'];
  }

  /**
   * A prototype for layers, which calls their handlers in the place of Express' own methods. So the stack trace of a handler has as many frames as
   * without Halyard. `enter` is called before the handler.
   */
  prototype(enter?: (layer: Layer, response: object) => void): object {
    const [base, requestName, errorName] = [this.#base, this.#request, this.#error];
    const requestMethod = base[requestName] as RequestMethod;
    const errorMethod = base[errorName] as ErrorMethod;
    const replacesRequest = isExpress(requestMethod);
    const replacesError = isExpress(errorMethod);
    const standInFor = (layer: Layer): Layer => this.#standInFor(layer);

    const handleRequest: RequestMethod = function handleRequest(request, response, next) {
      if (!isGuarded(response)) return (base[requestName] as RequestMethod).call(this, request, response, next);
      if (enter !== undefined) enter(this, response);
      if (!replacesRequest || base[requestName] !== requestMethod || channel.hasSubscribers) {
        return (base[requestName] as RequestMethod).call(standInFor(this), request, response, next);
      }
      const { handle } = this;
      if (handle.length > 3) return next();
      let result: unknown;
      try {
        result = handle(request, response, next);
      } catch (error) {
        return next(asThrown(error));
      }
      if (result !== undefined) followResult(result, response, next);
      return undefined;
    };

    const handleError: ErrorMethod = function handleError(error, request, response, next) {
      if (!isGuarded(response)) return (base[errorName] as ErrorMethod).call(this, error, request, response, next);
      if (this.handle.length !== 4) return next(error);
      if (!replacesError || base[errorName] !== errorMethod || channel.hasSubscribers) {
        return (base[errorName] as ErrorMethod).call(standInFor(this), error, request, response, next);
      }
      const { handle } = this;
      notePassed(response, error);
      const value = thrownValue(error);
      let result: unknown;
      try {
        result = handle(value, request, response, onward(error, value, next));
      } catch (failure) {
        return next(asThrown(failure));
      }
      if (result !== undefined) followResult(result, response, next);
      return undefined;
    };

    return Object.create(base, { [requestName]: hidden(handleRequest), [errorName]: hidden(handleError) }) as object;
  }

  /** A layer with the same members and a guarded handler, for the methods of Express that something else has replaced or listens to. */
  #standInFor(layer: Layer): Layer {
    const known = this.#standIns.get(layer);
    if (known !== undefined && Object.getOwnPropertyDescriptor(known, 'guards')?.value === layer.handle) return known;
    const handle = guardedHandle(layer.handle, this.#request === 'handleRequest');
    const standIn = Object.create(layer, { handle: { value: handle, writable: true }, guards: { value: layer.handle } }) as Layer;
    this.#standIns.set(layer, standIn);
    return standIn;
  }
}

/** Is this Express' own method, and does it do no more than the versions that we know? */
function isExpress(method: unknown): boolean {
  if (typeof method !== 'function') return false;
  const text = Function.prototype.toString.call(method);
  return /\bfn = this\.handle\b/.test(text) && /\bfn\((?:error, )?req, res, next\)/.test(text);
}

function hidden(value: unknown): PropertyDescriptor {
  return { value, writable: true, configurable: true, enumerable: false };
}

/** The app's error handler gets the thrown value. If it passes that value to `next`, the error that carries it goes on. */
function onward(error: unknown, value: unknown, next: Next): Next {
  if (error === value) return next;
  return (handed) => {
    // Express treats `next(undefined)` as `next()`, but other middleware may count the arguments.
    if (handed === value) next(error);
    else if (handed === undefined) next();
    else next(handed);
  };
}

/** The wrapper keeps the handler's `length` and `name`. Express recognises an error handler by its `length`. `awaits`: Express awaits a promise itself. */
function guardedHandle(handle: Handle, awaits: boolean): Handle {
  if (handle.length > 4) return handle;
  const call = (args: readonly unknown[], response: object, next: Next): unknown => {
    let result: unknown;
    try {
      result = handle(...args);
    } catch (error) {
      throw asThrown(error);
    }
    const followed = followResult(result, response, (error) => {
      if (!awaits) return next(error);
      throw error;
    });
    return awaits ? (followed ?? result) : undefined;
  };
  const guarded =
    handle.length === 4
      ? (error: unknown, request: object, response: object, next: Next) => {
          notePassed(response, error);
          const value = thrownValue(error);
          return call([value, request, response, onward(error, value, next)], response, next);
        }
      : (request: object, response: object, next: Next) => call([request, response, next], response, next);
  return Object.defineProperty(guarded, 'name', { value: handle.name, configurable: true }) as Handle;
}
