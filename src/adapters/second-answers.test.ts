import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { createAdaptorServer } from '@hono/node-server';
import { Res, type Type } from '@nestjs/common';
import compression from 'compression';
import express from 'express';
import session from 'express-session';
import Fastify from 'fastify';
import { type Context, Hono } from 'hono';
import { compress as honoCompress } from 'hono/compress';
import { cors as honoCors } from 'hono/cors';
import { etag as honoEtag } from 'hono/etag';
import Koa from 'koa';
import compress from 'koa-compress';
import { afterEach, describe, expect, it } from 'vitest';
import { controllerOf, PLATFORMS, running } from '../../tests/support/nest-app.ts';
import type { Options } from '../core/options.ts';
import { halyard as onExpress } from './express.ts';
import { halyard as onFastify } from './fastify.ts';
import { halyard as onFetch, type Reply } from './fetch.ts';
import { halyard as onHono } from './hono.ts';
import { halyard as onKoa } from './koa.ts';
import { HalyardModule } from './nest.ts';
import { halyard as onNode } from './node-http.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** Options that keep the log, and the log. */
function logged(more: Options = {}): { options: Options; log: Record<string, unknown>[] } {
  const log: Record<string, unknown>[] = [];
  const at = (level: string) => (record: object, line: string) => void log.push({ level, line, ...record });
  return { options: { environment: 'production', logger: { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }, ...more }, log };
}

