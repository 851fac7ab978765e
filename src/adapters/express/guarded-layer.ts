import { tracingChannel } from 'node:diagnostics_channel';
import { thrownValue } from '../../hosting/shared/thrown-value.ts';
import { isPristine } from './pristine.ts';
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

/** Express 5 reports handlers on this channel, in its own methods. */
const channel = tracingChannel('express.router.request');

/**
 * A prototype for the layers of one copy of Express, whose layers inherit from `base`. Its methods call a handler in the place of Express' own methods, so
 * the stack trace of a handler has as many frames as without Halyard. `enter` is called before a handler that leads to other layers. Such a
 * handler does not throw.
 */
export function guardedPrototype(base: object, enter?: (layer: Layer, response: object) => void): object {
  const express = base as Readonly<Record<string, unknown>>;
  const [requestName, errorName] = 'handleRequest' in base ? ['handleRequest', 'handleError'] : ['handle_request', 'handle_error'];
  const { [requestName]: requestMethod, [errorName]: errorMethod } = express;
  const isReplaceable = isPristine(requestMethod) && isPristine(errorMethod);
  const isTraced = requestName === 'handleRequest' ? (): boolean => channel.hasSubscribers === true : (): boolean => false;

  const handleRequest: RequestMethod = function handleRequest(request, response, next) {
    const guarded = isGuarded(response);
    if (guarded && enter !== undefined) enter(this, response);
    // If a tool has replaced Express' own method or listens to it, that method is called, and the handler is wrapped.
    if (!guarded || !isReplaceable || express[requestName] !== requestMethod || isTraced()) {
      if (guarded && enter === undefined) wrap(this, requestName === 'handleRequest');
      return (express[requestName] as RequestMethod).call(this, request, response, next);
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
    const guarded = isGuarded(response);
    if (!guarded || !isReplaceable || express[errorName] !== errorMethod || isTraced()) {
      if (guarded && enter === undefined) wrap(this, requestName === 'handleRequest');
      return (express[errorName] as ErrorMethod).call(this, error, request, response, next);
    }
    const { handle } = this;
    if (handle.length !== 4) return next(error);
    notePassed(response, error, handle);
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

const wrapped = new WeakSet<Layer>();

/** Wraps the handler of a layer once. `awaits`: Express awaits a promise itself. */
function wrap(layer: Layer, awaits: boolean): void {
  if (wrapped.has(layer)) return;
  wrapped.add(layer);
  layer.handle = guardedHandle(layer.handle, awaits);
}

/** The wrapper keeps the handler's `length` and `name`. Express recognises an error handler by its `length`. */
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
          if (!isGuarded(response)) return handle(error, request, response, next);
          notePassed(response, error, guarded);
          const value = thrownValue(error);
          return call([value, request, response, onward(error, value, next)], response, next);
        }
      : (request: object, response: object, next: Next) =>
          isGuarded(response) ? call([request, response, next], response, next) : handle(request, response, next);
  return Object.defineProperty(guarded, 'name', { value: handle.name, configurable: true }) as Handle;
}
