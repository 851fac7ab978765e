import { Responder } from '../../core/pipeline/responder.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { NodeRequest } from '../../hosting/node/node-request.ts';
import { type DrillMount, drillMount } from '../../hosting/shared/drill-door.ts';
import { type MaintenanceGate, maintenanceGate } from '../../hosting/shared/maintenance-gate.ts';
import { prepare } from '../express/prepare.ts';
import type { AnyFunction, SailsApp, SailsReply } from './app.ts';
import { isVirtual, sailsHost } from './host.ts';
import { liveTable } from './live.ts';
import { sailsNegotiate } from './negotiate.ts';
import { ShadowRoutes } from './shadow-routes.ts';
import { VirtualRequest } from './virtual.ts';

/** The responses of a Sails app: the map that Sails publishes, and the methods of each reply. */
export interface SailsResponses {
  readonly responder: Responder<SailsReply>;
  readonly mount: DrillMount;
  readonly gate: MaintenanceGate<SailsReply> | undefined;
  /** The responses by name, called with `this = { req, res }`. Sails publishes them as `sails.middleware.responses`, and other hooks may replace them. */
  readonly published: Record<string, AnyFunction>;
  /** The names of Halyard's responses at start. */
  readonly names: readonly string[];
  /** The names that are published now. */
  current(): readonly string[];
  /** The response of that name, bound to a reply. */
  method(name: string, reply: SailsReply): AnyFunction;
}

/** Creates the responses of a Sails app. `negotiate` is the app's own file of that name. */
export function sailsResponses(sails: SailsApp, settings: Settings, negotiate: AnyFunction | undefined): SailsResponses {
  const published: Record<string, AnyFunction> = Object.create(null);
  const ours = new Map<string, AnyFunction>();
  const now = (): Readonly<Record<string, AnyFunction>> => sails.middleware?.responses ?? published;
  const replaced = (name: string): AnyFunction | undefined => (now()[name] === ours.get(name) ? undefined : now()[name]);

  const routes = new ShadowRoutes(sails);
  const host = sailsHost((reply) => routes.prepare(reply));
  const responder = new Responder(host, { ...settings, mapping: { ...settings.mapping, responses: liveTable(settings.mapping.responses, replaced) } });
  const mount = Object.assign(drillMount(responder, host), { messages: () => sails.io });
  const gate = maintenanceGate(responder, host, {
    // `host.read` prepares the request for an answer, which costs too much to ask for each request.
    read: (reply) => (isVirtual(reply) ? new VirtualRequest(reply) : new NodeRequest(reply)),
    prepare(reply) {
      if (!isVirtual(reply) && sails.hooks.http !== undefined) prepare(sails.hooks.http.app, reply.req, reply);
    },
  });
  const own = responder.methods<SailsReply>((reply) => reply);
  const methods: Readonly<Record<string, AnyFunction>> = { ...own, negotiate: sailsNegotiate(own, own['negotiate'] as AnyFunction) };
  for (const [name, method] of Object.entries(methods)) {
    const forward: AnyFunction = function (this: { readonly res: SailsReply }, ...args) {
      return method.apply(this.res, args);
    };
    ours.set(name, forward);
    published[name] = forward;
  }
  // `negotiate` is not a response, but an app may have a file for it.
  if (negotiate !== undefined) published['negotiate'] = negotiate;

  return {
    responder,
    mount,
    gate,
    published,
    names: Object.keys(methods),
    current: () => Object.keys(now()),
    method: (name, reply) => {
      const other = settings.mapping.responses.byName.has(name) ? undefined : replaced(name);
      return other === undefined ? (methods[name] as AnyFunction).bind(reply) : foreign(other, reply, responder);
    },
  };
}

/** A response that another hook has published. It is called as in Sails, and Halyard answers its rejection, which would end the process. */
function foreign(response: AnyFunction, reply: SailsReply, responder: Responder<SailsReply>): AnyFunction {
  return (...args) => {
    const result = response.apply({ req: reply.req, res: reply }, args);
    if (result instanceof Promise) result.catch((error: unknown) => responder.fail(reply, error));
    return result;
  };
}
