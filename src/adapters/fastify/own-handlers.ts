import type { FastifyInstance, preHandlerHookHandler, preValidationHookHandler } from 'fastify';
import { STATE, type Stateful } from '../../core/pipeline/answered.ts';
import type { ReportSettings } from '../../core/report/report.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isPlainObject } from '../../core/values/guarded-read.ts';
import { refuseUnknown } from '../../core/values/known-names.ts';
import { quote } from '../../core/values/quote.ts';
import { logHint } from '../../hosting/node/hint.ts';
import { repliesToEveryError } from '../../hosting/shared/handler-text.ts';

/** The hooks of the handler for unmatched routes. Fastify itself takes them as the first argument of `setNotFoundHandler()`. */
export interface NotFoundHooks {
  readonly preValidation?: preValidationHookHandler | preValidationHookHandler[];
  readonly preHandler?: preHandlerHookHandler | preHandlerHookHandler[];
}

const HOOKS = ['preValidation', 'preHandler'];

/** @throws HalyardError E_OPTION, E_OPTION_UNKNOWN */
export function checkNotFoundHooks(hooks: unknown): NotFoundHooks {
  if (hooks === undefined) return {};
  const isFunctions = (value: unknown): boolean => [value].flat().every((one) => typeof one === 'function');
  if (isPlainObject(hooks)) refuseUnknown(hooks, HOOKS, (name) => quote(`notFound.${name}`));
  const isValid = typeof hooks === 'object' && hooks !== null && Object.entries(hooks).every(([name, value]) => HOOKS.includes(name) && isFunctions(value));
  if (isValid) return hooks;
  throw new HalyardError('E_OPTION', {
    found: `notFound: ${JSON.stringify(hooks)}`,
    expected: '{ preHandler, preValidation }, each a function or a list of them',
  });
}

/** Fastify allows one handler for unmatched routes, so the app's own has to go. */
export const DELETE_NOT_FOUND =
  'Delete it. A response of your own goes into api/responses/notFound.js, and a hook such as a rate limit into the option notFound: { preHandler }.';

/** Watches the handlers that the app sets after Halyard. A handler for unmatched routes is refused, and an error handler gets a hint in development. */
export function watchHandlers(instance: FastifyInstance, report: ReportSettings): void {
  const { setNotFoundHandler, setErrorHandler } = instance as { setNotFoundHandler: AnyFunction; setErrorHandler: AnyFunction };
  let errorHandler: unknown;
  const watched = {
    setNotFoundHandler(this: unknown, ...args: unknown[]) {
      try {
        return setNotFoundHandler.apply(this, args);
      } catch (error) {
        const { message } = error as { readonly message?: string };
        if (message?.startsWith('Not found handler already set') !== true || !message.includes(`'${instance.prefix || '/'}'`)) throw error;
        throw new HalyardError('E_HANDLER_TAKEN', {
          found: 'app.setNotFoundHandler() after Halyard was registered',
          expected: 'none: Halyard answers unmatched routes',
          todo: DELETE_NOT_FOUND,
          cause: error,
        });
      }
    },
    setErrorHandler(this: unknown, handler: unknown) {
      const result = setErrorHandler.call(this, handler);
      if (this === instance) errorHandler = handler;
      return result;
    },
  };
  Object.assign(instance, watched);
  if (report.environment.mode !== 'development') return;
  instance.addHook('onResponse', (_request, reply, done) => {
    if (errorHandler !== undefined && reply.statusCode >= 400 && (reply as Stateful)[STATE] === undefined && repliesToEveryError(errorHandler, 2)) {
      logHint(report, { kind: 'error handler', handler: errorHandler, answers: 'errors', todo: 'throw the errors in it that it has no answer for' });
    }
    done();
  });
}

type AnyFunction = (...args: unknown[]) => unknown;
