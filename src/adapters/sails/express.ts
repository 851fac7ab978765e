import type { RouteTable } from '../../core/ports/route-table.ts';
import { privateCacheControl } from '../../forms/flash/departure.ts';
import { defineForm, nodeVisits } from '../../hosting/node/form-visits.ts';
import { ANSWERS_GET, linkRequest, type NodeReply, NodeRequest, ROUTES, STARTED } from '../../hosting/node/node-request.ts';
import type { NodeSettings } from '../../hosting/node/node-settings.ts';
import { opensProof } from '../../hosting/node/proof-link.ts';
import type { MaintenanceGate } from '../../hosting/shared/maintenance-gate.ts';
import { answersGet, defineFormLocals } from '../express/forms.ts';
import { markGuarded } from '../express/guarded-layer.ts';
import { guardRouter } from '../express/layers.ts';
import { routesOf } from '../express/routes.ts';
import type { AnyFunction, SailsApp, SailsExpress, SailsReply } from './app.ts';
import { SessionVisit } from './session-messages.ts';

/** The settings and methods to mount. */
interface Gifts {
  readonly settings: NodeSettings;
  /** The names of the responses, and the function that binds one to a reply. */
  readonly names: readonly string[];
  readonly method: (name: string, reply: SailsReply) => AnyFunction;
  readonly gate: MaintenanceGate<SailsReply> | undefined;
}

/**
 * Adds the response methods and forms to the Express app inside Sails, before its first middleware. Sails binds every method for each request. Here a
 * method is bound when the app reads it, so that it can be passed on: `.catch(res.serverError)`.
 */
export function mountOnSailsExpress(app: SailsExpress, sails: SailsApp, { settings, names, method, gate }: Gifts): void {
  for (const name of names) defineBound(app.response, name, method);
  const visits = nodeVisits(settings.forms, messagesOfSockets);
  defineForm(visits, app.response, app.request);
  defineFormLocals(app.response, inheritLocals);
  Object.defineProperty(app.request, ANSWERS_GET, { value: (path: string) => answersGet(appRoutes(sails), path) });
  Object.defineProperty(app.request, ROUTES, { value: () => routesIn(sails) });

  markGuarded(app.response);
  const { handle } = app;
  app.handle = function (request, response, callback) {
    guardRouter(this._router);
    const reply = response as NodeReply;
    linkRequest(reply, request);
    if (settings.disclosure.proof !== undefined && opensProof(settings.disclosure, reply)) return;
    Object.assign(reply, { [STARTED]: performance.now() });
    // Express sets the prototype a moment later. Reading a flash needs it now, because Express' `req.secure` reports TLS.
    Object.setPrototypeOf(request, app.request);
    visits.enter(reply, () => {
      if (gate?.(reply as SailsReply) === undefined) handle.call(this, request, response, callback);
    });
  };
}

/** The messages that requests over a socket have left. A page that shows one is not stored by a cache. */
function messagesOfSockets(reply: NodeReply): SessionVisit {
  return new SessionVisit(new NodeRequest(reply), () => {
    const field = reply.headersSent ? undefined : privateCacheControl(reply.getHeader('cache-control') as string | undefined);
    if (field !== undefined) reply.setHeader('cache-control', field);
  });
}

/** Adds inherited locals, because Sails' helper `exposeLocalsToBrowser()` writes every own one into the page. Express 4 gives both kinds to a view. */
function inheritLocals(locals: object, added: object): void {
  Object.setPrototypeOf(locals, Object.assign(Object.create(Object.getPrototypeOf(locals)), added));
}

/** A property that binds the method to its reply on first access. A value that the app sets replaces it. */
function defineBound(prototype: object, name: string, method: Gifts['method']): void {
  const define = (reply: object, value: unknown): void => {
    Object.defineProperty(reply, name, { value, writable: true, configurable: true, enumerable: false });
  };
  Object.defineProperty(prototype, name, {
    configurable: true,
    get(this: SailsReply) {
      const bound = method(name, this);
      define(this, bound);
      return bound;
    },
    set(this: SailsReply, value: unknown) {
      define(this, value);
    },
  });
}

/** Is this a route of the app? Sails' shadow routes match every path. */
function appRoutes({ router }: SailsApp): Parameters<typeof answersGet>[0] {
  const stack = (router._privateRouter.stack ?? []) as readonly { readonly route?: { readonly path?: unknown } }[];
  return { lazyrouter: true, _router: { stack: stack.filter(({ route }) => route?.path !== '/*') } };
}

/** The routes for the development report. A route that is not in `config/routes.js` was made by Sails: a blueprint, or the address of an action. */
function routesIn(sails: SailsApp): RouteTable {
  const own = new Set(Object.keys(sails.router.explicitRoutes ?? {}).map((address) => address.split(/\s+/).at(-1)));
  const { routes, folders } = routesOf(appRoutes(sails), (path) => !own.has(path));
  const { public: folder } = sails.config.paths;
  return { routes, folders: folder === undefined ? folders : [...folders, { path: '/', folder }] };
}
