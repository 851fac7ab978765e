import { defineForm, nodeVisits } from '../../hosting/node/form-visits.ts';
import { ANSWERS_GET, adopt, type NodeReply, STARTED } from '../../hosting/node/node-request.ts';
import type { NodeSettings } from '../../hosting/node/node-settings.ts';
import { opensProof } from '../../hosting/node/proof-link.ts';
import { answersGet, defineFormLocals } from '../express/forms.ts';
import { guardLayers } from '../express/layers.ts';
import type { AnyFunction, SailsApp, SailsExpress, SailsReply } from './app.ts';

/** What a request is given. */
interface Gifts {
  readonly settings: NodeSettings;
  /** The names of the responses, and the one of a name for a reply. */
  readonly names: readonly string[];
  readonly method: (name: string, reply: SailsReply) => AnyFunction;
}

/**
 * Gives the replies of the Express app inside Sails their methods, from before the first middleware on, and its forms. Sails binds
 * all of them anew for each request; here one is bound when somebody asks for it, and can be handed on as it is: `.catch(res.serverError)`.
 */
export function mountOnSailsExpress(app: SailsExpress, sails: SailsApp, { settings, names, method }: Gifts): void {
  for (const name of names) defineBound(app.response, name, method);
  const visits = nodeVisits(settings.forms);
  defineForm(visits, app.response, app.request);
  defineFormLocals(app.response);
  Object.defineProperty(app.request, ANSWERS_GET, { value: (path: string) => answersGet(appRoutes(sails), path) });

  const { handle } = app;
  let guarded = false;
  app.handle = function (request, response, callback) {
    if (!guarded) guarded = guardLayers(this._router);
    const reply = response as NodeReply;
    adopt(reply, request);
    if (settings.disclosure.proof !== undefined && opensProof(settings.disclosure, reply)) return;
    Object.assign(reply, { [STARTED]: performance.now() });
    // Express does it a moment later; a flash is looked for now, and whether the request came over TLS is Express' to say.
    Object.setPrototypeOf(request, app.request);
    visits.enter(reply, () => handle.call(this, request, response, callback));
  };
}

/** Bound to its reply at the first call for it. What the app puts there itself is the app's. */
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

/** The app's own: Sails' shadow routes answer to every path. */
function appRoutes({ router }: SailsApp): Parameters<typeof answersGet>[0] {
  const stack = (router._privateRouter.stack ?? []) as readonly { readonly route?: { readonly path?: unknown } }[];
  return { lazyrouter: true, _router: { stack: stack.filter(({ route }) => route?.path !== '/*') } };
}
