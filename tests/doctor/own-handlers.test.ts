import { describe, expect, it } from 'vitest';
import { EXPRESS, FASTIFY, FETCH, type Files, findingsOf, HAPI, HONO, KOA, NEST, NODE, one } from './findings-of.ts';

describe('error handlers and handlers of unmatched routes', () => {
  it.each<[string, Files]>([
    [
      'own-error-handler server.ts:5',
      one(EXPRESS, 'app.use((err, req, res, next) => { console.error(err);\n res.status(500).json({ error: err.message }); });'),
    ],
    [
      'own-error-handler server.ts:5',
      one(EXPRESS, 'app.use((err, req, res, next) => { if (res.headersSent) return next(err);\n res.status(500).send("oops"); });'),
    ],
    ['own-error-handler server.ts:5', one(EXPRESS, 'function failed(err, _req, res, _next) { res.sendStatus(err.status ?? 500); }\napp.use(failed);')],
    ['own-error-handler server.ts:6', one(EXPRESS, "import errorhandler from 'errorhandler';\napp.use(errorhandler());")],
    [
      'own-error-handler errors.ts:1',
      {
        ...one(EXPRESS, "import { onFailure } from './errors.js';\napp.use(onFailure);"),
        'errors.ts': 'export function onFailure(err, req, res, next) { res.status(500).end(); }',
      },
    ],
    [
      'own-error-handler errors.js:1',
      {
        'server.js': "const express = require('express');\nconst app = express();\nrequire('halyard/express').halyard(app);\nrequire('./errors')(app);",
        'errors.js': 'module.exports = (app) => app.use((err, req, res, next) => res.status(500).end());',
      },
    ],
    [
      'own-error-handler errors.ts:1',
      {
        ...one(EXPRESS, "import { Errors } from './errors.js';\napp.use(new Errors().handle);"),
        'errors.ts': 'export class Errors { handle = (err, req, res, next) => { res.status(500).end(); }; }',
      },
    ],
    [
      'own-error-handler server.ts:5',
      one(
        EXPRESS,
        'class Errors { handle(err, req, res, next) { res.status(500).end(); } }\nconst errors = new Errors();\napp.use(errors.handle.bind(errors));',
      ),
    ],
    [
      'own-error-handler lib/errors.js:2',
      {
        'server.js': "const app = require('express')();\nrequire('halyard/express').halyard(app);\napp.use(require('./lib/errors')({ log: true }));",
        'lib/errors.js': 'module.exports = (options) => {\n  return function failed(err, req, res, next) { res.status(500).end(); };\n};',
      },
    ],
    [
      'own-404-handler src/miss.ts:1',
      {
        'package.json': '{ "scripts": { "start": "node dist/server.js" } }',
        'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
        'src/server.ts': `${EXPRESS}import { miss } from '@/miss';\napp.use(miss());`,
        'src/miss.ts': 'export const miss = () => (req, res) => { res.sendStatus(404); };',
      },
    ],
    [
      'own-error-handler server.ts:4',
      one(HAPI.replace('await server', 'server.ext({ type: "onPreResponse", method(request, h) { return h.response("x").code(500); } });\nawait server'), ''),
    ],
    ['own-error-handler server.ts:5', one(KOA, 'app.use((ctx, next) => next().catch((err) => { ctx.status = 500; ctx.body = "x"; }));')],
    ['own-404-handler server.ts:5', one(EXPRESS, 'app.use((req, res) => { res.status(404).render("404"); });')],
    ['own-404-handler server.ts:5', one(EXPRESS, 'app.all("/{*path}", (req, res) => res.sendStatus(404));')],
    ['own-404-handler server.ts:5', one(EXPRESS, 'app.use("*", (req, res, next) => { res.statusCode = 404; res.end("no"); });')],
    [
      'own-error-handler server.ts:5',
      one(
        KOA,
        'app.use(async (ctx, next) => { try { await next(); } catch (err) { ctx.status = err.status || 500;\n ctx.body = err.message; ctx.app.emit("error", err, ctx); } });',
      ),
    ],
    ['own-error-handler server.ts:5', one(KOA, 'app.on("error", (err, ctx) => { ctx.body = "broken"; });')],
    ['own-404-handler server.ts:5', one(KOA, 'app.use(async (ctx, next) => { await next(); if (ctx.status === 404) ctx.body = { error: "none" }; });')],
    ['own-404-handler server.ts:5', one(KOA, 'app.use((ctx) => { ctx.status = 404; ctx.body = "none"; });')],
    ['own-error-handler server.ts:5', one(FASTIFY, 'app.setErrorHandler((error, request, reply) => { reply.code(500).send({ error: error.message }); });')],
    ['own-404-handler server.ts:5', one(FASTIFY, 'app.setNotFoundHandler((request, reply) => reply.code(404).send("none"));')],
    ['own-404-handler server.ts:5', one(FASTIFY, 'app.all("*", (request, reply) => { reply.code(404).send("none"); });')],
    ['own-error-handler server.ts:5', one(HONO, 'app.onError((error, c) => c.json({ error: error.message }, 500));')],
    ['own-404-handler server.ts:5', one(HONO, 'app.notFound((c) => c.text("none", 404));')],
    ['own-404-handler server.ts:5', one(HONO, 'app.all("*", (c) => c.text("none", 404));')],
    ['own-error-handler server.ts:5', one(HONO, 'app.use(async (c, next) => { try { await next(); } catch (error) { return c.text("broken", 500); } });')],
    [
      'own-error-handler server.ts:5',
      one(
        HAPI,
        'server.ext("onPreResponse", (request, h) => { if (request.response.isBoom) return h.response("broken").code(500); return h.response("x"); }, { before: "halyard" });',
      ),
    ],
    ['own-404-handler server.ts:5', one(HAPI, 'server.route({ method: "*", path: "/{any*}", handler: (request, h) => h.response("none").code(404) });')],
    [
      'own-error-handler server.ts:5',
      one(
        NEST,
        '@Catch() class All { catch(error, host) { host.switchToHttp().getResponse().status(500).json({}); } }\nconst app = await NestFactory.create(A);\napp.useGlobalFilters(new All());',
      ),
    ],
    [
      'own-error-handler server.ts:5',
      one(
        NEST,
        '@Catch(HttpException) class All { catch(error, host) { host.switchToHttp().getResponse().status(500).json({}); } }\n@Module({ providers: [{ provide: APP_FILTER, useClass: All }] }) class B {}',
      ),
    ],
    [
      'own-error-handler server.ts:5',
      one(
        FETCH,
        'export default { fetch: app.fetch(async (request, reply) => { try { return await route(request); } catch { return new Response("broken", { status: 500 }); } }) };',
      ),
    ],
    [
      'own-error-handler server.ts:5',
      one(NODE, 'app.createServer(async (req, res) => { try { await route(req, res); } catch (error) { res.writeHead(500); res.end("broken"); } });'),
    ],
  ])('%s', (expected, files) => {
    expect(findingsOf(files)).toEqual([expected]);
  });

  it.each<[string, Files]>([
    ['a handler that passes errors on', one(EXPRESS, 'app.use((err, req, res, next) => { if (err.mine) return res.status(418).end(); next(err); });')],
    ['a handler that calls Halyard', one(EXPRESS, 'app.use((err, req, res, next) => { track(err); res.negotiate(err); });')],
    ['a handler that only logs', one(EXPRESS, 'app.use((err, req, res, next) => { log(err); next(err); });')],
    ['a handler of a path', one(EXPRESS, 'app.use("/api", (req, res) => { res.status(404).end(); });')],
    ['a page for every path', one(EXPRESS, 'app.get("/{*path}", (req, res) => { res.sendFile("index.html"); });')],
    ['a 404 in one case', one(EXPRESS, 'app.use((req, res, next) => { if (req.path === "/old") return res.status(404).end(); next(); });')],
    ['the generator of Express', one(EXPRESS, 'app.use(function (req, res, next) { next(createError(404)); });')],
    ['a 404 of Halyard', one(EXPRESS, 'app.use((req, res) => res.notFound());')],
    ['a catch that throws again', one(KOA, 'app.use(async (ctx, next) => { try { await next(); } catch (err) { if (!err.mine) throw err; ctx.body = 1; } });')],
    [
      'a catch of other work',
      one(KOA, 'app.use(async (ctx, next) => { try { await find(); } catch (err) { ctx.status = 503; ctx.body = 1; } await next(); });'),
    ],
    ['a listener that counts', one(KOA, 'app.on("error", (err, ctx) => { count(err, ctx.path); });')],
    ['a middleware that sets a body', one(KOA, 'app.use(async (ctx, next) => { await next(); if (ctx.path === "/") ctx.body = "hello"; });')],
    [
      'an error handler of Fastify that throws',
      one(FASTIFY, 'app.setErrorHandler((error, request, reply) => { if (error.code === "E_MINE") return reply.code(409).send(); throw error; });'),
    ],
    [
      'a handler of a plugin',
      one(FASTIFY, 'app.register(async (api) => { api.setNotFoundHandler((request, reply) => reply.code(404).send()); }, { prefix: "/api" });'),
    ],
    ['onError that hands over', one(HONO, 'app.onError((error, c) => (error instanceof Mine ? c.text("x", 409) : c.var.reply.negotiate(error)));')],
    [
      'a factory that chooses',
      one(
        EXPRESS,
        'const make = (on) => { if (!on) return (err, req, res, next) => next(err);\n return (err, req, res, next) => res.end(); };\napp.use(make(0));',
      ),
    ],
    ['a method that hands over', one(EXPRESS, 'class Errors { handle(err, req, res, next) { log(err); next(err); } }\napp.use(new Errors().handle);')],
    [
      'an extension that continues',
      one(HAPI, 'server.ext("onPreResponse", (request, h) => { request.response.header?.("x", "1"); return h.continue; }, { before: "halyard" });'),
    ],
    ['an extension behind Halyard', one(HAPI, 'server.ext("onPreResponse", (request, h) => h.response("x"));')],
    [
      'a filter of one exception',
      one(
        NEST,
        '@Catch(OrderClosed) class One { catch(error, host) { host.switchToHttp().getResponse().status(409).json({}); } }\nconst app = await NestFactory.create(A);\napp.useGlobalFilters(new One());',
      ),
    ],
    [
      'a filter that calls super',
      one(
        NEST,
        '@Catch() class All extends BaseExceptionFilter { catch(error, host) { track(error); super.catch(error, host); } }\nconst app = await NestFactory.create(A);\napp.useGlobalFilters(new All());',
      ),
    ],
    [
      'a try of a part',
      one(
        FETCH,
        'export default { fetch: app.fetch(async (request, reply) => { let a; try { a = await find(); } catch { return new Response("none"); } return reply.ok(a); }) };',
      ),
    ],
  ])('does not mean %s', (_name, files) => {
    expect(findingsOf(files)).toEqual([]);
  });
});
