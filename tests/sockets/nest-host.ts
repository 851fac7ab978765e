import type { Server as HttpServer } from 'node:http';
import { All, Controller, Module, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import session from 'express-session';
import type { Options } from 'halyard';
import { HalyardModule } from 'halyard/nest';

// biome-ignore lint/suspicious/noExplicitAny: the replies of two hosts
type AnyReply = any;
type Route = (res: AnyReply, asked: { body: unknown; query: unknown; req: AnyReply }) => unknown;

/** The same app in Nest: a controller with a handler for each route, its decorators called. */
export async function nestApp(routes: Readonly<Record<string, Route>>, options: Options): Promise<HttpServer> {
  class Routes {}
  const handlers = { ...routes, '/count': count };
  for (const [path, route] of Object.entries<Route>(handlers)) {
    const value = (req: AnyReply, res: AnyReply): unknown => route(res, { body: req.body, query: { ...req.query }, req });
    Object.defineProperty(Routes.prototype, path, { value });
    All(path)(Routes.prototype, path, Object.getOwnPropertyDescriptor(Routes.prototype, path) as PropertyDescriptor);
    Req()(Routes.prototype, path, 0);
    Res()(Routes.prototype, path, 1);
  }
  Controller()(Routes);
  class App {}
  Module({ imports: [HalyardModule.forRoot(options)], controllers: [Routes] })(App);

  const app = await NestFactory.create<NestExpressApplication>(App, { logger: false, abortOnError: false });
  app.set('query parser', 'simple');
  app.use(session({ secret: 'a secret of the tests', resave: false, saveUninitialized: false, store: new session.MemoryStore() }));
  await app.init();
  return app.getHttpServer();
}

function count(res: AnyReply, { req }: { req: AnyReply }): unknown {
  req.session.count = (req.session.count ?? 0) + 1;
  return res.ok({ count: req.session.count });
}
