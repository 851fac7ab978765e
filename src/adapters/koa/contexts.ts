import { type ReportSettings, writeLog } from '../../core/report/report.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { connectFlash } from '../../forms/page/connect-flash.ts';
import type { Form } from '../../forms/page/form.ts';
import type { FormVisits } from '../../hosting/node/form-visits.ts';
import type { AnyFunction, KoaContext } from './app.ts';

/**
 * Puts the response methods on the prototype of all contexts, and replaces Koa's own `ctx.onerror`. A name that is already there, or that the app replaces later
 * for all contexts, is refused, and so is another replacement of `ctx.onerror`, such as koa-onerror. If one name is taken, the contexts stay as they are.
 * If middleware replaces a name on a single context, as koa-respond does, Halyard logs that once.
 *
 * @throws HalyardError E_NAME_TAKEN
 */
export function defineOnContexts(
  contexts: object,
  { methods, onerror }: { readonly methods: Readonly<Record<string, AnyFunction>>; readonly onerror: AnyFunction },
  report: ReportSettings,
): void {
  for (const name of Object.keys(methods)) if (name in contexts) throw taken(name, 'having been there before Halyard');
  if (Object.hasOwn(contexts, 'onerror')) throw taken('onerror', 'having been replaced before Halyard');
  for (const [name, value] of Object.entries({ ...methods, onerror })) Object.defineProperty(contexts, name, guarded(contexts, name, value, report));
}

function guarded(contexts: object, name: string, value: AnyFunction, report: ReportSettings): PropertyDescriptor {
  return {
    configurable: true,
    get: () => value,
    set(this: object, other: unknown) {
      if (this === contexts) throw taken(name, 'being replaced after Halyard had been mounted');
      logOnce(report, name, taken(name, 'being replaced on a context by some middleware, whose it is now').message);
      Object.defineProperty(this, name, { value: other, writable: true, configurable: true, enumerable: true });
    },
  };
}

/** Logs a warning the first time that this key occurs. */
export function logOnce(report: ReportSettings, what: string, line: string): void {
  if (report.loggedOnce.has(what)) return;
  report.loggedOnce.add(what);
  writeLog(report, 'warn', {}, line.replaceAll('\n', ''));
}

function taken(name: string, how: string): HalyardError {
  return new HalyardError('E_NAME_TAKEN', {
    found: `ctx.${name}() ${how}`,
    expected: 'a name that nothing else has',
    todo:
      name === 'onerror'
        ? 'Leave out whatever replaces ctx.onerror (koa-onerror does).'
        : `Rename api/responses/${name}.*, or leave out whatever defines ctx.${name}().`,
  });
}

/** Puts `form` on contexts, and a `flash` that is compatible with koa-connect-flash, unless the app has one. Returns the function that reads the form. */
export function defineForm(contexts: object, visits: FormVisits<KoaContext>): (context: KoaContext) => Form {
  const formOf = (context: KoaContext): Form => visits.pageOf(context).form;
  Object.defineProperty(contexts, 'form', {
    configurable: true,
    get(this: KoaContext) {
      return formOf(this);
    },
    set(this: KoaContext, value: unknown) {
      Object.defineProperty(this, 'form', { value, writable: true, configurable: true, enumerable: true });
    },
  });
  if (!('flash' in contexts)) {
    const value = connectFlash((context: KoaContext) => visits.pageOf(context));
    Object.defineProperty(contexts, 'flash', { value, writable: true, configurable: true, enumerable: false });
  }
  return formOf;
}
