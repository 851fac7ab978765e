import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ViewEngine } from '../../core/ports/view-engine.ts';
import type { Form } from '../../forms/page/form.ts';

/** What @fastify/view adds to an app, and to those parts of it that have an engine of their own. */
interface ViewApp {
  view?(page: string, locals: object): Promise<string>;
}

/**
 * The engine and the folder of @fastify/view, where the app has it: asked after the views that were given to us. `instance` has it for
 * what is no request of Fastify's: Nest's middleware has Node's own.
 */
export function fastifyViews(instance: FastifyInstance, isProduction: () => boolean): ViewEngine {
  const missing = new WeakMap<object, Set<string>>();
  return {
    render(view, locals, request) {
      const app = ((request?.native as FastifyRequest | undefined)?.server ?? instance) as ViewApp;
      const render = app.view;
      if (typeof render !== 'function' || missing.get(render)?.has(view)) return undefined;
      return render.call(app, view, { ...locals }).catch((error: unknown) => {
        if (!isMissing(error, view)) throw error;
        // A file that appears later is found in development.
        if (isProduction()) missing.set(render, (missing.get(render) ?? new Set()).add(view));
        return undefined;
      }) as Promise<string>;
    },
  };
}

/**
 * Every view that `reply.view()` shows has `errors`, `old`, `flash` and `form`, unless the app has something of that name: they are
 * among `reply.locals`, which @fastify/view makes only where nobody has. `false`: it has come before us.
 */
export function defineLocals(instance: FastifyInstance, formOf: (reply: FastifyReply) => Form): boolean {
  if (instance.hasReplyDecorator('locals')) return false;
  instance.decorateReply('locals', {
    getter(this: WithLocals) {
      this[LOCALS] ??= {};
      const own = this[LOCALS];
      for (const [name, local] of Object.entries(formOf(this).locals)) if (!Object.hasOwn(own, name)) own[name] = local;
      return own;
    },
    setter(this: WithLocals, locals: Record<string, unknown>) {
      this[LOCALS] = { ...locals };
    },
  } as never);
  return true;
}

const LOCALS = Symbol('halyard.locals');

type WithLocals = FastifyReply & { [LOCALS]?: Record<string, unknown> };

/** The view itself, and not a part that it includes. Engines that read for themselves (Nunjucks) say it in words. */
function isMissing(error: unknown, view: string): boolean {
  const { code, path, message } = (error ?? {}) as { readonly code?: unknown; readonly path?: unknown; readonly message?: unknown };
  const named = `/${view}.`;
  if (code === 'ENOENT' && typeof path === 'string') return `/${path.replaceAll('\\', '/')}`.includes(named);
  return typeof message === 'string' && message.startsWith('template not found: ') && `/${message.slice('template not found: '.length)}`.includes(named);
}
