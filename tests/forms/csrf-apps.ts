import type { RequestListener, Server } from 'node:http';
import cookies from '@fastify/cookie';
import csrfProtection from '@fastify/csrf-protection';
import formBody from '@fastify/formbody';
import fastifySession from '@fastify/session';
import { createAdaptorServer } from '@hono/node-server';
import Router from '@koa/router';
import { doubleCsrf } from 'csrf-csrf';
import express, { type Request, type RequestHandler } from 'express';
import session from 'express-session';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { csrf as honoCsrf } from 'hono/csrf';
import Koa, { type Middleware } from 'koa';
import { koaBody } from 'koa-body';
// @ts-expect-error It has no types.
import mount from 'koa-mount';
import koaSession from 'koa-session';
import { halyard as onExpress } from '../../src/adapters/express/express.ts';
import { halyard as onFastify } from '../../src/adapters/fastify/fastify.ts';
import { halyard as onHono } from '../../src/adapters/hono/hono.ts';
import { halyard as onKoa } from '../../src/adapters/koa/koa.ts';
import type { Form } from '../../src/forms/page/form.ts';

// biome-ignore lint/suspicious/noExplicitAny: some libraries are installed separately, so their types are not there
type Loaded = any;
export type Load = (name: string) => Loaded;
type Start = (load: Load) => Server | RequestListener | Promise<Server>;

const OPTIONS = { environment: 'production', logger: false, flash: { secret: 'a secret of more than thirty-two letters' } } as const;
const KEY = 'a key of the tests with more than thirty-two letters';

/** What the page of the form shows: the new token, and what came back. */
const page = (form: Form, token: string): object => ({
  token,
  errors: form.errors.map(({ message }) => message),
  story: form.old('story'),
  password: form.old('password'),
  csrf: form.old('_csrf'),
});

type Protect = (load: Load) => { readonly before: readonly RequestHandler[]; readonly token: (req: Request, res: express.Response) => string };

const sessions = (): RequestHandler => session({ secret: KEY, resave: false, saveUninitialized: true });
const tokenOfRequest = (req: Request): string => (req as Loaded).csrfToken();
const csurf: Protect = (load) => ({ before: [sessions(), load('@dr.pogodin/csurf').default()], token: tokenOfRequest });
const csurfInCookie: Protect = (load) => ({ before: [load('cookie-parser')(), load('@dr.pogodin/csurf').default({ cookie: true })], token: tokenOfRequest });
const csrfSync: Protect = (load) => {
  const { csrfSynchronisedProtection } = load('csrf-sync').csrfSync({ getTokenFromRequest: (req: Request) => req.body?._csrf });
  return { before: [sessions(), csrfSynchronisedProtection], token: tokenOfRequest };
};
const csrfCsrf: Protect = (load) => {
  const { doubleCsrfProtection, generateCsrfToken } = doubleCsrf({
    getSecret: () => KEY,
    getSessionIdentifier: (req) => req.sessionID,
    cookieName: 'csrf',
    cookieOptions: { secure: false },
    getCsrfTokenFromRequest: (req) => req.body?._csrf,
  });
  return { before: [load('cookie-parser')(), sessions(), doubleCsrfProtection], token: (req, res) => generateCsrfToken(req, res, { overwrite: true }) };
};

/** Express with the form at `/account/orders`: in a Router, in a mounted app, or beside the library. */
function expressApp(protect: Protect, kind: 'router' | 'mounted app' | 'app'): Start {
  return (load) => {
    const { before, token } = protect(load);
    const app = express();
    onExpress(app, OPTIONS);
    app.use(express.urlencoded({ extended: true }), express.json());
    const inner = kind === 'router' ? express.Router() : kind === 'app' ? app : express();
    const path = kind === 'app' ? '/account/orders' : '/orders';
    inner.use(...before);
    inner.get(path, (req, res) => void res.json(page(res.form, token(req, res))));
    inner.post(path, (_req, res) => void res.send('ordered'));
    if (inner !== app) app.use('/account', inner);
    return app;
  };
}

type Mounted = (parts: { readonly csrf: Middleware; readonly router: Loaded; readonly load: Load }) => readonly Middleware[];

