import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import cookies from '@fastify/cookie';
import csrfProtection from '@fastify/csrf-protection';
import formBody from '@fastify/formbody';
import fastifyHelmet from '@fastify/helmet';
import { serve } from '@hono/node-server';
import { doubleCsrf } from 'csrf-csrf';
import express from 'express';
import Fastify, { type FastifyPluginAsync } from 'fastify';
import { halyard as onExpress } from 'halyard/express';
import { halyard as onHono } from 'halyard/hono';
import { halyard as onKoa } from 'halyard/koa';
import helmet from 'helmet';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import Koa from 'koa';
import koaHelmet from 'koa-helmet';

// The module name is a value, so that the compiler does not load its types: the sources declare the same members on Fastify's replies.
const { halyard: onFastify } = (await import('halyard/fastify' as string)) as { halyard: FastifyPluginAsync<typeof OPTIONS> };

const OPTIONS = { logger: false, environment: 'production', flash: { secret: 'nobody-knows-how-deep-the-harbour-is' } } as const;

export interface LetterApp {
  readonly url: string;
  /** The Origin and the Referer of each form that arrived. */
  readonly posted: (readonly [origin: string | undefined, referer: string | undefined])[];
  close(): unknown;
}

interface PageForm {
  readonly summary: () => string;
  readonly old: (name: string) => string;
}

/** A form whose buttons post to addresses that fail, each with another status. */
function letterPage(form: PageForm): string {
  const buttons = ['', '/expired', '/heavy', '/down', '/mine'].map((path) => `<button formaction="/letters${path}">${path || '/here'}</button>`).join('');
  return `<!doctype html><html lang="en"><title>Letters</title>${form.summary()}
<form method="post"><input type="hidden" name="_csrf" value="stale"><label for="text">Your letter</label><textarea id="text" name="text">
${form.old('text')}</textarea>${buttons}</form></html>`;
}

/** The handler of each address. `expired` throws the error of the host's CSRF library. */
type Reply = Readonly<Record<'contentTooLarge' | 'serviceUnavailable' | 'forbidden' | 'badRequest', (...args: never[]) => unknown>>;

function answer(path: string, reply: Reply): unknown {
  if (path.endsWith('/heavy')) return reply.contentTooLarge();
  if (path.endsWith('/down')) return reply.serviceUnavailable();
  if (path.endsWith('/mine')) return reply.forbidden();
  return (reply.badRequest as (issues: unknown, target: string) => unknown)([{ path: ['text'], message: 'Write more.' }], '/letters');
}

const BAD_TOKEN = (): Error => Object.assign(new Error('invalid csrf token'), { code: 'EBADCSRFTOKEN' });
const PATHS = ['/letters', '/letters/expired', '/letters/heavy', '/letters/down', '/letters/mine'] as const;

async function opened(server: Server, posted: LetterApp['posted'], close: () => unknown = () => server.close()): Promise<LetterApp> {
  if (!server.listening) await once(server, 'listening');
  server.on('request', ({ method, headers }) => method === 'POST' && posted.push([headers.origin, headers.referer]));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, posted, close };
}

/** Each host behind the helmet of its ecosystem, with its default `Referrer-Policy: no-referrer`. */
export const LETTER_APPS: readonly { readonly name: string; readonly open: (options?: { readonly withoutHelmet?: boolean }) => Promise<LetterApp> }[] = [
  {
    name: 'Express with helmet and csrf-csrf',
    async open({ withoutHelmet = false } = {}) {
      const app = express();
      if (!withoutHelmet) app.use(helmet());
      onExpress(app, OPTIONS);
      app.use(express.urlencoded({ extended: false }));
      const { doubleCsrfProtection } = doubleCsrf({ getSecret: () => 'harbour', getSessionIdentifier: () => '7' });
      app.get('/letters', (_request, reply) => void reply.send(letterPage(reply.form)));
      app.post('/letters/expired', (request, _reply, next) => {
        Object.assign(request, { cookies: {} });
        next();
      });
      app.post('/letters/expired', doubleCsrfProtection);
      app.post([...PATHS], (request, reply) => {
        answer(request.path, reply as unknown as Reply);
      });
      return opened(app.listen(0, '127.0.0.1'), []);
    },
  },
  {
    name: 'Fastify with @fastify/helmet and @fastify/csrf-protection',
    async open() {
      const app = Fastify();
      await app.register(fastifyHelmet);
      await app.register(cookies);
      await app.register(csrfProtection);
      await app.register(formBody);
      await app.register(onFastify, OPTIONS);
      app.get('/letters', (_request, reply) => reply.type('text/html').send(letterPage(reply.form)));
      for (const path of PATHS) {
        const hooks = path.endsWith('/expired') ? { onRequest: app.csrfProtection } : {};
        app.post(path, hooks, (_request, reply) => answer(path, reply as unknown as Reply));
      }
      await app.listen({ port: 0, host: '127.0.0.1' });
      return opened(app.server, [], () => app.close());
    },
  },
  {
    name: 'Koa with koa-helmet',
    async open() {
      const app = new Koa();
      onKoa(app, OPTIONS);
      app.use(koaHelmet());
      app.use((context) => {
        if (context.method === 'GET' && context.path === '/letters') {
          context.type = 'html';
          context.body = letterPage((context as unknown as { form: PageForm }).form);
          return undefined;
        }
        if (context.path.endsWith('/expired')) throw BAD_TOKEN();
        return answer(context.path, context as unknown as Reply);
      });
      return opened(app.listen(0, '127.0.0.1'), []);
    },
  },
  {
    name: 'Hono with its secure headers',
    async open() {
      const app = new Hono();
      onHono(app, OPTIONS);
      app.use(secureHeaders());
      app.get('/letters', (context) => context.html(letterPage(context.var.reply.form)));
      for (const path of PATHS) {
        app.post(path, (context) => {
          if (path.endsWith('/expired')) throw BAD_TOKEN();
          return answer(path, context.var.reply as unknown as Reply) as Response;
        });
      }
      return opened(serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server, []);
    },
  },
];
