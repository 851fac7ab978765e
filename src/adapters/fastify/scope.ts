import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Responder } from '../../core/pipeline/responder.ts';
import type { Logger } from '../../core/ports/logger.ts';
import type { Options } from '../../core/settings/options.ts';
import { withSupport } from '../../core/settings/settings.ts';
import { asList } from '../../core/values/as-list.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import type { Form } from '../../forms/page/form.ts';
import { FormVisits } from '../../hosting/node/form-visits.ts';
import { type NodeSettings, nodeSettings } from '../../hosting/node/node-settings.ts';
import { type DrillMount, drillMount } from '../../hosting/shared/drill-door.ts';
import { type MaintenanceGate, maintenanceGate } from '../../hosting/shared/maintenance-gate.ts';
import { extendOptions } from '../../hosting/shared/own-options.ts';
import { fastifyHost } from './host.ts';
import { isLogging } from './is-logging.ts';
import { checkNotFoundHooks, type NotFoundHooks } from './own-handlers.ts';
import { hold } from './raw-reply.ts';
import { HostedRequest, type Mounting, rawOf } from './request.ts';
import { fastifyViews } from './views.ts';

/**
 * The options of Halyard, and those that only Fastify has.
 *
 * @example
 * await app.register(halyard, { ...(await load({ root })), namespace: 'halyard' });
 */
export interface FastifyOptions extends Options<FastifyRequest> {
  /**
   * The name of a member of the reply that gets the response methods and `form`. Use it with @fastify/sensible, which has methods of the same names.
   * Default: none, and the methods are on the reply itself.
   *
   * @example
   * await app.register(halyard, { namespace: 'halyard' });
   * app.get('/orders/:id', (request, reply) => reply.halyard.notFound());
   */
  readonly namespace?: string;
  /**
   * The hooks that run before the answer to an unmatched route, as `app.setNotFoundHandler()` takes them. Default: none.
   *
   * @example
   * await app.register(rateLimit);
   * await app.register(halyard, { notFound: { preHandler: app.rateLimit() } });
   */
  readonly notFound?: NotFoundHooks;
}

/** The settings of one Fastify plugin context. Nested contexts inherit them, unless Halyard is registered there with other options. */
export class Scope implements Mounting {
  readonly options: FastifyOptions;
  readonly namespace: string | undefined;
  readonly notFound: NotFoundHooks;
  readonly logs: boolean;
  readonly settings: NodeSettings;
  readonly visits: FormVisits<FastifyReply>;
  readonly responder: Responder<FastifyReply>;
  readonly mount: DrillMount;
  readonly gate: MaintenanceGate<FastifyReply> | undefined;

  /** @throws HalyardError E_OPTION and the other codes of invalid options. */
  constructor(instance: FastifyInstance, ownOptions: FastifyOptions, outer: Scope | undefined) {
    this.options = outer === undefined ? ownOptions : inherited(outer.options, ownOptions);
    const { namespace, notFound, ...options } = this.options;
    if (namespace !== undefined && !/^[A-Za-z_$][\w$]*$/.test(namespace))
      throw new HalyardError('E_OPTION', { found: `namespace: ${JSON.stringify(namespace)}`, expected: "a name such as 'halyard'" });
    this.namespace = namespace;
    this.notFound = checkNotFoundHooks(notFound);
    this.logs = options.logger === undefined && isLogging(instance.log);
    const engine = fastifyViews(instance, () => this.settings.report.environment.mode === 'production');
    const logger = this.logs ? { logger: instance.log as unknown as Logger } : undefined;
    const settings = nodeSettings(extendOptions(options, ({ views }) => ({ views: [...asList(views), engine], ...logger })));
    // A form of one plugin may redirect to a page of another, so they share the key that seals the flash cookie.
    const shares = outer !== undefined && !FORM_OPTIONS.some((name) => ownOptions[name] !== undefined);
    this.settings = shares ? withSupport(settings, { forms: outer.settings.forms, mapLibraryValue: settings.mapping.mapLibraryValue }) : settings;
    this.visits = new FormVisits(this.settings.forms, { reply: rawOf, request: (reply) => new HostedRequest(reply, this) });
    const host = fastifyHost(this, (reply, error) => this.responder.fail(reply, error));
    this.responder = new Responder(host, this.settings);
    this.mount = drillMount(this.responder, host);
    this.gate = maintenanceGate(this.responder, host);
  }