/** Koa with the form at `/account/orders`. `mounted` returns the middleware after the session and the body parser. */
function koaApp(mounted: Mounted, prefix = '', library = '@koa/router'): Start {
  return (load) => {
    const app = new Koa();
    onKoa(app, OPTIONS);
    app.keys = [KEY];
    app.use(koaSession(app as never) as never);
    app.use(koaBody());
    const router = new (library === '@koa/router' ? (Router as Loaded) : load(library))({ prefix });
    const csrf = load('koa-csrf')() as Middleware;
    for (const middleware of mounted({ csrf, router, load })) app.use(middleware);
    return app.callback();
  };
}

function withRoutes(router: Loaded, path: string): Middleware {
  router.get(path, (ctx: Loaded) => {
    ctx.body = page(ctx.form, ctx.state._csrf);
  });
  router.post(path, (ctx: Loaded) => {
    ctx.body = 'ordered';
  });
  return router.routes();
}

const nested: Mounted = ({ csrf, router }) => {
  const outer = new Router({ prefix: '/account' });
  withRoutes(router, '/');
  outer.use(router.routes());
  return [csrf, outer.routes() as Middleware];
};
const insideMount: Mounted = ({ csrf, router }) => {
  const inner = new Koa();
  inner.use(csrf).use(withRoutes(router, '/orders'));
  return [mount('/account', inner)];
};
const insideTwoMounts: Mounted = ({ csrf, router }) => {
  const inner = new Koa();
  inner.use(mount('/orders', withRoutes(router, '/')));
  return [csrf, mount('/account', inner)];
};
const afterOther: Mounted = ({ csrf, router }) => [csrf, (new Router().get('/other', () => {}) as Loaded).routes(), withRoutes(router, '/account/orders')];

async function fastifyApp(sessionPlugin: '@fastify/cookie' | '@fastify/session'): Promise<Server> {
  const app = Fastify();
  await app.register(onFastify as never, OPTIONS as never);
  await app.register(cookies);
  if (sessionPlugin === '@fastify/session') await app.register(fastifySession, { secret: KEY, cookie: { secure: false } });
  await app.register(formBody);
  await app.register(csrfProtection, { sessionPlugin } as never);
  app.get('/account/orders', (_request, reply) => page((reply as Loaded).form, reply.generateCsrf()));
  app.post('/account/orders', { preHandler: app.csrfProtection as never }, () => 'ordered');
  await app.ready();
  return app.server;
}

/** Apps with a form at `/account/orders`, protected by a library with tokens. */
export const TOKEN_APPS: readonly (readonly [string, Start])[] = [
  ['csurf in a Router', expressApp(csurf, 'router')],
  ['csurf in a mounted app', expressApp(csurf, 'mounted app')],
  ['csurf with its secret in a cookie', expressApp(csurfInCookie, 'app')],
  ['csrf-sync in a Router', expressApp(csrfSync, 'router')],
  ['csrf-sync in a mounted app', expressApp(csrfSync, 'mounted app')],
  ['csrf-csrf in a Router', expressApp(csrfCsrf, 'router')],
  ['csrf-csrf', expressApp(csrfCsrf, 'app')],
  ['koa-csrf before the router', koaApp(({ csrf, router }) => [csrf, withRoutes(router, '/account/orders')])],
  ['koa-csrf before a router with a prefix', koaApp(({ csrf, router }) => [csrf, withRoutes(router, '/orders')], '/account')],
  ['koa-csrf before koa-router', koaApp(({ csrf, router }) => [csrf, withRoutes(router, '/account/orders')], '', 'koa-router')],
  ['koa-csrf before a nested router', koaApp(nested, '/orders')],
  ['koa-csrf before the second router', koaApp(afterOther)],
  ['koa-csrf in the router', koaApp(({ csrf, router }) => [withRoutes(router.use(csrf), '/account/orders')])],
  ['koa-csrf in an app of koa-mount', koaApp(insideMount)],
  ['koa-csrf before two koa-mount', koaApp(insideTwoMounts)],
  ['@fastify/csrf-protection with its secret in a cookie', () => fastifyApp('@fastify/cookie')],
  ['@fastify/csrf-protection with @fastify/session', () => fastifyApp('@fastify/session')],
];

/** Hono's `csrf()` has no tokens. It asks where the form comes from. */
export function honoApp(): Server {
  const app = new Hono();
  onHono(app, OPTIONS);
  app.use(honoCsrf());
  app.get('/account/orders', (c) => c.json(page((c as Loaded).var.reply.form, '')));
  app.post('/account/orders', (c) => c.text('ordered'));
  return createAdaptorServer({ fetch: app.fetch }) as Server;
}
