import type { Server as HttpServer } from 'node:http';
import { All, Controller, Module, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import session from 'express-session';
import type { Options } from 'halyard';
import { HalyardModule } from 'halyard/nest';

// biome-ignore lint/suspicious/noExplicitAny: the replies of several hosts
type AnyReply = any;
type Route = (res: AnyReply, asked: { body: unknown; query: unknown; req: AnyReply }) => unknown;
type Routes = Readonly<Record<string, Route>>;

export async function nestOnExpress(routes: Routes, options: Options): Promise<HttpServer> {
  const App = appOf(
    { ...routes, '/count': count },
    options,
    (res) => res,
    (req) => req,
  );
  const app = await NestFactory.create<NestExpressApplication>(App, { logger: false, abortOnError: false });
  app.set('query parser', 'simple');
  app.use(session({ secret: 'a secret of the tests', resave: false, saveUninitialized: false, store: new session.MemoryStore() }));
  await app.init();
  return app.getHttpServer();
}

export async function nestOnFastify(routes: Routes, options: Options): Promise<HttpServer> {
  const withNodes = ({ raw }: AnyReply): object => ({ writeHead: raw.writeHead.bind(raw), write: raw.write.bind(raw), end: raw.end.bind(raw) });
  const App = appOf(
    routes,
    options,
    (res) => Object.assign(res, withNodes(res)),
    (req) => req.raw,
  );
  const app = await NestFactory.create(App, new FastifyAdapter(), { logger: false, abortOnError: false });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app.getHttpServer();
}

/** A controller with a handler for each route. Its decorators are called as functions. */
function appOf(routes: Routes, options: Options, replyOf: (res: AnyReply) => AnyReply, requestOf: (req: AnyReply) => AnyReply): new () => object {
  class Routes {}
  for (const [path, route] of Object.entries(routes)) {
    const value = (req: AnyReply, res: AnyReply): unknown => route(replyOf(res), { body: req.body ?? undefined, query: { ...req.query }, req: requestOf(req) });
    Object.defineProperty(Routes.prototype, path, { value });
    All(path)(Routes.prototype, path, Object.getOwnPropertyDescriptor(Routes.prototype, path) as PropertyDescriptor);
    Req()(Routes.prototype, path, 0);
    Res()(Routes.prototype, path, 1);
  }
  Controller()(Routes);
  class App {}
  Module({ imports: [HalyardModule.forRoot(options)], controllers: [Routes] })(App);
  return App;
}

function count(res: AnyReply, { req }: { req: AnyReply }): unknown {
  req.session.count = (req.session.count ?? 0) + 1;
  return res.ok({ count: req.session.count });
}