async function listening(server: Server): Promise<string> {
  ends.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function get(url: string, init: RequestInit = {}): Promise<Seen> {
  const answer = await fetch(url, { ...init, headers: { accept: 'application/json', ...init.headers } });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** The client has the failure, whole; the log has it, and says once that something came after it. */
function stands({ status, text, headers }: Seen, log: readonly Record<string, unknown>[], by: RegExp): void {
  expect([status, JSON.parse(text)['detail']]).toEqual([400, 'Too long']);
  expect(headers.get('content-type')).toMatch(/^application\/(?:problem\+)?json\b/);
  expect(headers.get('location')).toBe(null);
  expect(log.map(({ line }) => line)).toEqual([
    expect.stringMatching(/ 400 badRequest$/),
    expect.stringMatching(new RegExp(`^E_ANSWERED_TWICE: .*Found ${by.source}.*, after badRequest\\(\\)`)),
  ]);
}

describe('on Koa, after ctx.badRequest()', () => {
  const app = (...middleware: Koa.Middleware[]): { app: Koa; log: Record<string, unknown>[] } => {
    const { options, log } = logged();
    const made = new Koa();
    onKoa(made, options);
    for (const one of middleware) made.use(one);
    return { app: made, log };
  };
  const refuse: Koa.Middleware = (ctx) => void ctx.badRequest('Too long');

  it.each<[string, RegExp, Koa.Middleware]>([
    ['ctx.body', /ctx\.body = …/, (ctx) => void (ctx.body = { ok: true })],
    ['ctx.status and ctx.body', /ctx\.status = 200/, (ctx) => void Object.assign(ctx, { status: 200, body: 'done' })],
    ['ctx.body and ctx.status', /ctx\.body = …/, (ctx) => void Object.assign(ctx, { body: 'done', status: 200 })],
    ['ctx.status alone', /ctx\.status = 204/, (ctx) => void (ctx.status = 204)],
    ['ctx.body = null', /ctx\.body = …/, (ctx) => void (ctx.body = null)],
    ['ctx.redirect()', /ctx\.status = 302/, (ctx) => ctx.redirect('/done')],
    ['a stream', /ctx\.body = …/, (ctx) => void (ctx.body = Readable.from(['done']))],
    ['ctx.response.body', /ctx\.body = …/, (ctx) => void (ctx.response.body = 'done')],
  ])('the handler answers with %s: the failure stands', async (_how, by, next) => {
    const { app: made, log } = app(async (ctx) => {
      await ctx.badRequest('Too long');
      await next(ctx, async () => undefined);
    });
    stands(await get(await listening(createServer(made.callback()))), log, by);
  });

  it('the middleware above answers with a success: the failure stands', async () => {
    const { app: made, log } = app(async (ctx, next) => {
      await next();
      if (ctx.status === 400) {
        ctx.status = 200;
        ctx.body = { ok: true };
      }
    }, refuse);
    stands(await get(await listening(createServer(made.callback()))), log, /ctx\.status = 200/);
  });

  it('names both places in development', async () => {
    const { options, log } = logged({ environment: 'development', disclose: false });
    const made = new Koa();
    onKoa(made, options);
    made.use((ctx) => {
      ctx.badRequest('Too long');
      ctx.body = 'done';
    });
    await get(await listening(createServer(made.callback())));
    expect(log.at(-1)).toMatchObject({
      level: 'error',
      first: expect.stringContaining('second-answers.test.ts'),
      second: expect.stringContaining('second-answers.test.ts'),
    });
  });

  it('the app writes to ctx.res by itself: that is logged', async () => {
    const { app: made, log } = app((ctx) => {
      void ctx.badRequest('Too long');
      ctx.respond = false;
      ctx.res.writeHead(200, { 'content-length': '4' });
      ctx.res.end('done');
    });
    await get(await listening(createServer(made.callback())));
    expect(log.at(-1)?.['line']).toMatch(/E_ANSWERED_TWICE: .*ctx\.res/);
  });

  it.each<[string, Koa.Middleware, (seen: Seen) => void]>([
    ['compress', compress({ threshold: 0 }) as Koa.Middleware, ({ headers }) => expect(headers.get('content-encoding')).toMatch(/gzip|br|deflate|zstd/)],
    [
      'a stream made of it',
      async (ctx, next) => {
        await next();
        ctx.body = Readable.from([String(ctx.body)]).pipe(new PassThrough());
      },
      () => undefined,
    ],
    [
      'an envelope',
      async (ctx, next) => {
        await next();
        ctx.body = JSON.stringify({ ...JSON.parse(String(ctx.body)), wrapped: true });
      },
      ({ text }) => expect(text).toContain('wrapped'),
    ],
    [
      'a header',
      async (ctx, next) => {
        await next();
        ctx.set('x-response-time', '3');
      },
      ({ headers }) => expect(headers.get('x-response-time')).toBe('3'),
    ],
  ])('middleware that decorates is no second answer: %s', async (_what, middleware, check) => {
    const { app: made, log } = app(middleware, refuse);
    const seen = await get(await listening(createServer(made.callback())), { headers: { 'accept-encoding': 'gzip' } });
    expect([seen.status, JSON.parse(seen.text).detail]).toEqual([400, 'Too long']);
    check(seen);
    expect(log).toHaveLength(1);
  });

  it('a success still gives way to what the app sets after it', async () => {
    const { app: made, log } = app((ctx) => {
      ctx.ok({ id: 1 });
      ctx.body = 'done';
    });
    expect((await get(await listening(createServer(made.callback())))).text).toBe('done');
    expect(log).toEqual([]);
  });
});

describe('on Hono, after c.var.reply.badRequest()', () => {
  const app = (add: (app: Hono) => void): { app: Hono; log: Record<string, unknown>[] } => {
    const { options, log } = logged();
    const made = new Hono();
    onHono(made, options);
    add(made);
    return { app: made, log };
  };
  const refuse = (c: Context) => c.var.reply.badRequest('Too long') as Response;
  /** In memory, and over @hono/node-server, whose Responses are of a class of its own. */
  const askers: readonly (readonly [string, (app: Hono, init?: RequestInit) => Promise<Seen>])[] = [
    [
      'app.request()',
      async (made, init = {}) => {
        const answer = await made.request('/', { ...init, headers: { accept: 'application/json', ...(init.headers as Record<string, string>) } });
        return { status: answer.status, headers: answer.headers, text: await answer.text() };
      },
    ],
    ['a server of Node', async (made, init) => get(await listening(createAdaptorServer({ fetch: made.fetch }) as Server), init)],
  ];

  describe.each(askers)('asked by %s', (_asker, ask) => {
    it.each<[string, RegExp, (c: Context) => Response | Promise<Response>]>([
      ['c.json()', /a Response with status 200/, (c) => c.json({ ok: true })],
      ['c.text()', /a Response with status 200/, (c) => c.text('done')],
      ['c.body(null, 204)', /a Response with status 204/, (c) => c.body(null, 204)],
      ['c.redirect()', /a Response with status 302/, (c) => c.redirect('/done')],
      ['a Response', /a Response with status 200/, () => new Response('done', { headers: { etag: '"1"' } })],
      ['Response.json()', /a Response with status 201/, () => Response.json({ ok: true }, { status: 201 })],
      ['a stream', /a Response with status 200/, () => new Response(new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(1_000)) }))],
    ])('the handler returns %s: the failure stands', async (_how, by, next) => {
      const { app: made, log } = app((to) => {
        to.get('/', (async (c: Context) => {
          await refuse(c);
          return next(c);
        }) as never);
      });
      const seen = await ask(made);
      stands(seen, log, by);
      expect(seen.headers.get('etag')).toBe(null);
    });

    it('middleware sets c.res: the failure stands, with the fields of the others', async () => {
      const { app: made, log } = app((to) => {
        to.use(honoCors({ origin: '*' }));
        to.use(async (c, next) => {
          await next();
          await c.res.text();
          c.res = new Response('done', { status: 200, headers: { 'x-request-id': '7', 'set-cookie': 'sid=1' } });
        });
        to.get('/', refuse as never);
      });
      const seen = await ask(made);
      stands(seen, log, /a Response with status 200/);
      expect([...seen.headers]).toEqual(
        expect.arrayContaining([
          ['access-control-allow-origin', '*'],
          ['x-request-id', '7'],
          ['set-cookie', 'sid=1'],
        ]),
      );
    });

    it.each<[string, (app: Hono) => void, (seen: Seen) => void]>([
      ['compress()', (to) => to.use(honoCompress({ threshold: 0 })), () => undefined],
      ['etag()', (to) => to.use(honoEtag()), () => undefined],
      ['cors()', (to) => to.use(honoCors({ origin: '*' })), ({ headers }) => expect(headers.get('access-control-allow-origin')).toBe('*')],
      [
        'a Response made of it',
        (to) =>
          to.use(async (c, next) => {
            await next();
            c.res = new Response(JSON.stringify({ ...((await c.res.json()) as object), wrapped: true }), c.res);
          }),
        ({ text }) => expect(text).toContain('wrapped'),
      ],
    ])('middleware that decorates is no second answer: %s', async (_what, add, check) => {
      const { app: made, log } = app((to) => {
        add(to);
        to.get('/', refuse as never);
      });
      const seen = await ask(made);
      expect([seen.status, JSON.parse(seen.text).detail]).toEqual([400, 'Too long']);
      check(seen);
      expect(log).toHaveLength(1);
    });

    it('the page of a single-page app takes the place of what no route has answered', async () => {
      const { app: made } = app((to) => {
        to.use(async (c, next) => {
          await next();
          if (c.res.status === 404) {
            c.res = undefined;
            c.res = c.html('<div id="app"></div>');
          }
        });
      });
      expect(await ask(made)).toMatchObject({ status: 200, text: '<div id="app"></div>' });
    });

    it('a `return` that is missing is no second answer', async () => {
      const { app: made, log } = app((to) => void to.get('/', ((c: Context) => void refuse(c)) as never));
      expect((await ask(made)).status).toBe(400);
      expect(log).toHaveLength(1);
    });
  });
});

