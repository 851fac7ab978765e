import type { RequestListener, Server } from 'node:http';
import cookies from '@fastify/cookie';
import formBody from '@fastify/formbody';
import fastifySession from '@fastify/session';
import express, { type RequestHandler } from 'express';
import session from 'express-session';
import Fastify from 'fastify';
import Koa from 'koa';
import { koaBody } from 'koa-body';
import koaSession from 'koa-session';
import { halyard as onExpress } from '../../src/adapters/express/express.ts';
import { halyard as onFastify } from '../../src/adapters/fastify/fastify.ts';
import { halyard as onKoa } from '../../src/adapters/koa/koa.ts';
import type { Options } from '../../src/core/settings/options.ts';
import type { Form } from '../../src/forms/page/form.ts';

// biome-ignore lint/suspicious/noExplicitAny: some sessions are installed separately, so their types are not there
type Loaded = any;
export type Load = (name: string) => Loaded;
type Start = (load: Load, options: Options) => Server | RequestListener | Promise<Server>;

const KEY = 'a key of the tests with more than thirty-two letters';
const ISSUES = [{ path: ['boat'], message: 'Tell us its name.' }];

/** One request and the way to end its session. */
interface Turn {
  readonly form: Form;
  /** Ends the session as the library documents it. */
  end(): unknown;
  redirect(): unknown;
  badRequest(): unknown;
}

/** What each form does with its message and its session. */
const ACTIONS: Readonly<Record<string, (turn: Turn) => unknown>> = {
  '/stay': ({ form, redirect }) => {
    form.flash('success', 'Saved.');
    return redirect();
  },
  '/leave': async ({ form, end, redirect }) => {
    form.flash('success', 'Goodbye.');
    await end();
    return redirect();
  },
  '/left': async ({ form, end, redirect }) => {
    await end();
    form.flash('success', 'Goodbye.');
    return redirect();
  },
  '/invalid': async ({ end, badRequest }) => {
    await end();
    return badRequest();
  },
  '/refused': ({ badRequest }) => badRequest(),
};
const PATHS = Object.keys(ACTIONS);

const page = (form: Form): object => ({ success: form.flash('success'), errors: form.errors.all('boat'), boat: form.old('boat') });

function expressApp(sessions: (load: Load) => RequestHandler, end: (req: Loaded) => unknown): Start {
  return (load, options) => {
    const app = express();
    onExpress(app, options);
    app.use(sessions(load), express.urlencoded());
    app.get('/login', (req: Loaded, res) => {
      req.session.user = 'Ann';
      res.send('welcome');
    });
    app.get('/page', (req: Loaded, res) => void res.json({ ...page(res.form), user: req.session?.user ?? '' }));
    app.post(PATHS, async (req, res) => {
      const turn = { form: res.form, end: () => end(req), redirect: () => res.redirect(303, '/page'), badRequest: () => res.badRequest(ISSUES, '/page') };
      await ACTIONS[req.path]?.(turn);
    });
    return app;
  };
}

function fastifyApp(name: '@fastify/session' | '@fastify/secure-session', end: (request: Loaded) => unknown): Start {
  return async (load, options) => {
    const app = Fastify() as Loaded;
    await app.register(onFastify as never, options as never);
    await app.register(cookies);
    if (name === '@fastify/session') await app.register(fastifySession, { secret: KEY, cookie: { secure: false } });
    else await app.register(load(name), { secret: KEY, salt: 'a salt of tests.', cookie: { path: '/' } });
    await app.register(formBody);
    app.get('/login', (request: Loaded) => {
      request.session.user = 'Ann';
      return 'welcome';
    });
    app.get('/page', (request: Loaded, reply: Loaded) => ({ ...page(reply.form), user: request.session?.user ?? '' }));
    for (const path of PATHS) {
      app.post(path, async (request: Loaded, reply: Loaded) => {
        const turn = {
          form: reply.form,
          end: () => end(request),
          redirect: () => reply.redirect('/page', 303),
          badRequest: () => reply.badRequest(ISSUES, '/page'),
        };
        await ACTIONS[path]?.(turn);
        return reply;
      });
    }
    await app.ready();
    return app.server;
  };
}

function koaApp(inStore: boolean): Start {
  return (_load, options) => {
    const app = new Koa();
    onKoa(app, options as never);
    app.keys = [KEY];
    const kept = new Map<string, object>();
    const store = {
      get: async (key: string) => kept.get(key),
      set: async (key: string, value: object) => void kept.set(key, value),
      destroy: async (key: string) => void kept.delete(key),
    };
    app.use(koaSession((inStore ? { store } : {}) as never, app as never) as never);
    app.use(koaBody());
    app.use(async (ctx: Loaded) => {
      if (ctx.path === '/login') {
        ctx.session.user = 'Ann';
        ctx.body = 'welcome';
      } else if (ctx.path === '/page') ctx.body = { ...page(ctx.form), user: ctx.session?.user ?? '' };
      const end = (): void => {
        ctx.session = null;
      };
      const redirect = (): void => {
        ctx.status = 303;
        ctx.redirect('/page');
      };
      await ACTIONS[ctx.path]?.({ form: ctx.form, end, redirect, badRequest: () => ctx.badRequest(ISSUES, '/page') });
    });
    return app.callback();
  };
}

const inMemory = (): RequestHandler => session({ secret: KEY, resave: false, saveUninitialized: false });
const unset = (req: Loaded): void => {
  req.session = null;
};

/** Apps with a session that ends in the middle of a request. `/login` begins it, `/page` shows the flash. */
export const SESSION_APPS: readonly (readonly [string, Start])[] = [
  ['express-session, destroyed', expressApp(inMemory, (req) => new Promise((resolve) => req.session.destroy(resolve)))],
  ['express-session, destroyed without waiting', expressApp(inMemory, (req) => void req.session.destroy(() => {}))],
  ['express-session, set to null', expressApp(inMemory, unset)],
  ['express-session, regenerated', expressApp(inMemory, (req) => new Promise((resolve) => req.session.regenerate(resolve)))],
  ['cookie-session, set to null', expressApp((load) => load('cookie-session')({ keys: [KEY] }), unset)],
  ['@fastify/session, destroyed', fastifyApp('@fastify/session', (request) => request.session.destroy())],
  ['@fastify/session, destroyed without waiting', fastifyApp('@fastify/session', (request) => void request.session.destroy(() => {}))],
  ['@fastify/secure-session, deleted', fastifyApp('@fastify/secure-session', (request) => request.session.delete())],
  ['koa-session in its cookie, set to null', koaApp(false)],
  ['koa-session in a store, set to null', koaApp(true)],
];
