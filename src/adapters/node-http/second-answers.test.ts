import { createServer } from 'node:http';
import { PassThrough } from 'node:stream';
import { Res, type Type } from '@nestjs/common';
import compression from 'compression';
import express from 'express';
import session from 'express-session';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { controllerOf, PLATFORMS, running } from '../../../tests/support/nest-app.ts';
import { ends, get, listening, logged, stands } from '../../../tests/support/second-answers.ts';
import { halyard as onExpress } from '../express/express.ts';
import { halyard as onFastify } from '../fastify/fastify.ts';
import type { Reply } from '../fetch/fetch.ts';
import { HalyardModule } from '../nest/nest.ts';
import { halyard as onNode } from './node-http.ts';

describe('on Express and node:http, after res.badRequest()', () => {
  const AFTER: readonly (readonly [string, RegExp, (res: express.Response) => unknown])[] = [
    ['res.json()', /the reply's own setHeader/, (res) => res.json({ ok: true })],
    ['res.status(200).send()', /the reply's own setHeader/, (res) => res.status(200).send('done')],
    ['res.redirect()', /the reply's own setHeader/, (res) => res.redirect('/done')],
    ['res.end()', /the reply's own end/, (res) => res.end('done')],
    ['res.write()', /the reply's own write/, (res) => res.write('done')],
    ['res.writeHead()', /the reply's own writeHead/, (res) => res.writeHead(200).end('done')],
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

  it('while a page is rendered, with a compression that comes after a missing return, and a body that nobody has read', async () => {
    const { options, log } = logged({ views: { render: () => new Promise((resolve) => setTimeout(() => resolve('<p>the page</p>'), 30)) } });
    const app = express();
    onExpress(app, options);
    app.post('/', (_req, res, next) => {
      res.badRequest('Too long');
      next();
    });
    app.use(compression({ threshold: 0 }));
    const body = new FormData();
    body.append('file', new Blob(['x'.repeat(500_000)]), 'x.txt');
    const seen = await get(await listening(createServer(app)), { method: 'POST', headers: { accept: 'text/html' }, body });
    expect([seen.status, seen.text]).toEqual([400, '<p>the page</p>']);
    expect(log.filter(({ line }) => String(line).includes('E_ANSWERED_TWICE'))).toHaveLength(1);
  });

  it('a stream that is piped into the reply ends nothing', async () => {
    const { options } = logged();
    const app = express();
    onExpress(app, options);
    app.get('/', (_req, res) => {
      res.badRequest('Too long');
      const stream = new PassThrough();
      stream.end('done');
      stream.pipe(res);
    });
    const url = await listening(createServer(app));
    for (let i = 0; i < 3; i++) expect(await get(url)).toMatchObject({ status: 400, text: expect.stringContaining('Too long') });
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
