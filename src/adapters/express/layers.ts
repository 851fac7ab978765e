import { guardedPrototype, isGuarded, type Layer } from './guarded-layer.ts';
import { asThrown, followResult, type Next } from './thrown.ts';
import type { ViewApp } from './views.ts';

/** The members of an Express router (4 or 5) that Halyard uses. */
export interface Router {
  readonly stack?: readonly object[];
  readonly params?: object;
}

/** The members of an Express app by which its router is found. */
export interface Routed {
  /** Express 5 has this member. */
  readonly router?: Router;
  /** Express 4 has this member. Its `router` is a getter that throws. */
  readonly _router?: Router;
  readonly lazyrouter?: unknown;
}

export function routerOf(app: Routed): Router | undefined {
  return app.lazyrouter === undefined ? app.router : app._router;
}

/** The prototypes of a guarded router's layers, and its last layer. */
interface Guards {
  readonly leaf: object;
  readonly branch: object;
  readonly tail: object;
}

const KIND = Symbol('halyard.layer');

type Guardable = Layer & { readonly [KIND]?: true };

/** The guards by the prototype of the layers. Each copy of Express has its own. */
const known = new WeakMap<object, Guards>();

/**
 * Guards the layers of a router that are not guarded yet. Express 4 ignores a rejected promise. Express 4 and 5 both take `throw undefined` for `next()`,
 * and the request ends in a 404. It runs for each request, because an app may add layers at any time. What is mounted in the router
 * is guarded when a request gets there.
 */
export function guardRouter(router: Router | undefined): void {
  const stack = router?.stack;
  if (!Array.isArray(stack) || stack.length === 0) return;
  guardStack(stack);
  if (router?.params !== undefined) guardParams(router.params);
  // With a last layer that matches nothing, Express passes each error on at once. Otherwise it passes an error of the last layer on in a later turn.
  const guards = guardsOf(stack[stack.length - 1]);
  if (guards !== undefined && Object.isExtensible(stack)) stack.push(guards.tail);
}

function guardStack(stack: unknown): void {
  if (!Array.isArray(stack)) return;
  for (let i = 0; i < stack.length; i++) {
    const layer: Guardable = stack[i];
    if (layer?.[KIND] !== true) guard(layer);
  }
}

function guard(layer: Guardable): void {
  const guards = guardsOf(layer);
  if (guards === undefined) return;
  // A frozen layer keeps its prototype.
  Reflect.setPrototypeOf(layer, isBranch(layer) ? guards.branch : guards.leaf);
}

/** The guards for a layer, or `undefined` if it is the last layer already, or no layer of Express. */
function guardsOf(layer: unknown): Guards | undefined {
  if (typeof layer !== 'object' || layer === null) return undefined;
  let base = Object.getPrototypeOf(layer) as Guardable | null;
  if (base === null || TAIL in layer) return undefined;
  if (Object.hasOwn(base, KIND)) base = Object.getPrototypeOf(base) as Guardable;
  const guards = known.get(base);
  if (guards !== undefined) return guards;
  if (!('handleRequest' in base || 'handle_request' in base)) return undefined;
  const made = { leaf: marked(guardedPrototype(base)), branch: marked(guardedPrototype(base, enter)), tail: tailOf(base) };
  known.set(base, made);
  return made;
}

function marked(prototype: object): object {
  return Object.defineProperty(prototype, KIND, { value: true });
}

const TAIL = Symbol('halyard.tail');

/** A layer that matches no request. It is made by Express' class, for tools that read the layers of a router. */
function tailOf(base: object): object {
  const Class = base.constructor as new (path: string, options: object, handle: unknown) => object;
  const layer = new Class('/', { end: false, strict: false, sensitive: false }, function halyard(_request: unknown, _response: unknown, next: Next) {
    next();
  });
  const match = { value: () => false };
  return Object.setPrototypeOf(layer, Object.create(base, { match, [KIND]: { value: true }, [TAIL]: { value: true } })) as object;
}

/** Is this the last layer that Halyard added? */
export function isTail(layer: object): boolean {
  return TAIL in layer;
}

type Mounted = Layer['handle'] & Routed & Partial<ViewApp> & { readonly handle?: unknown; readonly set?: unknown };

/** Does the layer lead to other layers? `mounted_app` is Express' function around an app that was mounted by `app.use()`. */
function isBranch({ route, handle, name }: Layer): boolean {
  return route !== undefined || name === 'mounted_app' || Array.isArray((handle as Router).stack) || isApp(handle);
}

function isApp(handle: Mounted): boolean {
  return typeof handle.handle === 'function' && typeof handle.set === 'function';
}

/** Guards the layers that this layer leads to. */
function enter(layer: Layer, response: object): void {
  const { route, handle } = layer;
  if (route !== undefined) guardStack(route.stack);
  else if (Array.isArray((handle as Router).stack)) guardRouter(handle as Router);
  else if (isApp(handle)) guardRouter(routerOf(handle as Routed));
  else enterApp(layer, response as AppReply);
}

type AppReply = object & { readonly app?: Routed; locals?: unknown };

const apps = new WeakMap<Layer, Routed>();
/** The layer that was entered last. */
let entered: Layer | undefined;

/**
 * Guards the layers of an app behind Express' function `mounted_app`, which hides the app. An app reads `res.locals` after it has set the prototype of `res`
 * and before it calls its handlers, so the first request finds it there, by `res.app`.
 */
function enterApp(layer: Layer, response: AppReply): void {
  entered = layer;
  const app = apps.get(layer);
  if (app !== undefined) {
    guardRouter(routerOf(app));
    return;
  }
  const outer = response.app;
  let { locals } = response;
  const put = (value: unknown): void => {
    Object.defineProperty(response, 'locals', { value, writable: true, configurable: true, enumerable: true });
  };
  const get = (): unknown => {
    const inner = response.app;
    if (inner === undefined || inner === outer) return locals;
    put(locals);
    // An app without routes did not read it, and now another app does.
    if (entered !== layer) return locals;
    apps.set(layer, inner);
    guardRouter(routerOf(inner));
    return locals;
  };
  const set = (value: unknown): void => {
    locals = value;
  };
  Object.defineProperty(response, 'locals', { get, set, configurable: true, enumerable: true });
}

/** The app that a layer leads to: the layer's own function, or the app that its first request has found behind it. */
export function appBehind(layer: object): Routed | undefined {
  const { handle } = layer as Layer;
  return isApp(handle) ? (handle as Routed) : apps.get(layer as Layer);
}

type ParamHandler = (request: object, response: object, next: Next, ...value: unknown[]) => unknown;

const guardedParams = new WeakSet<ParamHandler>();

/** Guards the functions of `app.param()`. Express calls them without a layer, so they are replaced. */
function guardParams(params: object): void {
  for (const list of Object.values(params) as unknown[]) {
    if (!Array.isArray(list)) continue;
    for (const [i, handler] of list.entries()) {
      if (typeof handler === 'function' && !guardedParams.has(handler as ParamHandler)) list[i] = guardedParam(handler as ParamHandler);
    }
  }
}

function guardedParam(handler: ParamHandler): ParamHandler {
  const guarded: ParamHandler = (request, response, next, ...value) => {
    if (!isGuarded(response)) return handler(request, response, next, ...value);
    let result: unknown;
    try {
      result = handler(request, response, next, ...value);
    } catch (error) {
      throw asThrown(error);
    }
    followResult(result, response, next);
    return undefined;
  };
  guardedParams.add(guarded);
  return guarded;
}
