import { resolve } from 'node:path';
import type { Responder } from '../../core/pipeline/responder.ts';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import type { Options } from '../../core/settings/options.ts';
import type { FormMember } from '../../forms/page/form-member.ts';
import { nodeSettings } from '../../hosting/node/node-settings.ts';
import { announceProof } from '../../hosting/node/proof-link.ts';
import { drillDoor } from '../../hosting/shared/drill-door.ts';
import { thrownValue } from '../../hosting/shared/thrown-value.ts';
import type { AnyFunction, SailsApp, SailsReply, SailsRequest, UnknownRoute } from './app.ts';
import { mountOnSailsExpress } from './express.ts';
import { guardFunctions } from './guard.ts';
import { guardAck } from './guard-ack.ts';
import { isVirtual } from './host.ts';
import { addJsonx } from './jsonx.ts';
import { answerLostSessions, answerUnreadBodies } from './middleware.ts';
import { sailsOptions } from './options.ts';
import { type SailsResponses, sailsResponses } from './responses.ts';
import { addSocketForm } from './socket-page.ts';

export type { SailsApp } from './app.ts';

/**
 * Sails' response with the response methods and `form`.
 *
 * @example
 * export const show = (req: unknown, res: Reply) => res.notFound('There is no such order');
 */
export type Reply<Native = object> = Native & ResponseMethods & FormMember;

/** The function that reads the app's folder of responses: `load` of `halyard/load`. */
export type Load = (options: { readonly root: string; readonly responses?: string; readonly views: false }) => Promise<Pick<Options, 'responses'>>;

type Done = (error?: unknown) => void;

/** A hook as Sails 1.x expects it. Sails calls its methods during the lift. */
export interface SailsHook {
  /** The responses by name, which Sails publishes as `sails.middleware.responses`. */
  middleware?: Record<string, AnyFunction>;
  /** Prepares the body parser and the session. Sails calls it first. */
  configure(): void;
  /** Reads the files in `api/responses/`. `done` gets an error for an invalid file. */
  loadModules(done: Done): void;
  /** Mounts Halyard. `done` gets an error for an invalid option. */
  initialize(this: SailsHook, done: Done): void;
  /** The route that adds the response methods to each response. */
  readonly routes: { readonly before: Readonly<Record<string, AnyFunction>> };
}

/**
 * Creates Sails' `responses` hook with Halyard. The package `sails-hook-halyard` calls it. The options of Halyard are in `config/halyard.js`.
 *
 * @param sails The Sails app (1.x).
 * @param load `load` of `halyard/load`.
 * @returns the hook. It does not throw. An invalid option, or an invalid file in `api/responses/`, ends the lift with a HalyardError E_OPTION,
 * E_OPTION_UNKNOWN, E_RESPONSE_FILE, E_RESPONSE_DEFINITION or E_NAME_RESERVED.
 * @example
 * module.exports = (sails) => sailsHook(sails, load);
 */
export function sailsHook(sails: SailsApp, load: Load): SailsHook {
  let files: Readonly<Record<string, AnyFunction>> = {};
  let responses: SailsResponses | undefined;
  const made = (): SailsResponses => responses as SailsResponses;
  let hasWarned = false;
  const messagesLost = (): void => {
    if (!hasWarned)
      sails.log.warn('halyard: a message for the next page was dropped. Over a socket, messages are kept in the session, so the session hook is needed.');
    hasWarned = true;
  };

  return {
    configure() {
      answerUnreadBodies(sails, () => made().responder);
      // The http hook reads the session's middleware on the same event, so our listener has to run first.
      sails.on('hook:session:loaded', () => answerLostSessions(sails, () => made().responder));
      // Since 0.10, Sails ignores the functions `config[404]` and `config[500]`, and logs that only at level debug. So this warning is logged.
      for (const [status, file] of [
        ['404', 'notFound'],
        ['500', 'serverError'],
      ] as const) {
        if (typeof (sails.config as Record<string, unknown>)[status] === 'function')
          sails.log.warn(`config/${status}.js is of Sails 0.9 and not called any more: move what it does to api/responses/${file}.js.`);
      }
    },

    loadModules(done) {
      const { appPath = '', paths } = sails.config;
      const folder = resolve(appPath, paths['responses'] ?? 'api/responses');
      // Sails itself sets the default path. Only a path that the app has set has to exist.
      const own = folder === resolve(appPath, 'api/responses') ? undefined : { responses: folder };
      load({ root: appPath, ...own, views: false }).then((loaded) => {
        const found = loaded.responses as Readonly<Record<string, AnyFunction>>;
        // An app without responses of its own needs no line about it in the log of each lift.
        files = Object.keys(found).length === 0 ? {} : found;
        // Sails sets this member too.
        for (const file of Object.values(files)) Object.assign(file, { sails });
        done();
      }, done);
    },

    initialize(done) {
      try {
        const { negotiate, ...own } = files;
        const settings = nodeSettings(sailsOptions(sails, own));
        responses = sailsResponses(sails, settings, negotiate);
        this.middleware = responses.published;
        answerTheRest(sails, responses.responder);
        guardFunctions(sails, (reply, error) => made().responder.fail(reply, error));
        sails.on('route:typeUnknown', (route: UnknownRoute) => bindResponse(sails, made().published, route));
        const { names, method, gate } = responses;
        sails.after('hook:http:loaded', () => {
          const { http } = sails.hooks;
          if (http === undefined) return;
          mountOnSailsExpress(http.app, sails, { settings, names, method, gate });
          if (http.server !== undefined) announceProof(http.server, () => settings.disclosure.proof);
        });
        done();
      } catch (error) {
        done(error);
      }
    },

    routes: {
      before: {
        'all /*': function addResponseMethods(request: SailsRequest, reply: SailsReply, next: Done) {
          Object.assign(reply, { req: request });
          addJsonx(reply, sails);
          if (isVirtual(reply)) {
            if (request.isSocket) guardAck(reply);
            addSocketForm(reply, messagesLost);
          }
          // Over HTTP, the prototype has the methods that existed at start.
          for (const name of made().current()) if (!(name in reply)) Object.assign(reply, { [name]: made().method(name, reply) });
          // Sails itself makes the methods of `res` before, so there is no earlier place.
          // The gate has been asked for a request over HTTP, before its first middleware.
          if ((drillDoor.session?.starts(made().mount, reply) ?? made().gate?.(reply)) === undefined) next();
        },
      },
    },
  };
}

/** Sets the handlers for unmatched routes and for errors. Sails reads them after it has loaded its hooks. */
function answerTheRest({ router }: SailsApp, responder: Responder<SailsReply>): void {
  Object.assign(router.defaultHandlers, {
    404: (request: SailsRequest, reply: SailsReply) => responder.respondWith(Object.assign(reply, { req: request }), 'notFound'),
    500: (error: unknown, request: SailsRequest, reply: SailsReply) => responder.fail(Object.assign(reply, { req: request }), thrownValue(error)),
  });
}

/** Binds a route target such as `{ response: 'notFound' }` in `config/routes.js`. */
function bindResponse(sails: SailsApp, published: Readonly<Record<string, AnyFunction>>, { target, path, verb, options }: UnknownRoute): void {
  const name = target?.response;
  if (typeof name !== 'string') return;
  if (published[name] === undefined) {
    sails.log.error(`halyard: the route ${verb ?? ''} ${path} names the response "${name}", which does not exist. The route is left out.`);
    return;
  }
  sails.router.bind(path, (_request: SailsRequest, reply: Record<string, AnyFunction>) => reply[name]?.(), verb, options);
}