  /** Adds the methods and `form` to the replies of this plugin context. @throws HalyardError E_NAME_TAKEN */
  decorate(instance: FastifyInstance, outer: Scope | undefined): void {
    const { namespace, responder } = this;
    const form = (reply: FastifyReply): Form => this.formOf(reply);
    if (namespace === undefined) {
      const methods = responder.methods<FastifyReply, FastifyReply>(itself, (sending, reply) => holdWhile(sending, reply));
      for (const name of Object.keys(methods)) if (!(outer?.has(name) ?? false)) refuseTaken(instance, name, 'reply');
      if (outer === undefined) refuseTaken(instance, 'form', 'reply');
      for (const [name, method] of Object.entries(methods)) instance.decorateReply(name, method as never);
      instance.decorateReply('form', { getter: accessor((reply) => form(reply)) } as never);
      return;
    }
    class ReplyResponses {
      readonly reply: FastifyReply;
      constructor(reply: FastifyReply) {
        this.reply = reply;
      }
      get form(): Form {
        return form(this.reply);
      }
    }
    const methods = responder.methods<ReplyResponses, FastifyReply>(
      (responses) => responses.reply,
      (sending, responses) => holdWhile(sending, responses.reply),
    );
    for (const [name, value] of Object.entries(methods)) Object.defineProperty(ReplyResponses.prototype, name, { value, writable: true, configurable: true });
    if (outer === undefined) refuseTaken(instance, namespace, 'reply');
    const known = new WeakMap<FastifyReply, ReplyResponses>();
    const getter = accessor((reply) => known.get(reply) ?? remember(known, reply, new ReplyResponses(reply)));
    instance.decorateReply(namespace, { getter } as never);
  }

  formOf(reply: FastifyReply): Form {
    return this.visits.pageOf(reply).form;
  }

  /** Is this the name of a response method of Halyard? */
  has(name: string): boolean {
    return this.namespace === undefined && (name === 'negotiate' || this.settings.mapping.responses.byName.has(name));
  }
}

const SCOPE = Symbol('halyard.scope');

/** The settings for an instance of Fastify. `undefined`: Halyard is not registered there. */
export function scopeOf(instance: FastifyInstance): Scope | undefined {
  return (instance as { readonly [SCOPE]?: Scope })[SCOPE];
}

/**
 * Creates the settings of an instance of Fastify. `outer` has the settings of the context around it.
 *
 * @throws HalyardError E_MOUNTED_TWICE, E_NAME_TAKEN, and the codes of invalid options.
 */
export function openScope(instance: FastifyInstance, options: FastifyOptions): { readonly scope: Scope; readonly outer: Scope | undefined } {
  if (Object.hasOwn(instance, SCOPE)) {
    throw new HalyardError('E_MOUNTED_TWICE', {
      found: 'a second app.register(halyard)',
      todo: 'Register it once; a second time inside another plugin, for the routes of that plugin.',
    });
  }
  const outer = scopeOf(instance);
  const scope = new Scope(instance, options, outer);
  scope.decorate(instance, outer);
  Object.defineProperty(instance, SCOPE, { value: scope });
  return { scope, outer };
}

const FORM_OPTIONS = ['flash', 'origin', 'htmx', 'inertia', 'environment'] as const;

/** Merges the options of two contexts. Inner options override outer ones. Responses, locals and views are combined, and the inner ones take precedence. */
function inherited(outer: FastifyOptions, inner: FastifyOptions): FastifyOptions {
  const { namespace: _host, notFound: _notFound, ...own } = inner;
  const combined = extendOptions(own, ({ responses, locals, views }) => ({
    responses: { ...outer.responses, ...responses },
    locals: bothLocals(outer.locals, locals),
    views: [...asList(views), ...asList(outer.views)],
  }));
  return { ...outer, ...inner, ...combined };
}

/** The locals of two contexts as one option. If one of them is a function, so is the result. */
function bothLocals(outer: FastifyOptions['locals'], inner: FastifyOptions['locals']): NonNullable<FastifyOptions['locals']> {
  if (typeof outer !== 'function' && typeof inner !== 'function') return { ...outer, ...inner };
  const made = (locals: FastifyOptions['locals'], request: FastifyRequest) => (typeof locals === 'function' ? locals(request) : locals);
  return async (request) => ({ ...(await made(outer, request)), ...(await made(inner, request)) });
}

/** Marks the reply as sent while the response is still being made, and returns the reply. */
function holdWhile(sending: unknown, reply: FastifyReply): FastifyReply {
  if (isPromiseLike(sending)) hold(reply);
  return reply;
}

function refuseTaken(instance: FastifyInstance, name: string, on: string): void {
  if (!instance.hasReplyDecorator(name)) return;
  throw new HalyardError('E_NAME_TAKEN', {
    found: `${on}.${name} on Fastify`,
    expected: 'a name that nothing has',
    todo: "Mount Halyard with the option `namespace: 'halyard'`: its methods are then reply.halyard.notFound() and so on. @fastify/sensible has most of their names.",
  });
}

function accessor<T>(get: (reply: FastifyReply) => T): (this: FastifyReply) => T {
  return function () {
    return get(this);
  };
}

function remember<T extends object>(known: WeakMap<FastifyReply, T>, reply: FastifyReply, made: T): T {
  known.set(reply, made);
  return made;
}

function itself<T>(value: T): T {
  return value;
}
