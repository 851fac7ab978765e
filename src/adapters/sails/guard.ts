import { asThrown } from '../express/thrown.ts';
import type { AnyFunction, SailsApp, SailsReply } from './app.ts';

type Failed = (reply: SailsReply, error: unknown) => unknown;

/**
 * Guards actions, policies and functions of `config/routes.js`. Sails passes a thrown value to `next`, and `next(null)` continues, so `throw null` in
 * an action ends in a 404. Sails also handles only the promises of `async` functions. The guarded function keeps its name, its kind and its members.
 */
export function guardFunctions(sails: SailsApp, failed: Failed): void {
  const guards = new WeakMap<AnyFunction, AnyFunction>();
  const guarded = (target: AnyFunction): AnyFunction => {
    const known = guards.get(target);
    if (known !== undefined) return known;
    const guard = new Proxy(target, { apply: (_target, receiver, args) => run(target, receiver, args, failed) });
    guards.set(target, guard);
    guards.set(guard, guard);
    return guard;
  };

  const { router } = sails;
  const { bind } = router;
  router.bind = (path, target, verb, options) => bind(path, guardedTarget(target, guarded), verb, options);
  sails.on('router:before', () => {
    for (const list of Object.values(sails._actionMiddleware ?? {})) list.splice(0, list.length, ...list.map(guarded));
  });
  // Sails finds an action by name for each request, so it may have been registered a moment ago.
  sails.on('router:route', ({ options }: { readonly options?: { readonly action?: unknown } }) => {
    const name = options?.action;
    const action = typeof name === 'string' ? sails._actions?.[name] : undefined;
    if (action !== undefined && guards.get(action) !== action) (sails._actions as Record<string, AnyFunction>)[name as string] = guarded(action);
  });
}

function guardedTarget(target: unknown, guarded: (target: AnyFunction) => AnyFunction): unknown {
  if (typeof target === 'function') return guarded(target as AnyFunction);
  if (Array.isArray(target)) return target.map((one) => guardedTarget(one, guarded));
  if (typeof target !== 'object' || target === null) return target;
  const { fn } = target as { readonly fn?: unknown };
  return typeof fn === 'function' ? { ...target, fn: guarded(fn as AnyFunction) } : target;
}

function run(target: AnyFunction, receiver: unknown, args: readonly unknown[], failed: Failed): unknown {
  let result: unknown;
  try {
    result = Reflect.apply(target, receiver, args);
  } catch (error) {
    throw asThrown(error);
  }
  // Only a real promise is awaited. Calling `then` of a query would run the query.
  if (!(result instanceof Promise)) return result;
  if (target.constructor.name === 'AsyncFunction') {
    return result.catch((error: unknown) => {
      throw asThrown(error);
    });
  }
  result.catch((error: unknown) => failed(args[1] as SailsReply, error));
  return result;
}
