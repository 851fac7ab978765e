import type { Server as HttpServer } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Options } from 'halyard';
import { type BodyWriter, halyard as halyardFetch } from 'halyard/fetch';
import { halyard as halyardHono } from 'halyard/hono';
import { Hono } from 'hono';
import { stream } from 'hono/streaming';

// biome-ignore lint/suspicious/noExplicitAny: the replies of two hosts
type AnyReply = any;
type Begin = (type: string, write: (body: BodyWriter) => unknown) => Response;

/** Routes that call Node's reply on other hosts. Here, the handler returns a Response instead. */
const OWN: Readonly<Record<string, (begin: Begin) => Response>> = {
  '/half': (begin) =>
    begin('text/plain', async (body) => {
      await body.write('the first half');
      throw new Error('S3CRET half way');
    }),
  '/stream': (begin) =>
    begin('text/event-stream', async (body) => {
      await body.write('data: 1\n\n');
      await new Promise(() => undefined);
    }),
  '/redirect': () => new Response(null, { status: 302, headers: { location: '/ok' } }),
  '/picture': () => new Response(Uint8Array.of(0x89, 0x50, 0x4e, 0x47), { headers: { 'content-type': 'image/png' } }),
};

type Routes = Readonly<Record<string, (reply: AnyReply, asked: { body: unknown; query: unknown; req: AnyReply }) => unknown>>;

/** The same routes on hosts with Request and Response, behind a server of Node. */
export const webHosts = (routes: Routes): Readonly<Record<string, (options: Options) => HttpServer>> => ({
  fetch(options) {
    const handler = halyardFetch(options).fetch(async (request, reply, { incoming }: { incoming: object }) => {
      const { pathname, searchParams } = new URL(request.url);
      const begin: Begin = (type, write) => reply.stream(write, { headers: { 'content-type': type } });
      const text = await request.text();
      const asked = { body: text === '' ? undefined : JSON.parse(text), query: Object.fromEntries(searchParams), req: incoming };
      return (OWN[pathname]?.(begin) ?? routes[pathname]?.(reply, asked) ?? reply.notFound()) as Response;
    });
    return createAdaptorServer({ fetch: handler as never }) as HttpServer;
  },
  Hono(options) {
    const app = new Hono<{ Bindings: { incoming: object } }>();
    halyardHono(app, options);
    for (const path of Object.keys({ ...routes, ...OWN })) {
      app.all(path, async (c) => {
        const { reply } = c.var;
        const begin: Begin = (type, write) => {
          c.header('content-type', type);
          return stream(c, reply.streaming(write as never));
        };
        const text = await c.req.text();
        const asked = { body: text === '' ? undefined : JSON.parse(text), query: c.req.query(), req: c.env.incoming };
        return (OWN[path]?.(begin) ?? routes[path]?.(reply, asked)) as Response;
      });
    }
    return createAdaptorServer({ fetch: app.fetch }) as HttpServer;
  },
});
