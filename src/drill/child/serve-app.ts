import { createServer, type RequestListener, type Server } from 'node:http';
import { type AppKind, kindOf } from './app-of.ts';
import { serveFetch } from './serve-fetch.ts';
import { serveOptions } from './serve-options.ts';

type Listen = (...args: unknown[]) => unknown;

/** The members of the apps that are called here. Which of them exist depends on the kind. */
interface AnyApp {
  readonly listen: Listen;
  readonly lift: (options: object, done: (error: unknown) => void) => void;
  readonly initialize: () => Promise<void>;
  readonly ready: () => Promise<unknown>;
  readonly listener: Server;
  readonly server: Server;
  readonly hooks: { readonly http?: { readonly server?: Server } };
  readonly getHttpServer: () => Server;
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

const ADDRESS = { port: 0, host: '127.0.0.1' };

/** Starts each kind of app on a free port of the loopback interface, and returns its server. */
const SERVERS: { readonly [Kind in Exclude<AppKind, 'factory'>]: (app: AnyApp) => Server | Promise<Server> } = {
  'node server': async (app) => {
    const server = app as unknown as Server;
    if (!server.listening) await listening(server);
    return server;
  },
  fastify: async (app) => {
    await app.ready();
    // `app.listen()` works once in the life of an app, and a test may drill it twice.
    if (!app.server.listening) await listening(app.server);
    return app.server;
  },
  nest: async (app) => {
    if (!app.getHttpServer().listening) await app.listen(0, '127.0.0.1');
    return app.getHttpServer();
  },
  express: (app) => listening(app.listen.bind(app)),
  koa: (app) => listening(app.listen.bind(app)),
  hapi: async (app) => {
    if (app.listener.listening) return app.listener;
    await app.initialize();
    await listening(app.listener);
    return app.listener;
  },
  sails: async (app) => {
    await new Promise<void>((resolve, reject) => {
      app.lift({}, (error) => (error ? reject(error) : resolve()));
    });
    const { server } = app.hooks.http ?? {};
    if (server === undefined) throw new Error('The Sails app has no hook "http", so it has no server.');
    return server;
  },
  fetch: (app) => listening(serveFetch(typeof app === 'function' ? (app as unknown as AnyApp['fetch']) : (request) => app.fetch(request))),
  'node listener': (app) => listening(createServer(app as unknown as RequestListener)),
  options: (app) => listening(serveOptions(app)),
};

/** Starts an app, and returns its server. A factory is called, and may return a promise. */
export async function serveApp(app: unknown): Promise<Server> {
  const kind = kindOf(app);
  if (kind === undefined) throw new Error(`The value is no app: ${typeof app}.`);
  if (kind !== 'factory') return SERVERS[kind](app as AnyApp);
  const made: unknown = await (app as () => unknown)();
  if (kindOf(made) === 'factory') throw new Error('The factory returned a function without parameters, and no app.');
  return serveApp(made);
}

/** Waits until a server listens. `server`: a server, or the `listen` of an app that makes one. */
function listening(server: Server | Listen): Promise<Server> {
  return new Promise((resolve, reject) => {
    const made = (typeof server === 'function' ? server(0, '127.0.0.1') : server.listen(ADDRESS)) as Server;
    if (made.listening) resolve(made);
    made.once('listening', () => resolve(made));
    made.once('error', reject);
  });
}
