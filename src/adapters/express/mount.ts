// Imported: the global is a getter, which on each use costs as much again as the clock.
import { performance } from 'node:perf_hooks';
import { Responder } from '../../core/pipeline/responder.ts';
import type { Options } from '../../core/settings/options.ts';
import { asList } from '../../core/values/as-list.ts';
import { defineMethods } from '../../hosting/node/define-methods.ts';
import { defineForm, nodeVisits } from '../../hosting/node/form-visits.ts';
import { nodeHost } from '../../hosting/node/node-host.ts';
import { ANSWERS_GET, linkRequest, type NodeReply, ROUTES, STARTED } from '../../hosting/node/node-request.ts';
import { nodeSettings } from '../../hosting/node/node-settings.ts';
import { opensProof, PROOF } from '../../hosting/node/proof-link.ts';
import { drillMount } from '../../hosting/shared/drill-door.ts';
import { maintenanceGate } from '../../hosting/shared/maintenance-gate.ts';
import { markMounted, refuseMounted } from '../../hosting/shared/mounted.ts';
import { extendOptions } from '../../hosting/shared/own-options.ts';
import { thrownValue } from '../../hosting/shared/thrown-value.ts';
import type { App } from './app.ts';
import { drillStarts } from './drill.ts';
import { answersGet, defineFormLocals } from './forms.ts';
import { markGuarded } from './guarded-layer.ts';
import { watchAnswers } from './hints.ts';
import { guardRouter, routerOf } from './layers.ts';
import { prepare } from './prepare.ts';
import { routesOf } from './routes.ts';
import { notePassed } from './thrown.ts';
import { expressViews } from './views.ts';

/**
 * Adds the response methods to an Express app, and makes Halyard its final handler. `call` is the call in the app's code, for error messages.
 *
 * @throws HalyardError E_MOUNTED_TWICE, E_NAME_TAKEN, and the codes of invalid options.
 */
export function mountOnExpress(app: App, options: Options, { host, call }: { readonly host: string; readonly call: string }): Responder<NodeReply> {
  refuseMounted(app, call);
  const settings = nodeSettings(extendOptions(options, ({ views }) => ({ views: [...asList(views), expressViews(app)] })));
  const ours = nodeHost(host);
  const responder = new Responder(ours, settings);
  const mount = drillMount(responder, ours);
  const gate = maintenanceGate(responder, ours, { prepare: (reply) => prepare(app, reply.req, reply) });
  defineMethods(
    app.response,
    responder.methods<NodeReply>((reply) => reply),
    'Express',
  );
  const visits = nodeVisits(settings.forms);
  defineForm(visits, app.response, app.request);
  defineFormLocals(app.response);
  Object.defineProperty(app.request, ANSWERS_GET, { value: (path: string) => answersGet(app, path) });
  Object.defineProperty(app.request, ROUTES, { value: () => routesOf(app) });
  markMounted(app);
  Object.defineProperty(app, PROOF, { value: settings.disclosure.proof });

  markGuarded(app.response);
  const hints = settings.report.environment.mode === 'development';
  const { handle } = app;
  app.handle = function (request, response, callback) {
    linkRequest(response as NodeReply, request);
    if (settings.disclosure.proof !== undefined && opensProof(settings.disclosure, response as NodeReply)) return;
    // The app is mounted in another app, which answers errors and unmatched routes.
    if (callback !== undefined) {
      return visits.enter(response as NodeReply, () => {
        if (gate?.(response as NodeReply) === undefined) handle.call(this, request, response, callback);
      });
    }
    const router = routerOf(this);
    guardRouter(router);
    const reply = response as NodeReply;
    if (hints) watchAnswers(router, reply, settings.report);
    if (!(STARTED in reply)) {
      Object.assign(reply, { [STARTED]: performance.now() });
      // Express sets the prototype a moment later. Reading a flash needs it now, because Express' `req.secure` reports TLS.
      Object.setPrototypeOf(request, this.request);
    }
    visits.enter(reply, () => {
      if (drillStarts(this, mount, request, reply) || gate?.(reply) !== undefined) return;
      handle.call(this, request, response, (error?: unknown) => {
        if (error === undefined || error === null || error === 'router') return void responder.respondWith(reply, 'notFound');
        notePassed(reply, error);
        return void responder.fail(reply, thrownValue(error));
      });
    });
  };
  return responder;
}