describe('on fetch, after reply.badRequest()', () => {
  const ask = async (handler: (request: Request, reply: Reply) => unknown) => {
    const { options, log } = logged();
    const answer = await onFetch(options).fetch(handler as never)(new Request('https://harbour.example/', { headers: { accept: 'application/json' } }));
    return { log, seen: { status: answer.status, headers: answer.headers, text: await answer.text() } };
  };

  it.each<[string, (request: Request, reply: Reply) => unknown]>([
    [
      'at once',
      (_request, reply) => {
        reply.badRequest('Too long');
        return new Response('done', { headers: { etag: '"1"' } });
      },
    ],
    [
      'later',
      async (_request, reply) => {
        await reply.badRequest('Too long');
        return Response.json({ ok: true });
      },
    ],
    [
      'with the fields of the reply',
      (_request, reply) => {
        reply.headers.set('x-request-id', '7');
        reply.badRequest('Too long');
        return new Response('done');
      },
    ],
  ])('the handler returns a Response of its own %s: the failure stands', async (_when, handler) => {
    const { log, seen } = await ask(handler);
    stands(seen, log, /a Response with status 200/);
    expect(seen.headers.get('etag')).toBe(null);
  });

  it('the failure with other fields, or with another body of its status, is no second answer', async () => {
    const { log, seen } = await ask(async (_request, reply) => {
      const ours = await reply.badRequest('Too long');
      return new Response(ours.body, { status: ours.status, headers: { ...Object.fromEntries(ours.headers), 'x-mine': '1' } });
    });
    expect([seen.status, seen.headers.get('x-mine'), log.length]).toEqual([400, '1', 1]);
  });

  it("the app's own response may answer with what it likes", async () => {
    const { options, log } = logged({ responses: { badRequest: () => new Response('mine', { status: 200 }) } });
    const answer = await onFetch(options).fetch((_request, reply) => reply.badRequest('Too long'))(new Request('https://harbour.example/'));
    expect([answer.status, await answer.text(), log.length]).toEqual([200, 'mine', 1]);
  });
});

