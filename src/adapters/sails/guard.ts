import { asThrown } from '../express/layers.ts';
import type { AnyFunction, SailsApp, SailsReply } from './app.ts';

type Failed = (reply: SailsReply, error: unknown) => unknown;

/**
 * Sails hands what was thrown to `next`, and `next(null)` means "go on": a `throw null` in an action ends in a 404. And of promises it sees
 * only those of `async` functions. So actions, policies and functions of `config/routes.js` are guarded. Each stays what it was to
 * everybody who looks at it: its name, its kind, its members.
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
  // Actions are looked up by name at each request, and may have been registered a moment ago.
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
  // A promise and nothing else that has a `then`: that of a query runs it.
  if (!(result instanceof Promise)) return result;
  if (target.constructor.name === 'AsyncFunction') {
    return result.catch((error: unknown) => {
      throw asThrown(error);
    });
  }
  result.catch((error: unknown) => failed(args[1] as SailsReply, error));
  return result;
}
