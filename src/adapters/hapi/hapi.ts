import type { Plugin, ReqRef, ReqRefDefaults, Request, ResponseObject, ResponseToolkit, Server } from '@hapi/hapi';
import { STATE } from '../../core/pipeline/answered.ts';
import { Responder } from '../../core/pipeline/responder.ts';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import type { Options } from '../../core/settings/options.ts';
import { withSupport } from '../../core/settings/settings.ts';
import { asList } from '../../core/values/as-list.ts';
import { HalyardError } from '../../core/values/errors.ts';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import type { Form } from '../../forms/page/form.ts';
import { FormVisits } from '../../hosting/node/form-visits.ts';
import { type NodeSettings, nodeSettings } from '../../hosting/node/node-settings.ts';
import { announceProof } from '../../hosting/node/proof-link.ts';
import { drillMount } from '../../hosting/shared/drill-door.ts';
import { maintenanceGate } from '../../hosting/shared/maintenance-gate.ts';
import { markMounted, refuseMounted } from '../../hosting/shared/mounted.ts';
import { extendOptions } from '../../hosting/shared/own-options.ts';
import { exchangeOf, type HapiExchange } from './exchange.ts';
import { guardLifecycle } from './guarded-lifecycle.ts';
import { hapiHost } from './host.ts';
import { type HapiResponse, internalsOf } from './internals.ts';
import { answerAtLast } from './last-answer.ts';
import { Lifecycle, onSent } from './lifecycle.ts';
import { HapiRequest } from './request.ts';
import { answerMalformedHttp } from './server.ts';
import { mapOnHapi } from './thrown.ts';
import { hapiViews, watchView } from './views.ts';

/**
 * The members that Halyard adds to `h`. Each response is a method that returns a response of hapi's. Return it from a handler, an extension, a `pre`
 * method or a `failAction`. A failure takes over: hapi skips the rest of the lifecycle. Before the handler, a success takes over, too.
 *
 * A browser gets a page, or goes back to its form after `h.badRequest(issues, '/signup')`. A program gets a problem document (RFC 9457).
 *
 * @example
 * handler: (request, h) => {
 *   const order = orders.get(request.params.id);
 *   return order === undefined ? h.notFound('There is no such order') : h.ok(order);
 * }
 */
export interface ToolkitMembers extends ResponseMethods<MaybePromise<ResponseObject>> {
  /**
   * The form of this page. After a redirect it has the errors and the submitted values: `h.form.errors`, `h.form.old('email')`.
   * `h.form.flash('success', 'Saved.')` leaves a message for the next page, and `h.form.flash('success')` reads the messages of this one.
   *
   * @example
   * handler: (request, h) => {
   *   h.form.flash('success', 'Your order is on its way.');
   *   return h.redirect('/orders');
   * }
   */
  readonly form: Form;
}

declare module '@hapi/hapi' {
  interface ResponseToolkit<Refs extends ReqRef = ReqRefDefaults> extends ToolkitMembers {}
}

/**
 * Halyard as a plugin of hapi 21. Register it first: from then on `h` has the response methods, and unmatched routes, Booms and other errors
 * are answered in the client's format.
 *
 * @throws HalyardError `server.register()` rejects with E_NOT_AN_APP if the server is not of hapi 21, E_MOUNTED_TWICE if Halyard is registered already,
 * E_NAME_TAKEN if `h` has a member with the name of a response.
 * @throws HalyardError E_OPTION or E_OPTION_UNKNOWN for an invalid option, E_RESPONSE_DEFINITION or E_NAME_RESERVED for an invalid response of the app.
 * @example
 * await server.register({ plugin: halyard, options: await load({ root: import.meta.dirname }) });
 */
export const halyard: Plugin<Options<Request>> = {
  name: 'halyard',
  // Halyard itself refuses a second registration, with an error code and a hint.
  multiple: true,
  requirements: { hapi: '21.x.x' },
  register: mount,
};