describe('on Express and node:http, after res.badRequest()', () => {
  const AFTER: readonly (readonly [string, RegExp, (res: express.Response) => unknown])[] = [
    ['res.json()', /the reply's own setHeader/, (res) => res.json({ ok: true })],
    ['res.status(200).send()', /the reply's own setHeader/, (res) => res.status(200).send('done')],
    ['res.redirect()', /the reply's own setHeader/, (res) => res.redirect('/done')],
    ['res.end()', /the reply's own end/, (res) => res.end('done')],
    ['res.write()', /the reply's own write/, (res) => res.write('done')],
    ['res.writeHead()', /the reply's own writeHead/, (res) => res.writeHead(200).end('done')],
    [
      'a stream',
      /the reply's own write/,
      (res) => {
        const stream = new PassThrough();
        stream.write('done');
        stream.pipe(res);
      },
    ],
    ['a timer', /the reply's own setHeader/, (res) => new Promise((resolve) => setTimeout(() => resolve(res.json({ ok: true })), 20))],
  ];

  it.each(AFTER)('the handler calls %s: the failure stands, and the process goes on', async (_how, by, after) => {
    const { options, log } = logged();
    const app = express();
    onExpress(app, options);
    let done = (): void => {};
    const settled = new Promise<void>((resolve) => {
      done = resolve;
    });
    app.get('/', async (_req, res) => {
      res.badRequest('Too long');
      await after(res);
      setTimeout(done, 20);
    });
    const seen = await get(await listening(createServer(app)));
    await settled;
    stands(seen, log, by);
  });

  it('with a body that nobody has read, the bytes after the failure are those of no second answer', async () => {
    const { options, log } = logged();
    const server = onNode(options).createServer((_req, res) => {
      res.badRequest('Too long');
      res.end('done');
    });
    const seen = await get(await listening(server), { method: 'POST', body: 'x'.repeat(500_000) });
    stands(seen, log, /the reply's own end/);
    expect(seen.text).not.toContain('done');
  });

  it('with a session and a compression the failure goes out whole', async () => {
    const { options, log } = logged();
    const app = express();
    onExpress(app, options);
    app.use(session({ secret: 'a secret of the tests', resave: true, saveUninitialized: true }), compression({ threshold: 0 }));
    app.get('/', (_req, res) => {
      res.badRequest('Too long');
      res.json({ ok: true });
    });
    const seen = await get(await listening(createServer(app)));
    expect([seen.status, JSON.parse(seen.text).detail]).toEqual([400, 'Too long']);
    expect(log.filter(({ line }) => String(line).includes('E_ANSWERED_TWICE'))).toHaveLength(1);
  });

  it('while a page is rendered, and whatever middleware wraps the reply meanwhile', async () => {
    const { options, log } = logged({ views: { render: () => new Promise((resolve) => setTimeout(() => resolve('<p>the page</p>'), 30)) } });
    const app = express();
    onExpress(app, options);
    app.get('/', (_req, res) => {
      res.badRequest('Too long');
      const { end } = res;
      res.end = function (this: express.Response, ...args: unknown[]) {
        return end.apply(this, args as never);
      } as never;
      res.set('x-request-id', '7');
      res.end('done');
    });
    const seen = await get(await listening(createServer(app)), { headers: { accept: 'text/html' } });
    expect([seen.status, seen.text, seen.headers.get('x-request-id')]).toEqual([400, '<p>the page</p>', '7']);
    expect(log.filter(({ line }) => String(line).includes('E_ANSWERED_TWICE'))).toHaveLength(1);
  });

  it('an empty end() after it is no second answer', async () => {
    const { options, log } = logged();
    const server = onNode(options).createServer((_req, res) => {
      res.badRequest('Too long');
      return res.end();
    });
    expect((await get(await listening(server))).status).toBe(400);
    expect(log).toHaveLength(1);
  });
});

describe('on Fastify, after reply.badRequest()', () => {
  const REPLIES = {
    'a value that is returned': () => ({ ok: true }),
    'reply.send()': (reply: { send(value: unknown): unknown }) => void reply.send({ ok: true }),
    'reply.code(200).send()': (reply: { code(status: number): { send(value: unknown): unknown } }) => reply.code(200).send('done'),
    'reply.redirect()': (reply: { redirect(url: string): unknown }) => void reply.redirect('/done'),
  } as const;

  it.each(Object.entries(REPLIES))('the app answers with %s: the failure stands', async (_how, after) => {
    for (const hook of [false, true]) {
      const { options, log } = logged();
      const app = Fastify();
      ends.push(() => app.close());
      await app.register(onFastify, options);
      // An answer that is still in a hook's hands.
      if (hook) app.addHook('onSend', async () => new Promise<void>((resolve) => setTimeout(resolve, 10)));
      app.get('/', async (_request, reply) => {
        reply.badRequest('Too long');
        return after(reply as never);
      });
      await app.ready();
      log.splice(0);
      const { statusCode, headers, body } = await app.inject({ url: '/', headers: { accept: 'application/json' } });
      stands({ status: statusCode, text: body, headers: new Headers(headers as Record<string, string>) }, log, /reply\.send\(\)/);
    }
  });
});

describe.each(PLATFORMS)('on Nest with %s, after res.badRequest()', (_platform, adapter) => {
  it('a value that the handler returns, mapped by an interceptor or not, is dropped', async () => {
    for (const interceptors of [[], [{ intercept: (_context: unknown, next: { handle(): unknown }) => next.handle() }]]) {
      const { options, log } = logged();
      const handlers = {
        refuse: (res: Reply) => {
          void res.badRequest('Too long');
          return { ok: true };
        },
      };
      const Routes = controllerOf(handlers as never) as Type<object>;
      Res({ passthrough: true })(Routes.prototype, 'refuse', 0);
      const nest = await running({
        halyard: HalyardModule.forRoot(options),
        metadata: { controllers: [Routes] },
        adapter: adapter(),
        prepare: (made) => void made.useGlobalInterceptors(...(interceptors as never[])),
      });
      ends.push(() => nest.stop());
      const { status, text, headers } = await nest.ask('refuse');
      stands({ status, text, headers }, log, /(?:the reply's own setHeader|reply\.send\(\))/);
    }
  });
});
