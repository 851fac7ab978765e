import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { compress as honoCompress } from 'hono/compress';
import { cors as honoCors } from 'hono/cors';
import { etag as honoEtag } from 'hono/etag';
import { stream, streamSSE } from 'hono/streaming';
import { describe, expect, it } from 'vitest';
import { get, listening, logged, type Seen, stands } from '../../../tests/support/second-answers.ts';
import { halyard as onHono } from '../hono/hono.ts';
import { halyard as onFetch, type Reply } from './fetch.ts';

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
      [
        'stream()',
        /a Response with status 200/,
        (c) =>
          stream(
            c,
            c.var.reply.streaming(async (to: { write(text: string): unknown }) => void (await to.write('done'))),
          ),
      ],
      [
        'streamSSE()',
        /a Response with status 200/,
        (c) =>
          streamSSE(
            c,
            c.var.reply.streaming(async (to: { write(text: string): unknown }) => void (await to.write('done'))),
          ),
      ],
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
