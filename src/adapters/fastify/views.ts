import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ViewEngine } from '../../core/ports/view-engine.ts';
import type { Form } from '../../forms/page/form.ts';

/** The member that @fastify/view adds to an app, and to plugins that have their own engine. */
interface ViewApp {
  view?(page: string, locals: object): Promise<string>;
}

/**
 * The views of @fastify/view, if the app uses it. The `views` option comes first. `instance` is used for a request that is not Fastify's, because
 * Nest's middleware gets Node's own request.
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
        // In development, a file that is added later is found.
        if (isProduction()) missing.set(render, (missing.get(render) ?? new Set()).add(view));
        return undefined;
      }) as Promise<string>;
    },
  };
}

/**
 * Adds `errors`, `old`, `flash` and `form` to every view that `reply.view()` renders, unless the app has a local of that name. They are in `reply.locals`,
 * which @fastify/view creates only if it does not exist. Returns `false` if @fastify/view was registered before.
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

/** The locals that the app has set on the reply. Halyard's own getter is not called, because it reads the flash of the page. */
export function appLocals(reply: WithLocals): unknown {
  return getterOf(reply) === undefined ? (reply as { readonly locals?: unknown }).locals : reply[LOCALS];
}

function getterOf(reply: object): unknown {
  for (let level = reply; level !== null; level = Object.getPrototypeOf(level)) {
    const descriptor = Object.getOwnPropertyDescriptor(level, 'locals');
    if (descriptor !== undefined) return descriptor.get;
  }
  return undefined;
}

const LOCALS = Symbol('halyard.locals');

type WithLocals = FastifyReply & { [LOCALS]?: Record<string, unknown> };

/** Is the view itself missing, and not a partial? Engines that read files themselves (Nunjucks) have only a message for it. */
function isMissing(error: unknown, view: string): boolean {
  const { code, path, message } = (error ?? {}) as { readonly code?: unknown; readonly path?: unknown; readonly message?: unknown };
  const named = `/${view}.`;
  if (code === 'ENOENT' && typeof path === 'string') return `/${path.replaceAll('\\', '/')}`.includes(named);
  return typeof message === 'string' && message.startsWith('template not found: ') && `/${message.slice('template not found: '.length)}`.includes(named);
}
