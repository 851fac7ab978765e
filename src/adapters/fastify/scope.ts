import type { FastifyInstance, FastifyReply } from 'fastify';
import { Responder } from '../../core/pipeline/responder.ts';
import type { Logger } from '../../core/ports/logger.ts';
import type { ViewEngine } from '../../core/ports/view-engine.ts';
import type { Options } from '../../core/settings/options.ts';
import { withSupport } from '../../core/settings/settings.ts';
import { asList } from '../../core/values/as-list.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import type { Form } from '../../forms/page/form.ts';
import { FormVisits } from '../../hosting/node/form-visits.ts';
import { type NodeSettings, nodeSettings } from '../../hosting/node/node-settings.ts';
import { fastifyHost } from './host.ts';
import { hold } from './raw-reply.ts';
import { HostedRequest, type Mounting, rawOf } from './request.ts';
import { fastifyViews } from './views.ts';

/** Halyard's options, and what is Fastify's own. */
export interface FastifyOptions extends Options {
  /** Puts the methods, and `form`, on a member of the reply: `namespace: 'halyard'` → `reply.halyard.notFound()`. For apps with @fastify/sensible. */
  readonly namespace?: string;
}

/** A part of an app with its settings. Parts inside it have them too, unless Halyard is registered there with others. */
export class Scope implements Mounting {
  readonly options: FastifyOptions;
  readonly namespace: string | undefined;
  readonly logs: boolean;
  readonly settings: NodeSettings;
  readonly visits: FormVisits<FastifyReply>;
  readonly responder: Responder<FastifyReply>;

  /** @throws HalyardError for an option that cannot be used. */
  constructor(instance: FastifyInstance, given: FastifyOptions, outer: Scope | undefined) {
    this.options = outer === undefined ? given : inherited(outer.options, given);
    const { namespace, ...options } = this.options;
    if (namespace !== undefined && !/^[A-Za-z_$][\w$]*$/.test(namespace))
      throw new HalyardError('E_OPTION', { found: `namespace: ${JSON.stringify(namespace)}`, expected: "a name such as 'halyard'" });
    this.namespace = namespace;
    this.logs = options.logger === undefined && isLogging(instance.log);
    const views: readonly ViewEngine[] = [...asList(options.views), fastifyViews(instance, () => this.settings.report.environment.mode === 'production')];
    const settings = nodeSettings({ ...options, views, ...(this.logs ? { logger: instance.log as unknown as Logger } : undefined) });
    // A form of one part may go back to a page of another: they share what seals its flash.
    const shares = outer !== undefined && !FORM_OPTIONS.some((name) => given[name] !== undefined);
    this.settings = shares ? withSupport(settings, { forms: outer.settings.forms, mapLibraryValue: settings.mapping.mapLibraryValue }) : settings;
    this.visits = new FormVisits(this.settings.forms, { reply: rawOf, request: (reply) => new HostedRequest(reply, this) });
    this.responder = new Responder(
      fastifyHost(this, (reply, error) => this.responder.fail(reply, error)),
      this.settings,
    );
  }

  /** Puts the methods and `form` where the handlers of this part find them. @throws HalyardError E_NAME_TAKEN */
  decorate(instance: FastifyInstance, outer: Scope | undefined): void {
    const { namespace, responder } = this;
    const form = (reply: FastifyReply): Form => this.formOf(reply);
    if (namespace === undefined) {
      const methods = responder.methods<FastifyReply, FastifyReply>(itself, (sending, reply) => given(sending, reply));
      for (const [name, method] of Object.entries(methods)) {
        if (!(outer?.has(name) ?? false)) refuseTaken(instance, name, 'reply');
        instance.decorateReply(name, method as never);
      }
      if (outer === undefined) refuseTaken(instance, 'form', 'reply');
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
      (said) => said.reply,
      (sending, said) => given(sending, said.reply),
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

  /** Is this a method of ours, and so no name that is taken? */
  has(name: string): boolean {
    return this.namespace === undefined && (name === 'negotiate' || this.settings.mapping.responses.byName.has(name));
  }
}

const SCOPE = Symbol('halyard.scope');

/** The settings of the part of an app that a request is in; `undefined`: Halyard is not registered there. */
export function scopeOf(instance: FastifyInstance): Scope | undefined {
  return (instance as { readonly [SCOPE]?: Scope })[SCOPE];
}

/** @throws HalyardError E_MOUNTED_TWICE */
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

/** What the inner part does not say is as it is outside; responses, locals and views of both are there, the inner ones first. */
function inherited(outer: FastifyOptions, inner: FastifyOptions): FastifyOptions {
  return {
    ...outer,
    ...inner,
    responses: { ...outer.responses, ...inner.responses },
    locals: { ...outer.locals, ...inner.locals },
    views: [...asList(inner.views), ...asList(outer.views)],
  };
}

/** An answer that is still being made counts as sent. */
function given(sending: unknown, reply: FastifyReply): FastifyReply {
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

/** Fastify's null logger, of an app without `logger`, has no levels and one method for everything. */
function isLogging(log: object): boolean {
  const { info, error } = log as { readonly info?: unknown; readonly error?: unknown };
  return info !== error;
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
