import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examine } from '../../src/cli/doctor/examine.ts';
import { unreturned } from '../../src/cli/doctor/unreturned/unreturned.ts';
import type { HostName } from '../../src/cli/source/host-apps.ts';

/** The lines of the findings in a file that mounts Halyard on a host. */
function linesIn(host: HostName, code: string, file = 'server.ts'): readonly number[] {
  const root = mkdtempSync(join(tmpdir(), 'halyard-unreturned-'));
  mkdirSync(join(root, 'api/responses'), { recursive: true });
  writeFileSync(join(root, 'api/responses/outOfStock.js'), 'export default function () {}');
  writeFileSync(join(root, 'package.json'), '{}');
  const entry = join(root, file);
  writeFileSync(entry, `import { halyard } from 'halyard/${host}';\nhalyard(app);\n${code}`);
  return unreturned.run(examine({ file: entry, root, foundBy: 'the argument' }, () => {})).map(({ line }) => line - 2);
}

describe('unreturned', () => {
  it.each<[string, HostName, string]>([
    ['a guard', 'express', 'app.get("/", (req, res) => { if (!user) res.notFound();\n res.ok(user); });'],
    ['a guard with braces', 'express', 'app.get("/", (req, res) => { if (!user) { res.notFound("x"); }\n res.json(user); });'],
    ['a guard before work that does not answer', 'express', 'app.get("/", async (req, res) => { if (!user) res.forbidden();\n await user.remove(); });'],
    ['a response of the app', 'express', 'app.get("/", (req, res) => { if (!left) res.outOfStock();\n res.ok(); });'],
    ['negotiate', 'express', 'f((err, req, res, next) => { if (err.known) res.negotiate(err);\n next(err); });'],
    ['next() after it', 'express', 'app.use((req, res, next) => { if (!req.user) res.unauthorized();\n next(); });'],
    ['return next() after it', 'express', 'app.use((req, res, next) => { if (!req.user) { res.unauthorized();\n return next(); }\n next(); });'],
    ['other names', 'express', 'app.get("/", (request, answer) => { if (!user) answer.notFound();\n answer.send(user); });'],
    ['a type', 'express', 'export function show(incoming: Request, outgoing: Response) { if (!user) outgoing.notFound();\n outgoing.send(user); }'],
    ['a callback', 'express', 'app.get("/", (req, res) => db.find((err, user) => { if (err) res.serverError(err);\n res.ok(user); }));'],
    ['a promise', 'express', 'app.get("/", (req, res) => { find().then((user) => { if (!user) res.notFound();\n res.ok(user); }); });'],
    ['a loop', 'express', 'app.get("/", (req, res) => { for (const one of all) { if (!one) res.badRequest(); } });'],
    ['a case without break', 'express', 'app.get("/", (req, res) => { switch (a) { case 1: res.gone();\n default: res.ok(); } });'],
    ['after a switch', 'express', 'app.get("/", (req, res) => { switch (a) { case 1: res.gone(); break; }\n res.ok(); });'],
    ['a try', 'express', 'app.get("/", async (req, res) => { try { await a(); } catch (e) { res.serverError(e); }\n res.ok(); });'],
    ['an else if without else', 'express', 'app.get("/", (req, res) => { if (!a) { res.notFound(); } else if (b) { log(b); }\n res.ok(); });'],
    ['&&', 'express', 'app.get("/", (req, res) => { !user && res.notFound();\n res.ok(user); });'],
    ['??', 'express', 'app.get("/", (req, res) => { const user = find() ?? res.notFound();\n res.ok(user); });'],
    ['await', 'koa', 'app.use(async (ctx, next) => { if (!ctx.state.user) await ctx.unauthorized();\n await next(); });'],
    ['a body of Koa', 'koa', 'router.get("/", (ctx) => { if (!user) { ctx.notFound(); }\n ctx.body = user; });'],
    ['a returned value of Fastify', 'fastify', 'app.get("/", async (request, reply) => { if (!user) reply.notFound();\n return user; });'],
    ['a namespace', 'fastify', 'app.get("/", async (request, reply) => { if (!user) reply.halyard.notFound();\n return user; });'],
    ['a hook of Fastify', 'fastify', 'app.addHook("onRequest", (request, reply, done) => { if (!user) reply.unauthorized();\n done(); });'],
    ['the last statement in Hono', 'hono', 'app.get("/", (c) => { c.var.reply.notFound(); });'],
    [
      'a destructured reply in Hono',
      'hono',
      'app.get("/", (c) => { const { reply } = c.var; if (!a) reply.notFound();\n return reply.ok(a); });'.replace('\n ', ' '),
    ],
    ['c.get() of Hono', 'hono', 'app.get("/", (c) => { c.get("reply").notFound(); });'],
    ['the last statement in hapi', 'hapi', 'server.route({ method: "GET", path: "/", handler(request, h) { h.notFound(); } });'],
    ['h in hapi', 'hapi', 'server.route({ handler: (request, h) => { if (!a) { h.notFound(); }\n return a; } });'],
    ['fetch', 'fetch', 'app.fetch((request, reply) => { if (!a) reply.notFound();\n return reply.ok(a); });'],
    ['node:http', 'node-http', 'app.createServer((req, res) => { if (req.url !== "/") res.notFound();\n res.end("hello"); });'],
    ['a controller of Nest', 'nest', '@Controller() class A { @Get() one(@Res() res: Response) { if (!a) res.notFound();\n return res.ok(a); } }'],
    ['this.res', 'sails', 'module.exports = { async fn() { if (!a) this.res.notFound();\n return a; } };'],
    ['a controller of Sails', 'sails', 'module.exports = { show(req, res) { if (!a) { res.notFound(); }\n return res.view("a"); } };'],
    ['a failure in a row with work', 'express', 'app.delete("/", (req, res) => { res.notFound();\n remove(req.params.id); });'],
    ['a helper that gets the reply', 'express', 'app.get("/", (req, res) => { if (!a) res.notFound();\n show(a, res); });'],
    ['a chain', 'express', 'app.get("/", (req, res) => { if (!a) { res.set("x", "1").notFound(); }\n res.ok(a); });'],
    ['a chain of Fastify', 'fastify', 'app.get("/", async (req, reply) => { if (!a) reply.header("x", "1").notFound();\n return a; });'],
    ['a condition that is no opposite', 'express', 'app.get("/", (req, res) => { if (!a) { res.notFound(); }\n if (!b) { res.conflict(); return; } });'],
    ['an opposite with an else', 'express', 'app.get("/", (req, res) => { if (!a) { res.notFound(); }\n if (a) { log(a); } else { res.gone(); } });'],
    [
      'a label that goes on',
      'express',
      'app.get("/", (req, res) => { outer: for (const a of all) { for (const b of a) { if (!b) { res.gone(); continue outer; } } } });',
    ],
    [
      'work behind a label',
      'express',
      'app.get("/", (req, res) => { outer: for (const a of all) { for (const b of a) { if (!b) { res.gone(); break outer; } } }\n res.ok(); });',
    ],
    ['a return in the wrong case', 'express', 'app.get("/", (req, res) => { if (!a) { res.notFound(); } else { if (b) return; }\n res.ok(); });'],
  ])('finds %s', (_name, host, code) => {
    expect(linesIn(host, code)).toEqual([1]);
  });

  it.each<[string, HostName, string]>([
    ['return', 'express', 'app.get("/", (req, res) => { if (!user) return res.notFound(); res.ok(user); });'],
    ['a return behind it', 'express', 'app.get("/", (req, res) => { if (!user) { res.notFound(); return; } res.ok(user); });'],
    [
      'a log line and a return behind it',
      'express',
      'app.get("/", (req, res) => { if (!user) { res.notFound(); req.log.info("no user"); return; } res.ok(user); });',
    ],
    ['return void', 'express', 'app.get("/", (req, res) => { if (!user) return void res.notFound(); res.ok(user); });'],
    ['else', 'express', 'app.get("/", (req, res) => { if (!user) { res.notFound(); } else { res.ok(user); } });'],
    [
      'else with a common end',
      'express',
      'app.get("/", (req, res) => { if (!user) { res.notFound(); } else { res.ok(user); } metrics.count(); connection.release(); });',
    ],
    ['else if', 'express', 'app.get("/", (req, res) => { if (a) res.notFound(); else if (b) res.gone(); else res.ok(); });'],
    ['else that answers in the other case', 'express', 'app.get("/", (req, res) => { if (user) { res.ok(user); } else { res.notFound(); } });'],
    ['an arrow', 'express', 'app.get("/", (req, res) => res.notFound());'],
    ['an arrow with a choice', 'express', 'app.get("/", (req, res) => (user ? res.ok(user) : res.notFound()));'],
    ['a choice as a statement', 'express', 'app.get("/", (req, res) => { user ? res.ok(user) : res.notFound(); });'],
    ['the last statement', 'express', 'app.get("/", (req, res) => { if (!user) { res.notFound(); } });'],
    ['the last statement of a catch', 'express', 'app.get("/", async (req, res) => { try { res.ok(await a()); } catch (e) { res.serverError(e); } });'],
    [
      'finally',
      'express',
      'app.get("/", async (req, res) => { try { res.ok(await a()); } catch (e) { res.serverError(e); } finally { db.close(); done = true; } });',
    ],
    ['break', 'express', 'app.get("/", (req, res) => { switch (a) { case 1: res.gone(); break; case 2: res.notFound(); break; default: res.ok(); } });'],
    ['break in a loop', 'express', 'app.get("/", (req, res) => { for (const a of all) { if (!a) { res.notFound(); break; } } });'],
    ['work after an acceptance', 'express', 'app.post("/", async (req, res) => { res.accepted(); await send(mail); });'],
    ['a question for the head', 'express', 'app.use((err, req, res, next) => { if (!res.headersSent) res.serverError(err); report(err); });'],
    ['a header after it', 'koa', 'app.use((ctx) => { ctx.unauthorized(); ctx.set("X-A", "1"); });'],
    ['return reply', 'fastify', 'app.get("/", async (request, reply) => { if (!user) { reply.notFound(); return reply; } return user; });'],
    ['the last statement in Fastify', 'fastify', 'app.get("/", (request, reply) => { if (!user) { reply.notFound(); } else { reply.ok(user); } });'],
    [
      'a hook of Fastify that returns',
      'fastify',
      'app.addHook("onRequest", async (request, reply) => { if (!user) return reply.unauthorized(); await load(); });',
    ],
    ['return in Hono', 'hono', 'app.get("/", (c) => { if (!a) return c.var.reply.notFound(); return c.var.reply.ok(a); });'],
    ['a variable in Hono', 'hono', 'app.get("/", (c) => { const answer = c.var.reply.notFound(); return answer; });'],
    ['return h', 'hapi', 'server.route({ handler: (request, h) => { if (!a) return h.notFound(); return a; } });'],
    ['takeover of hapi', 'hapi', 'server.ext("onPreHandler", (request, h) => (a ? h.continue : h.forbidden().takeover()));'],
    ['another object', 'express', 'function check(t) { t.ok(1); t.notFound(2); log(); } assert.ok(1); log(2); schema.ok(); expect(a).ok();'],
    ['a service', 'express', 'class A { run(orders) { if (!a) orders.conflict(); orders.save(); } }'],
    ['a declared function behind it', 'express', 'app.get("/", (req, res) => { res.notFound(); function later() { res.ok(); } });'],
    ['default of an own response', 'express', 'function forbidden() { this.default("no"); log(); }'],
    ['a promise that is returned', 'express', 'app.get("/", (req, res) => { find().then((a) => res.ok(a)).catch((e) => res.serverError(e)); });'],
    [
      'break with a label',
      'express',
      'app.get("/", (req, res) => { outer: for (const a of all) { for (const b of a) { if (!b) { res.gone(); break outer; } } } });',
    ],
    ['an if for the other case', 'express', 'app.get("/", (req, res) => { if (user === null) { res.notFound(); } if (user !== null) { res.ok(user); } });'],
    ['&& for the other case', 'express', 'app.get("/", (req, res) => { isOk && res.ok(); !isOk && res.badRequest(); });'],
    [
      'work and a return behind it',
      'express',
      'app.get("/", async (req, res) => { if (!a) { res.notFound(); await seen.add(req.url); return; } res.ok(a); });',
    ],
    ['a counter behind it', 'express', 'app.get("/", (req, res) => { res.conflict(); misses += 1; count++; audit.write("a"); });'],
    ['throw', 'nest', '@Controller() class A { @Get() one() { if (!a) throw notFound("x"); return a; } }'],
  ])('does not mean %s', (_name, host, code) => {
    expect(linesIn(host, code)).toEqual([]);
  });
});