function mount(server: Server, options: Options): void {
  const internals = internalsOf(server);
  // Every part of a server has the same toolkit.
  refuseMounted(internals.toolkit, 'server.register(halyard)');
  const settings = settingsOf(givenOptions(server, options));
  const logs = options.logger === undefined;
  const host = hapiHost(logs);
  const responder = new Responder(host, settings);
  const visits = new FormVisits<HapiExchange>(settings.forms, { reply: ({ raw }) => raw, request: (exchange) => new HapiRequest(exchange, logs) });
  const formOf = (h: ResponseToolkit): Form => visits.pageOf(exchangeFor(h)).form;
  const methods = responder.methods<ResponseToolkit, MaybePromise<HapiResponse | symbol>>(exchangeFor, (sending, h) => exchangeFor(h).resultOf(sending));

  const failures = new Set(
    [...responder.settings.mapping.responses.byName.values()].filter(({ definition }) => definition.status >= 400).map(({ name }) => name),
  );

  for (const name of [...Object.keys(methods), 'form']) refuseTaken(server, name, internals.toolkit);
  for (const [name, method] of Object.entries(methods)) server.decorate('toolkit', name as never, staged(method, failures.has(name)) as never);
  server.decorate('toolkit', 'form' as never, undefined as never);
  Object.defineProperty(internals.toolkit, 'form', {
    configurable: true,
    get(this: ResponseToolkit) {
      return formOf(this);
    },
  });
  watchView(internals.toolkit, formOf);
  markMounted(internals.toolkit);

  const lifecycle = new Lifecycle(responder, { visits, mount: drillMount(responder, host), gate: maintenanceGate(responder, host) });
  guardLifecycle(internals.lifecycle, responder);
  answerAtLast(internals.response, lifecycle);
  server.ext('onRequest', lifecycle.onRequest as never);
  server.ext('onPreResponse', lifecycle.onPreResponse as never);
  server.events.on('response', onSent);
  answerMalformedHttp(server);
  announceProof(server.listener, () => settings.disclosure.proof);
}

type ToolkitMethod = (this: ResponseToolkit, ...args: readonly unknown[]) => MaybePromise<HapiResponse | symbol>;

/** A response method that notes which stage of the lifecycle has answered. A failure replaces the success of an earlier stage. */
function staged(method: ToolkitMethod, isFailure: boolean): ToolkitMethod {
  return function (...args) {
    const exchange = exchangeFor(this);
    if (isFailure) exchange.makeWay(this);
    if (exchange[STATE] === undefined) exchange.author = this;
    return method.call(this, ...args);
  };
}

function exchangeFor(h: ResponseToolkit): HapiExchange {
  return exchangeOf(h.request, h);
}

/** The options as the app wrote them. hapi passes `{}` to a plugin that is registered with `null`. */
function givenOptions(server: Server, options: Options): Options {
  const { halyard: registered } = server.registrations as { readonly halyard?: { readonly options: Options } };
  return registered?.options === null && Object.keys(options).length === 0 ? registered.options : options;
}

/** The settings, with the views of @hapi/vision. */
function settingsOf(options: Options): NodeSettings {
  const engine = hapiViews(() => settings.report.environment.mode === 'production');
  const shared = nodeSettings(extendOptions(options, ({ views }) => ({ views: [...asList(views), engine] })));
  const settings: NodeSettings = withSupport(shared, { forms: shared.forms, mapLibraryValue: mapOnHapi });
  return settings;
}

/** The members that hapi gives each `h` for itself. They are not on the prototype. */
const OWN_MEMBERS: readonly string[] = ['context', 'realm', 'request'];

/** @throws HalyardError E_NAME_TAKEN for a name that hapi would refuse. All names are checked first, so that a refused registration adds none of them. */
function refuseTaken(server: Server, name: string, toolkit: object): void {
  if (!(name in toolkit) && !OWN_MEMBERS.includes(name) && !server.decorations.toolkit.includes(name) && !name.startsWith('_')) return;
  throw new HalyardError('E_NAME_TAKEN', {
    found: `h.${name} on hapi`,
    expected: 'a name that nothing has',
    todo: `Rename api/responses/${name}.*, or leave out the plugin that decorates the toolkit with ${name}.`,
  });
}
